// this node returns a `Result` under another name, so its failures count as values
//
// x (spawned) → seen
use std::io;

use dagwright::{Timeout, dag};

type Fetched = Result<u32, io::Error>;

#[dag]
mod pipeline {
    use super::*;

    #[node(timeout = "1s", spawn)]
    async fn x() -> Fetched {
        Ok(1)
    }

    async fn seen(x: Result<&Fetched, &Timeout>) -> bool {
        x.is_ok()
    }
}

fn main() {}
