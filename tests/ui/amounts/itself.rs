#[dagwright::dag]
mod broken {
    use std::time::Duration;

    #[node(timeout = limit)]
    async fn limit() -> Duration {
        Duration::from_secs(1)
    }
}

fn main() {}
