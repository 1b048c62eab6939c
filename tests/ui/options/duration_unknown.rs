use dagwright::dag;

#[dag]
mod checkout {
    #[node(timeout = "5 parsecs")]
    async fn page() -> Result<String, std::fmt::Error> {
        Ok(String::new())
    }
}

fn main() {}
