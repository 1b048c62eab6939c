use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub id: u64,
    }

    #[node(timeout = "1s" retry)]
    async fn stock(id: u64) -> std::io::Result<u64> {
        Ok(id)
    }
}

fn main() {}
