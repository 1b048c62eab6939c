use dagwright::dag;

#[dag]
mod checkout {
    #[node(retry(factor = 0.5))]
    async fn page() -> Result<String, std::fmt::Error> {
        Ok(String::new())
    }
}

fn main() {}
