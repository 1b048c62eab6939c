use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub id: u64,
    }

    #[output]
    pub type Stock = u64;

    async fn stock(id: u64) -> Stock {
        id
    }
}

fn main() {}
