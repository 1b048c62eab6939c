#![allow(unused_variables)]

use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input<F: Future<Output = u32>> {
        #[future]
        pub token: F,
    }
    async fn page(token: String) -> usize {
        1
    }
}

fn main() {}
