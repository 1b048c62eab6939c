#![allow(unused_variables)]

use dagwright::dag;

pub struct User;

#[dag]
mod checkout {
    use super::*;

    async fn user() -> User {
        User
    }
    async fn page(user: &Option<User>) -> usize {
        1
    }
}

fn main() {}
