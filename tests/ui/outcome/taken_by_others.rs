use dagwright::dag;

#[dag]
mod checkout {
    async fn quote() -> String {
        String::new()
    }

    async fn page(quote: Result<String, std::io::Error>) -> String {
        quote.unwrap_or_default()
    }

    async fn title(quote: &str) -> usize {
        quote.len()
    }
}

fn main() {}
