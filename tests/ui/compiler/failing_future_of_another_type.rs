use dagwright::dag;

pub struct Refused;
pub struct Token;

#[dag]
mod shop {
    use super::*;

    #[input]
    pub struct Input<F: Future<Output = Result<Token, Refused>>> {
        #[future]
        pub token: F,
    }

    async fn page(token: &str) -> usize {
        token.len()
    }
}

fn main() {
    let token = std::future::ready(Err(Refused));
    drop(shop::Pipeline::run(shop::Input { token }));
}
