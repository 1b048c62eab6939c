//! ```text
//! a → b ───┐
//! c ─┐     ├→ e
//!    ├→ f ─┘
//! d ─┘
//! ```

use futures::join;

use crate::body::Body;
use nodes::{a, b, c, d, e, f};

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
    pub async fn c<B: Body>(body: &B) -> u64 {
        body.work(0).await
    }
    pub async fn d<B: Body>(body: &B) -> u64 {
        body.work(0).await
    }
    pub async fn f<B: Body>(c: u64, d: u64, body: &B) -> u64 {
        body.work(c + d).await
    }
    pub async fn e<B: Body>(b: u64, f: u64, body: &B) -> u64 {
        body.work(b + f).await
    }
}

pub async fn straight_line<B: Body>(body: &B) -> u64 {
    let a = a(body).await;
    let b = b(a, body).await;
    let c = c(body).await;
    let d = d(body).await;
    let f = f(c, d, body).await;
    e(b, f, body).await
}

pub async fn joined<B: Body>(body: &B) -> u64 {
    let upper = async { b(a(body).await, body).await };
    let lower = async {
        let (c, d) = join!(c(body), d(body));
        f(c, d, body).await
    };
    let (b, f) = join!(upper, lower);
    e(b, f, body).await
}
