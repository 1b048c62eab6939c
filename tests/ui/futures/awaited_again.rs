use dagwright::dag;

#[dag]
mod checkout {
    async fn stock() -> u64 {
        7
    }

    async fn page(stock: impl Future<Output = u64>) -> u64 {
        stock.await
    }
}

fn main() {}
