use dagwright::dag;

#[dag]
mod checkout {
    #[node(fallback = no_page)]
    async fn page() -> Result<String, std::io::Error> {
        Ok(String::new())
    }

    async fn no_page(error: std::io::Error) -> String {
        error.to_string()
    }
}

fn main() {}
