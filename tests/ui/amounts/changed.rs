#[dagwright::dag]
mod broken {
    use std::time::Duration;

    async fn limit() -> Duration {
        Duration::from_secs(1)
    }

    #[node(timeout = limit)]
    async fn page() -> u32 {
        1
    }

    #[node(after(page))]
    async fn doubled(limit: &mut Duration) {
        *limit *= 2;
    }
}

fn main() {}
