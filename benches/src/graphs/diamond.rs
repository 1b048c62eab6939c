//! ```text
//!   ┌→ b ─┐
//! a ┤     ├→ d
//!   └→ c ─┘
//! ```

use ::async_dag::Graph;
use futures::join;

use super::graph;
use crate::body::Body;
use nodes::{a, b, c, d};

graph!(Diamond, "diamond", d);

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

async fn straight_line<B: Body>(body: &B) -> u64 {
    let a = a(body).await;
    let b = b(a, body).await;
    let c = c(a, body).await;
    d(b, c, body).await
}

async fn joined<B: Body>(body: &B) -> u64 {
    let a = a(body).await;
    let (b, c) = join!(b(a, body), c(a, body));
    d(b, c, body).await
}

async fn async_dag<B: Body>(body: &B) -> u64 {
    let mut graph = Graph::new();
    let a = graph.add_task(move || a(body));
    let b = graph.add_child_task(a, move |a| b(a, body), 0).unwrap();
    let c = graph.add_child_task(a, move |a| c(a, body), 0).unwrap();
    let d = graph.add_child_task(b, move |b, c| d(b, c, body), 0).unwrap();
    graph.update_dependency(c, d, 1).unwrap();
    graph.run().await;
    graph.get_value(d).unwrap()
}
