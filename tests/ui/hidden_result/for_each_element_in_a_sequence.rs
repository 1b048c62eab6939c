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
        pub items: Vec<u32>,
    }

    #[node(timeout = "1s")]
    async fn x(#[each(items)] item: &u32) -> Fetched {
        Ok(*item)
    }

    async fn seen(x: Result<&Vec<Fetched>, &Timeout>) -> bool {
        x.is_ok()
    }
}

fn main() {}
