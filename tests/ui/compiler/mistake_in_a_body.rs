use dagwright::dag;

#[dag]
mod checkout {
    async fn price() -> u64 {
        3
    }
    async fn _shipping() -> u64 {
        2
    }
    async fn total(price: u64) -> u64 {
        let shipping: u64 = _shipping();
        price + shipping
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
