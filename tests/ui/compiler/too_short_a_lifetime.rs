#![allow(unused_variables)]

use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input<'a> {
        pub text: &'a str,
    }
    async fn name() -> String {
        String::new()
    }
    async fn page<'a>(text: &'a str, name: &'a str) -> &'a str {
        if name.is_empty() { text } else { name }
    }
}

fn main() {}
