//! ```text
//!   ┌→ b ─┐
//! a ┤     ├→ d
//!   └→ c ─┘
//! ```

use futures::join;

use crate::body::Body;
use nodes::{a, b, c, d};

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
    pub async fn b<B: Body>(a: u64, body: &B) -> u64 {
        body.work(a).await
    }
    pub async fn c<B: Body>(a: u64, body: &B) -> u64 {
        body.work(a).await
    }
    pub async fn d<B: Body>(b: u64, c: u64, body: &B) -> u64 {
        body.work(b + c).await
    }
}

pub async fn straight_line<B: Body>(body: &B) -> u64 {
    let a = a(body).await;
    let b = b(a, body).await;
    let c = c(a, body).await;
    d(b, c, body).await
}

pub async fn joined<B: Body>(body: &B) -> u64 {
    let a = a(body).await;
    let (b, c) = join!(b(a, body), c(a, body));
    d(b, c, body).await
}
