#[dagwright::dag]
mod broken {
    const LIMIT: std::time::Duration = std::time::Duration::from_secs(1);

    #[node(timeout = LIMITS)]
    async fn page() -> u32 {
        1
    }

    #[node(timeout = LIMIT)]
    async fn other() -> u32 {
        1
    }
}

fn main() {}
