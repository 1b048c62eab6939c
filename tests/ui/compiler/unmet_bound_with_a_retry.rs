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
    #[node(retry)]
    async fn page<T: Show>(user: &T) -> Result<usize, u8> {
        Ok(1)
    }
}

fn main() {}
