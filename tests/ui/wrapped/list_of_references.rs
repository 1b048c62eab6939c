#![allow(unused_variables)]

use dagwright::dag;

#[dag]
mod checkout {
    async fn names() -> Vec<String> {
        Vec::new()
    }
    async fn page(names: &[&str]) -> usize {
        1
    }
}

fn main() {}
