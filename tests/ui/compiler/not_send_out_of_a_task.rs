#![allow(unused_variables)]

use dagwright::dag;
use std::rc::Rc;

pub struct User;

#[dag]
mod checkout {
    use super::*;

    #[node(spawn)]
    async fn user() -> Rc<u8> {
        Rc::new(1)
    }
    async fn page(user: &Rc<u8>) -> usize {
        1
    }
}

fn main() {}
