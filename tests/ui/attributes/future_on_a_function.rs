use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub id: u64,
    }

    #[future]
    async fn stock(id: u64) -> u64 {
        id
    }
}

fn main() {}
