//! ```text
//! a → b ───┐
//! c ─┐     ├→ e
//!    ├→ f ─┘
//! d ─┘
//! ```

use futures::join;
use futures_concurrency::future::Join;

use super::graph;
use crate::body::Body;
use nodes::{a, b, c, d, e, f};

graph!(
    Six, "six", e, series_parallel: true,
    Joins "join!, nested" nested,
    Joins "join!, levels" by_level,
    Joins "tokio::join!, levels" by_level_with_tokio,
    Library "futures-concurrency, levels" concurrent,
);

const PREDECESSORS: &[&[usize]] = &[&[], &[], &[], &[0], &[1, 2], &[3, 4]];

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
    pub async fn c<B: Body>(body: &B) -> u64 {
        body.work(1, 0).await
    }
    pub async fn d<B: Body>(body: &B) -> u64 {
        body.work(2, 0).await
    }
    pub async fn b<B: Body>(a: u64, body: &B) -> u64 {
        body.work(3, a).await
    }
    pub async fn f<B: Body>(c: u64, d: u64, body: &B) -> u64 {
        body.work(4, c + d).await
    }
    pub async fn e<B: Body>(b: u64, f: u64, body: &B) -> u64 {
        body.work(5, b + f).await
    }
}

async fn straight_line<B: Body>(body: &B) -> u64 {
    let a = a(body).await;
    let c = c(body).await;
    let d = d(body).await;
    let b = b(a, body).await;
    let f = f(c, d, body).await;
    e(b, f, body).await
}

async fn nested<B: Body>(body: &B) -> u64 {
    let upper = async { b(a(body).await, body).await };
    let lower = async {
        let (c, d) = join!(c(body), d(body));
        f(c, d, body).await
    };
    let (b, f) = join!(upper, lower);
    e(b, f, body).await
}

async fn by_level<B: Body>(body: &B) -> u64 {
    let (a, c, d) = join!(a(body), c(body), d(body));
    let (b, f) = join!(b(a, body), f(c, d, body));
    e(b, f, body).await
}

async fn by_level_with_tokio<B: Body>(body: &B) -> u64 {
    let (a, c, d) = tokio::join!(a(body), c(body), d(body));
    let (b, f) = tokio::join!(b(a, body), f(c, d, body));
    e(b, f, body).await
}

async fn concurrent<B: Body>(body: &B) -> u64 {
    let (a, c, d) = (a(body), c(body), d(body)).join().await;
    let (b, f) = (b(a, body), f(c, d, body)).join().await;
    e(b, f, body).await
}
