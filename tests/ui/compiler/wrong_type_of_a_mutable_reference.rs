#![allow(unused_variables)]

use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub conn: String,
    }
    async fn page(conn: &mut u32) -> usize {
        1
    }
}

fn main() {}
