#[dagwright::dag]
mod broken {
    #[node(timeout = "1s", retry(only = is_early))]
    async fn page() -> String {
        std::future::pending().await
    }

    fn is_early(_error: &dagwright::Timeout, attempt: usize) -> bool {
        attempt < 3
    }
}

fn main() {}
