use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub id: u64,
    }

    #[output]
    async fn stock(id: u64) -> Result<Vec<u64>, String> {
        Ok(vec![id])
    }
}

fn main() {}
