use dagwright::dag;

#[dag]
mod checkout {
    #[node(retry(attempts = 4, attempts = 5))]
    async fn page() -> Result<String, std::fmt::Error> {
        Ok(String::new())
    }
}

fn main() {}
