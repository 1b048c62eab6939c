use dagwright::dag;

#[dag]
mod checkout {
    #[node(infallible, retry, fallback = nothing)]
    async fn page() -> Result<String, std::fmt::Error> {
        Ok(String::new())
    }

    fn nothing(_: std::fmt::Error) -> String {
        String::new()
    }
}

fn main() {}
