// this node returns a `Result` under another name, so its failures count as values
//
// x → (output)
use std::io;

use dagwright::{Timeout, dag};

type Fetched = Result<u32, io::Error>;

#[dag]
mod pipeline {
    use super::*;

    #[output]
    pub struct Output {
        pub x: Result<Fetched, Timeout>,
    }

    #[node(timeout = "1s")]
    async fn x() -> Fetched {
        Ok(1)
    }
}

fn main() {}
