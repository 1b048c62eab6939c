#[dagwright::dag]
mod broken {
    pub struct Refused;

    #[node(retry(only = is_busy))]
    async fn page() -> Result<String, Refused> {
        Err(Refused)
    }

    fn is_busy(_error: Refused) -> bool {
        false
    }
}

fn main() {}
