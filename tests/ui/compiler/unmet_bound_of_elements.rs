#![allow(unused_variables)]

use dagwright::dag;

pub struct User;

pub trait Show {}

#[dag]
mod checkout {
    use super::*;

    async fn users() -> Vec<User> {
        vec![User]
    }
    async fn page<T: Show>(#[each(users)] user: &T) -> usize {
        1
    }
}

fn main() {}
