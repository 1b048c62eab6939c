#[dagwright::dag]
mod broken {
    #[derive(Debug)]
    pub struct Refused;

    impl std::fmt::Display for Refused {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("refused")
        }
    }

    impl std::error::Error for Refused {}

    #[node(timeout = "1s", retry(only = is_busy))]
    async fn page() -> Result<String, Refused> {
        Err(Refused)
    }

    fn is_busy(_error: &dagwright::Timeout) -> bool {
        false
    }
}

fn main() {}
