#![allow(unused_variables)]

use dagwright::dag;
use std::sync::Arc;

pub struct User;

#[dag]
mod checkout {
    use super::*;

    async fn user() -> User {
        User
    }
    async fn page(user: &Arc<User>) -> usize {
        1
    }
}

fn main() {}
