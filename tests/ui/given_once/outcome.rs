use dagwright::dag;

#[dag]
mod checkout {
    async fn card() -> Result<String, std::fmt::Error> {
        Ok(String::new())
    }

    #[node(retry)]
    async fn paid(card: Result<String, std::fmt::Error>) -> Result<u64, std::fmt::Error> {
        card.map(|card| card.len() as u64)
    }
}

fn main() {}
