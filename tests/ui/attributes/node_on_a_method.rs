use dagwright::dag;

#[dag]
mod checkout {
    pub struct Shop;

    impl Shop {
        #[node]
        pub fn stock(&self) -> u64 {
            7
        }
    }

    async fn page(stock: u64) -> u64 {
        stock
    }
}

fn main() {}
