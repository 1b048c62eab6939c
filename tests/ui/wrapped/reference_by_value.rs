#![allow(unused_variables)]

use dagwright::dag;

pub struct User;

#[dag]
mod checkout {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub user: &'a User,
    }
    async fn page(user: User) -> usize {
        1
    }
}

fn main() {}
