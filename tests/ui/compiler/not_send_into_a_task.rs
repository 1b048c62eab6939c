#![allow(unused_variables)]

use dagwright::dag;
type Shared = std::rc::Rc<u8>;

pub struct User;

#[dag]
mod checkout {
    use super::*;

    async fn user() -> Shared {
        Shared::new(1)
    }
    #[node(spawn)]
    async fn page(user: Shared) -> usize {
        1
    }
}

fn main() {}
