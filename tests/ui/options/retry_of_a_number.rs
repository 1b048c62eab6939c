use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub id: u64,
    }

    #[node(retry(3))]
    async fn stock(id: u64) -> Result<u64, String> {
        Ok(id)
    }
}

fn main() {}
