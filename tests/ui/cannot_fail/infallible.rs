use dagwright::dag;

#[dag]
mod checkout {
    #[node(infallible, retry)]
    async fn page() -> Result<String, std::fmt::Error> {
        Ok(String::new())
    }
}

fn main() {}
