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
    async fn page(user: &dyn Show) -> usize {
        1
    }
}

fn main() {}
