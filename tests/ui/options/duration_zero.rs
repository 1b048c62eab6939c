use dagwright::dag;

#[dag]
mod checkout {
    #[node(timeout = "0s")]
    async fn page() -> Result<String, std::fmt::Error> {
        Ok(String::new())
    }
}

fn main() {}
