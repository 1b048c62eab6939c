// this node returns a `Result` under another name, so its failures count as values
//
// a ─┬→ c ─┬→ seen
//    └→ x ─┘
// b ─→ x
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
    async fn x(_a: &u32, _b: &u32) -> Fetched {
        Ok(1)
    }

    async fn b() -> u32 {
        1
    }

    async fn c(_a: &u32) -> u32 {
        1
    }

    async fn seen(x: Result<&Fetched, &Timeout>, _c: &u32) -> bool {
        x.is_ok()
    }
}

fn main() {}
