use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        #[future]
        pub id: u64,
    }

    async fn stock(id: u64) -> u64 {
        id
    }
}

fn main() {}
