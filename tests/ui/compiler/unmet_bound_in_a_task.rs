#![allow(unused_variables)]

use dagwright::dag;

pub struct User;

pub trait Show {}

#[dag]
mod checkout {
    use super::*;

    async fn user() -> User {
        User
    }
    #[node(spawn)]
    async fn page<T: Show>(user: &T) -> usize {
        1
    }
}

fn main() {}
