#[dagwright::dag]
mod broken {
    use std::time::Duration;

    #[input]
    pub struct Input {
        pub vip: bool,
    }

    #[node(when = vip)]
    async fn limit() -> Duration {
        Duration::from_secs(1)
    }

    #[node(timeout = limit)]
    async fn page() -> u32 {
        1
    }
}

fn main() {}
