// this node returns a `Result` under another name, so its failures count as values
//
// x → seen
use std::io;

use dagwright::{Timeout, dag};

type Fetched = Result<u32, io::Error>;

#[dag]
mod pipeline {
    use super::*;

    #[input]
    pub struct Input {
        pub on: bool,
    }

    #[node(timeout = "1s", when = on)]
    async fn x() -> Fetched {
        Ok(1)
    }

    async fn seen(x: Result<Option<&Fetched>, &Timeout>) -> bool {
        x.is_ok()
    }
}

fn main() {}
