// this node returns a `Result` under another name, so its failures count as values
//
// x
// a      x alone in its branch
use std::io;

use dagwright::{Timeout, dag};

type Fetched = Result<u32, io::Error>;

#[dag]
mod pipeline {
    use super::*;

    #[output]
    pub struct Output {
        pub x: Result<Fetched, Timeout>,
        pub a: u32,
    }

    #[node(timeout = "1s")]
    async fn x() -> Fetched {
        Ok(1)
    }

    async fn a() -> u32 {
        1
    }
}

fn main() {}
