use dagwright::dag;

pub struct Quote(u64);
pub struct QuoteError;

#[dag]
mod checkout {
    use super::*;

    async fn quote() -> Quote {
        Quote(3)
    }
    async fn page(quote: Result<&Quote, &QuoteError>) -> u64 {
        quote.map_or(0, |quote| quote.0)
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
