#![allow(unused_variables)]

use dagwright::dag;

#[dag]
mod checkout {
    async fn name() -> String {
        String::new()
    }
    async fn page(name: &'static str) -> usize {
        1
    }
}

fn main() {}
