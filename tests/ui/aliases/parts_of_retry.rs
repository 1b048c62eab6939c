use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub id: u64,
    }

    #[node(retry(max_attempts = 3, delay = "1s", multiplier = 1.5, timeout = "5s"))]
    async fn stock(id: u64) -> Result<u64, String> {
        Ok(id)
    }
}

fn main() {}
