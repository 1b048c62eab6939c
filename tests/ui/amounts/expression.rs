#[dagwright::dag]
mod broken {
    use std::time::Duration;

    #[input]
    pub struct Input {
        pub limit: Duration,
        pub tries: usize,
    }

    #[node(timeout = limit * 2, retry(attempts = tries + 1))]
    async fn page(limit: &Duration, tries: usize) -> Result<u32, std::io::Error> {
        Ok(limit.subsec_millis() + tries as u32)
    }

    #[node(timeout = Duration::from_secs(2))]
    async fn other() -> u32 {
        1
    }
}

fn main() {}
