use dagwright::dag;

#[dag]
mod checkout {
    #[node(fallback = nothing)]
    async fn page() -> Result<String, std::fmt::Error> {
        Ok(String::new())
    }

    #[node(skip)]
    async fn nothing(_: std::fmt::Error) -> String {
        String::new()
    }
}

fn main() {}
