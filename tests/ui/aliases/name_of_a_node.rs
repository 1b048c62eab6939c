use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub id: u64,
    }

    #[node(name = "stock")]
    async fn load_stock(id: u64) -> u64 {
        id
    }

    async fn page(stock: u64) -> u64 {
        stock
    }
}

fn main() {}
