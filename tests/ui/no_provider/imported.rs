use dagwright::dag;

pub mod common {
    pub async fn stock() -> u64 {
        7
    }
}

#[dag]
mod checkout {
    use super::common::stock;

    async fn page(stock: u64) -> u64 {
        stock
    }
}

fn main() {}
