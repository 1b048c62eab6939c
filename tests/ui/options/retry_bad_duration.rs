use dagwright::dag;

#[dag]
mod checkout {
    #[node(retry(backoff = "soon"))]
    async fn page() -> Result<String, std::fmt::Error> {
        Ok(String::new())
    }
}

fn main() {}
