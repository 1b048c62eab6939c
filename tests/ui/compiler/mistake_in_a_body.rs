use dagwright::dag;

#[dag]
mod checkout {
    async fn price() -> u64 {
        3
    }
    async fn total(price: u64) -> u64 {
        let shipping = async { 2_u64 };
        price + shipping
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
