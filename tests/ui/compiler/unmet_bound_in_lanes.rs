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
    async fn page<T: Show>(user: &T) -> usize {
        1
    }
    async fn stock() -> u8 {
        1
    }
    async fn offers(user: &User, stock: &u8) -> usize {
        2
    }
    async fn cart(stock: &u8) -> usize {
        3
    }
}

fn main() {}
