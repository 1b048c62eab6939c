use dagwright::dag;

#[dag]
mod checkout {
    #[cfg(any())]
    async fn stock() -> u64 {
        7
    }

    async fn page(stock: u64) -> u64 {
        stock
    }
}

fn main() {}
