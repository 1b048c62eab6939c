#![allow(unused_variables)]

use dagwright::dag;

pub struct User;

#[dag]
mod checkout {
    use super::*;

    async fn vip() -> bool {
        true
    }
    #[node(when = vip)]
    async fn user() -> User {
        User
    }
    async fn page(user: Option<&'static User>) -> usize {
        1
    }
}

fn main() {}
