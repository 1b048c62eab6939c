#[dagwright::dag]
mod broken {
    #[node(retry(only = count))]
    async fn page() -> Result<String, std::fmt::Error> {
        Err(std::fmt::Error)
    }

    fn count(_error: &std::fmt::Error) -> usize {
        1
    }
}

fn main() {}
