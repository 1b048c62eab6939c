// this node returns a `Result` under another name, so its failures count as values
//
// x (blocking) ─┬→ seen      x alone in its branch
// a ────────────┘
use std::io;

use dagwright::{Timeout, dag};

type Fetched = Result<u32, io::Error>;

#[dag]
mod pipeline {
    use super::*;

    #[node(timeout = "1s", blocking)]
    fn x() -> Fetched {
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
