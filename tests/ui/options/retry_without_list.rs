use dagwright::dag;

#[dag]
mod checkout {
    #[node(retry = 4)]
    async fn page() -> Result<String, std::fmt::Error> {
        Ok(String::new())
    }
}

fn main() {}
