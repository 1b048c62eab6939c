use dagwright::dag;

type Fetched<T> = Result<T, std::io::Error>;

#[dag]
mod pages {
    use super::*;

    #[node(retry(attempts = 5), timeout = "1s")]
    async fn page() -> Fetched<String> {
        Ok(String::new())
    }
}

fn main() {}
