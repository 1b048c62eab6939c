use dagwright::dag;

#[dag]
mod checkout {
    #[node(fallback = nothing)]
    async fn page() -> Result<String, std::fmt::Error> {
        Ok(String::new())
    }

    fn nothing(page: &str, _error: std::fmt::Error) -> String {
        page.to_owned()
    }
}

fn main() {}
