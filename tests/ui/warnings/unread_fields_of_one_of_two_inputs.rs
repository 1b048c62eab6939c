#![deny(dead_code, deprecated)]
use dagwright::dag;

#[dag]
pub mod shop {
    #[input]
    pub struct Input {
        pub id: u64,
        pub first: u64,
    }

    #[input(for = Summary)]
    pub struct SummaryInput {
        pub first: u64,
        pub id: u64,
        #[allow(dead_code)]
        pub kept_for_later: u64,
    }

    #[output]
    pub struct Output {
        pub user: u64,
    }

    #[output]
    pub struct Summary {
        pub count: u64,
    }

    async fn user(id: u64) -> u64 {
        id
    }

    async fn count(first: u64) -> u64 {
        first
    }
}

fn main() {}
