use dagwright::dag;

pub struct Quote(u64);
pub struct QuoteError;

#[dag]
mod checkout {
    use super::*;

    #[output]
    pub struct Output {
        pub quote: Result<Quote, QuoteError>,
    }

    async fn quote() -> Quote {
        Quote(3)
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
