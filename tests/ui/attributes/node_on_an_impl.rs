use dagwright::dag;

#[dag]
mod checkout {
    pub struct Shop;

    #[node]
    impl Shop {
        pub fn stock(&self) -> u64 {
            7
        }
    }

    async fn page() -> u64 {
        Shop.stock()
    }
}

fn main() {}
