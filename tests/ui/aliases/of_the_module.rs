use dagwright::dag;

#[dag(pipeline = Checkout, timeout = "1s")]
mod checkout {
    async fn stock() -> u64 {
        7
    }
}

fn main() {}
