//! ```text
//!   ┌→ b ─┐
//! a ┤     ├→ d
//!   └→ c ─┘
//! ```

use futures::join;
use futures_concurrency::future::Join;

use super::graph;
use crate::body::Body;
use nodes::{a, b, c, d};

graph!(
    Diamond, "diamond", d, series_parallel: true,
    Joins "join!, levels" by_level,
    Joins "tokio::join!, levels" by_level_with_tokio,
    Library "futures-concurrency, levels" concurrent,
);

const PREDECESSORS: &[&[usize]] = &[&[], &[0], &[0], &[1, 2]];

#[dagwright::dag]
pub mod nodes {
    use crate::body::Body;

    #[input]
    pub struct Input<'b, B: Body> {
        pub body: &'b B,
    }

    pub async fn a<B: Body>(body: &B) -> u64 {
        body.work(0, 0).await
    }
    pub async fn b<B: Body>(a: u64, body: &B) -> u64 {
        body.work(1, a).await
    }
    pub async fn c<B: Body>(a: u64, body: &B) -> u64 {
        body.work(2, a).await
    }
    pub async fn d<B: Body>(b: u64, c: u64, body: &B) -> u64 {
        body.work(3, b + c).await
    }
}

async fn straight_line<B: Body>(body: &B) -> u64 {
    let a = a(body).await;
    let b = b(a, body).await;
    let c = c(a, body).await;
    d(b, c, body).await
}

async fn by_level<B: Body>(body: &B) -> u64 {
    let a = a(body).await;
    let (b, c) = join!(b(a, body), c(a, body));
    d(b, c, body).await
}

async fn by_level_with_tokio<B: Body>(body: &B) -> u64 {
    let a = a(body).await;
    let (b, c) = tokio::join!(b(a, body), c(a, body));
    d(b, c, body).await
}

async fn concurrent<B: Body>(body: &B) -> u64 {
    let a = a(body).await;
    let (b, c) = (b(a, body), c(a, body)).join().await;
    d(b, c, body).await
}
