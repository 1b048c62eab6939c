#![deny(dead_code, deprecated)]
use dagwright::dag;

#[dag]
pub mod shop {
    #[output]
    pub struct Output {
        pub page: String,
    }

    #[output]
    pub struct Summary {
        pub user: u64,
    }

    async fn user() -> u64 {
        7
    }

    async fn page(user: u64) -> String {
        user.to_string()
    }

    async fn audit(user: u64) {
        println!("{user}");
    }

    pub async fn stock() -> u64 {
        7
    }

    pub async fn offers(stock: u64, user: u64) -> u64 {
        stock + user
    }
}

fn main() {}
