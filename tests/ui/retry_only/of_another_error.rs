#[dagwright::dag]
mod broken {
    #[node(retry(only = is_busy))]
    async fn page() -> Result<String, std::fmt::Error> {
        Err(std::fmt::Error)
    }

    fn is_busy(_error: &std::io::Error) -> bool {
        false
    }
}

fn main() {}
