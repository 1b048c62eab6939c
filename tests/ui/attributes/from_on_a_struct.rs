use dagwright::dag;

#[dag]
mod checkout {
    #[from(stock)]
    pub struct Stock(pub u64);

    async fn stock() -> Stock {
        Stock(7)
    }
}

fn main() {}
