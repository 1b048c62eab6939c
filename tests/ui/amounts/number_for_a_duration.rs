#[dagwright::dag]
mod broken {
    use std::time::Duration;

    #[input]
    pub struct Input<'a> {
        pub millis: u64,
        pub text: &'a str,
        pub maybe: Option<Duration>,
    }

    #[node(timeout = millis)]
    async fn page() -> u32 {
        1
    }

    #[node(timeout = maybe)]
    async fn other() -> u32 {
        1
    }

    #[node(retry(backoff = text))]
    async fn again() -> Result<u32, std::fmt::Error> {
        Ok(1)
    }
}

fn main() {}
