#![allow(unused_variables)]

use dagwright::dag;

pub struct User;

#[dag]
mod checkout {
    use super::*;

    async fn user() -> Result<User, u8> {
        Ok(User)
    }
    async fn page(user: Result<&'static User, &u8>) -> usize {
        1
    }
}

fn main() {}
