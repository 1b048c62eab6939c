use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub id: u64,
    }

    #[node(retry, max_attempts = 5)]
    async fn stock(id: u64) -> Result<u64, String> {
        Ok(id)
    }
}

fn main() {}
