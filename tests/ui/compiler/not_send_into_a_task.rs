#![allow(unused_variables)]

use dagwright::dag;
use std::rc::Rc;

pub struct User;

#[dag]
mod checkout {
    use super::*;

    async fn user() -> Rc<u8> {
        Rc::new(1)
    }
    #[node(spawn)]
    async fn page(user: Rc<u8>) -> usize {
        1
    }
}

fn main() {}
