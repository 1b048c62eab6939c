use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input<F: Future<Output = u64>> {
        #[pending]
        pub id: F,
    }

    #[output]
    pub struct Output {
        #[from(stock)]
        pub total: u64,
        pub stock: u64,
    }

    async fn stock(id: u64) -> u64 {
        id
    }

    async fn total(stock: u64) -> u64 {
        stock
    }
}

fn main() {}
