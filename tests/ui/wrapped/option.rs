#![allow(unused_variables)]

use dagwright::dag;

pub struct User;

#[dag]
mod checkout {
    use super::*;

    async fn user() -> Option<User> {
        None
    }
    async fn page(user: &User) -> usize {
        1
    }
}

fn main() {}
