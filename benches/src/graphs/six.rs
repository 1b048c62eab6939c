//! ```text
//! a → b ───┐
//! c ─┐     ├→ e
//!    ├→ f ─┘
//! d ─┘
//! ```

use ::async_dag::Graph;
use futures::join;

use super::graph;
use crate::body::Body;
use nodes::{a, b, c, d, e, f};

graph!(Six, "six", e);

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

async fn straight_line<B: Body>(body: &B) -> u64 {
    let a = a(body).await;
    let b = b(a, body).await;
    let c = c(body).await;
    let d = d(body).await;
    let f = f(c, d, body).await;
    e(b, f, body).await
}

async fn joined<B: Body>(body: &B) -> u64 {
    let upper = async { b(a(body).await, body).await };
    let lower = async {
        let (c, d) = join!(c(body), d(body));
        f(c, d, body).await
    };
    let (b, f) = join!(upper, lower);
    e(b, f, body).await
}

async fn async_dag<B: Body>(body: &B) -> u64 {
    let mut graph = Graph::new();
    let a = graph.add_task(move || a(body));
    let b = graph.add_child_task(a, move |a| b(a, body), 0).unwrap();
    let c = graph.add_task(move || c(body));
    let d = graph.add_task(move || d(body));
    let f = graph.add_child_task(c, move |c, d| f(c, d, body), 0).unwrap();
    graph.update_dependency(d, f, 1).unwrap();
    let e = graph.add_child_task(b, move |b, f| e(b, f, body), 0).unwrap();
    graph.update_dependency(f, e, 1).unwrap();
    graph.run().await;
    graph.get_value(e).unwrap()
}
