#![allow(unused_variables)]

use dagwright::dag;

#[dag]
mod checkout {
    async fn token() -> impl Send {
        7
    }
    async fn page(token: String) -> usize {
        1
    }
}

fn main() {}
