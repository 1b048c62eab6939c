#![allow(unused_variables)]

use dagwright::dag;
use std::sync::Arc;

pub struct User;

#[dag]
mod checkout {
    use super::*;

    async fn user() -> Arc<User> {
        Arc::new(User)
    }
    async fn page(user: User) -> usize {
        1
    }
}

fn main() {}
