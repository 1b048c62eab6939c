use dagwright::dag;

#[dag]
mod checkout {
    #[node(fallback = || String::new())]
    async fn page() -> Result<String, std::fmt::Error> {
        Ok(String::new())
    }
}

fn main() {}
