use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub id: u64,
    }

    #[node(skip)]
    async fn stock(id: u64) -> u64 {
        id
    }

    async fn page(stock: u64) -> u64 {
        stock
    }
}

fn main() {}
