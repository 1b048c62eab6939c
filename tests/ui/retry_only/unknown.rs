#[dagwright::dag]
mod broken {
    #[node(retry(only = is_bussy))]
    async fn page() -> Result<String, std::fmt::Error> {
        Err(std::fmt::Error)
    }

    fn is_busy(_error: &std::fmt::Error) -> bool {
        false
    }
}

fn main() {}
