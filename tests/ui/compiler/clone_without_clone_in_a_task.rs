#![allow(unused_variables)]

use dagwright::dag;

pub struct User;

#[dag]
mod checkout {
    use super::*;

    async fn user() -> User {
        User
    }
    #[node(spawn)]
    async fn page(#[clone] user: User) -> usize {
        1
    }
    async fn badge(user: &User) -> usize {
        1
    }
}

fn main() {}
