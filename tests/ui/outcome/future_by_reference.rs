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

    async fn page(token: &Result<String, Refused>) -> usize {
        token.as_ref().map_or(0, |token| token.len())
    }
}

fn main() {}
