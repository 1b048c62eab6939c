#![allow(unused_variables)]

use dagwright::dag;

pub struct User;

#[dag]
mod checkout {
    use super::*;

    async fn users() -> Vec<User> {
        vec![User]
    }
    async fn page(#[each(users)] user: &'static User) -> usize {
        1
    }
}

fn main() {}
