use dagwright::dag;

pub type Fetched = Result<u64, std::io::Error>;

#[dag]
mod checkout {
    use super::*;

    #[node(retry)]
    async fn quote() -> Fetched {
        Ok(7)
    }

    async fn page(quote: Result<&u64, &std::io::Error>) -> String {
        format!("{quote:?}")
    }
}

fn main() {}
