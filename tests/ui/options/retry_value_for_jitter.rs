use dagwright::dag;

#[dag]
mod checkout {
    #[node(retry(jitter = true))]
    async fn page() -> Result<String, std::fmt::Error> {
        Ok(String::new())
    }
}

fn main() {}
