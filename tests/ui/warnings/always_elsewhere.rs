#![deny(warnings)]
use dagwright::dag;

#[dag]
pub mod shop {
    #[output]
    pub struct Receipt {
        pub charge: u64,
    }

    #[output]
    pub struct Preview {
        pub cart: u64,
    }

    async fn cart() -> u64 {
        7
    }

    async fn rate() -> u64 {
        2
    }

    async fn charge(cart: u64, rate: u64) -> u64 {
        cart * rate
    }

    #[node(always)]
    async fn audit(charge: u64) {
        println!("{charge}");
    }
}

fn main() {}
