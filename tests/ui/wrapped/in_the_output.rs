#![allow(unused_variables)]

use dagwright::dag;
use std::sync::Arc;

pub struct User;

#[dag]
mod checkout {
    use super::*;

    #[output]
    pub struct Output {
        pub user: User,
    }
    async fn user() -> Arc<User> {
        Arc::new(User)
    }
}

fn main() {}
