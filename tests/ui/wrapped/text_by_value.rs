#![allow(unused_variables)]

use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input<'a> {
        pub text: &'a str,
    }
    async fn page(text: String) -> usize {
        1
    }
}

fn main() {}
