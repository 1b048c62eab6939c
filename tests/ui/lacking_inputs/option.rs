use std::sync::Arc;

use dagwright::dag;
use tokio::sync::Semaphore;

#[dag]
mod shop {
    use super::*;

    #[input]
    pub struct Input {
        pub permits: Arc<Semaphore>,
        pub warm: bool,
    }

    #[input(for = Summary)]
    pub struct SummaryInput {
        pub id: u64,
    }

    #[output]
    pub struct Output {
        pub user: u64,
    }

    #[output]
    pub struct Summary {
        pub count: u64,
        pub id: u64,
    }

    #[node(limit = permits, after(warm))]
    async fn user() -> u64 {
        7
    }

    async fn count(user: u64) -> u64 {
        user
    }
}

fn main() {}
