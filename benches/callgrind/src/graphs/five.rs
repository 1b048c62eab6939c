//! Neither in series nor in parallel: no nest of joins starts every node as soon as it can.
//!
//! ```text
//! a ─┬→ c ─┐
//!    └┐    ├→ e
//! b ──┴→ d ┘
//! ```

use futures::join;

use crate::body::Body;
use nodes::{a, b, c, d, e};

#[dagwright::dag]
pub mod nodes {
    use crate::body::Body;

    #[input]
    pub struct Input<'b, B: Body> {
        pub body: &'b B,
    }

    pub async fn a<B: Body>(body: &B) -> u64 {
        body.work(0).await
    }
    pub async fn b<B: Body>(body: &B) -> u64 {
        body.work(0).await
    }
    pub async fn c<B: Body>(a: u64, body: &B) -> u64 {
        body.work(a).await
    }
    pub async fn d<B: Body>(a: u64, b: u64, body: &B) -> u64 {
        body.work(a + b).await
    }
    pub async fn e<B: Body>(c: u64, d: u64, body: &B) -> u64 {
        body.work(c + d).await
    }
}

pub async fn straight_line<B: Body>(body: &B) -> u64 {
    let a = a(body).await;
    let b = b(body).await;
    let c = c(a, body).await;
    let d = d(a, b, body).await;
    e(c, d, body).await
}

pub async fn joined<B: Body>(body: &B) -> u64 {
    let (a, b) = join!(a(body), b(body));
    let (c, d) = join!(c(a, body), d(a, b, body));
    e(c, d, body).await
}
