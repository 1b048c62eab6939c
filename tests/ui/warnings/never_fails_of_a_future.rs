#![deny(deprecated)]
use dagwright::dag;

pub struct Refused;

#[dag]
mod shop {
    use super::*;

    #[input]
    pub struct Input<F: Future<Output = Result<String, Refused>>> {
        #[future]
        pub token: F,
    }

    async fn page(token: Result<&String, &Refused>) -> usize {
        token.map_or(0, |token| token.len())
    }

    async fn told(token: &str) -> usize {
        token.len()
    }
}

fn main() {
    let token = std::future::ready(Err(Refused));
    drop(shop::Pipeline::run(shop::Input { token }));
}
