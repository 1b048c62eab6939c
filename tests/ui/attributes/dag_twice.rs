use dagwright::dag;

#[dag]
#[dag(name = Checkout)]
mod checkout {
    async fn stock() -> u64 {
        7
    }
}

fn main() {}
