#![deny(warnings)]
use dagwright::dag;

#[dag]
pub mod shop {
    #[input]
    pub struct Input {
        pub id: u64,
    }

    #[output]
    pub struct Output {
        pub user: u64,
    }

    async fn load(id: u64) -> Vec<u64> {
        vec![id]
    }

    async fn user(id: u64) -> u64 {
        load(id).await[0]
    }
}

fn main() {}
