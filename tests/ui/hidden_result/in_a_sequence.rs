// this node returns a `Result` under another name, so its failures count as values
//
// a → x → seen
use std::io;

use dagwright::{Timeout, dag};

type Fetched = Result<u32, io::Error>;

#[dag]
mod pipeline {
    use super::*;

    async fn a() -> u32 {
        1
    }

    #[node(timeout = "1s")]
    async fn x(_a: &u32) -> Fetched {
        Ok(1)
    }

    async fn seen(x: Result<&Fetched, &Timeout>) -> bool {
        x.is_ok()
    }
}

fn main() {}
