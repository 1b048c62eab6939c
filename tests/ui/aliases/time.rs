use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub id: u64,
    }

    #[node(timeout_ms = 250)]
    async fn stock(id: u64) -> u64 {
        id
    }
}

fn main() {}
