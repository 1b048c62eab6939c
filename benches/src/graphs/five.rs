//! Neither in series nor in parallel: no nest of joins starts every node as soon as it can.
//!
//! ```text
//! a ─┬→ c ─┐
//!    └┐    ├→ e
//! b ──┴→ d ┘
//! ```

use futures::join;
use futures_concurrency::future::Join;

use super::graph;
use crate::body::Body;
use nodes::{a, b, c, d, e};

graph!(
    Five, "five (N)", e, series_parallel: false,
    Joins "join!, levels" by_level,
    Joins "tokio::join!, levels" by_level_with_tokio,
    Library "futures-concurrency, levels" concurrent,
);

const PREDECESSORS: &[&[usize]] = &[&[], &[], &[0], &[0, 1], &[2, 3]];

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
    pub async fn b<B: Body>(body: &B) -> u64 {
        body.work(1, 0).await
    }
    pub async fn c<B: Body>(a: u64, body: &B) -> u64 {
        body.work(2, a).await
    }
    pub async fn d<B: Body>(a: u64, b: u64, body: &B) -> u64 {
        body.work(3, a + b).await
    }
    pub async fn e<B: Body>(c: u64, d: u64, body: &B) -> u64 {
        body.work(4, c + d).await
    }
}

async fn straight_line<B: Body>(body: &B) -> u64 {
    let a = a(body).await;
    let b = b(body).await;
    let c = c(a, body).await;
    let d = d(a, b, body).await;
    e(c, d, body).await
}

async fn by_level<B: Body>(body: &B) -> u64 {
    let (a, b) = join!(a(body), b(body));
    let (c, d) = join!(c(a, body), d(a, b, body));
    e(c, d, body).await
}

async fn by_level_with_tokio<B: Body>(body: &B) -> u64 {
    let (a, b) = tokio::join!(a(body), b(body));
    let (c, d) = tokio::join!(c(a, body), d(a, b, body));
    e(c, d, body).await
}

async fn concurrent<B: Body>(body: &B) -> u64 {
    let (a, b) = (a(body), b(body)).join().await;
    let (c, d) = (c(a, body), d(a, b, body)).join().await;
    e(c, d, body).await
}
