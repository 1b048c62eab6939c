// this node returns a `Result` under another name, so its failures count as values
//
// x ─┬→ seen      x alone in its branch
// a ─┘
use std::io;
use std::sync::Arc;

use dagwright::{Timeout, dag};
use tokio::sync::Semaphore;

type Fetched = Result<u32, io::Error>;

#[dag]
mod pipeline {
    use super::*;

    #[input]
    pub struct Input {
        pub permits: Arc<Semaphore>,
    }

    #[node(timeout = "1s", limit = permits)]
    async fn x() -> Fetched {
        Ok(1)
    }

    async fn a() -> u32 {
        1
    }

    async fn seen(x: Result<&Fetched, &Timeout>, _a: &u32) -> bool {
        x.is_ok()
    }
}

fn main() {}
