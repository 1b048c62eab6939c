#[dagwright::dag]
mod broken {
    #[node(retry(only = |_| true))]
    async fn page() -> Result<String, std::fmt::Error> {
        Err(std::fmt::Error)
    }
}

fn main() {}
