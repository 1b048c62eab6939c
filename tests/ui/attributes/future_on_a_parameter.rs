use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub id: u64,
    }

    async fn stock(#[future] id: u64) -> u64 {
        id
    }
}

fn main() {}
