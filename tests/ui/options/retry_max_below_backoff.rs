use dagwright::dag;

#[dag]
mod checkout {
    #[node(retry(backoff = "5s", max = "1s"))]
    async fn page() -> Result<String, u8> {
        Ok(String::new())
    }
}

fn main() {}
