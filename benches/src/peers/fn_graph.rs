//! The crate `fn_graph`: the graph is made once; values are kept beside it, as it knows of order only.

use std::sync::atomic::{AtomicU64, Ordering};

use ::fn_graph::{DataAccessDyn, FnGraph, FnGraphBuilder, TypeIds};

use crate::body::Body;
use crate::contender::{Contender, Kind};
use crate::shape::Shape;

pub(super) fn contender<B: Body>(shape: &'static Shape, body: &'static B) -> Contender {
    let graph: &'static FnGraph<Node> = Box::leak(Box::new(graph(shape)));
    Contender::new(Kind::GraphCrate, "fn_graph", body, move |body| run(graph, shape, body), |value| value)
}

fn graph(shape: &Shape) -> FnGraph<Node> {
    let mut builder = FnGraphBuilder::new();
    let ids: Vec<_> = (0..shape.len()).map(|node| builder.add_fn(Node(node))).collect();
    for (node, predecessors) in shape.predecessors.iter().enumerate() {
        for &from in predecessors {
            builder.add_logic_edge(ids[from], ids[node]).expect("there is no cycle");
        }
    }
    builder.build()
}

async fn run<B: Body>(graph: &FnGraph<Node>, shape: &Shape, body: &B) -> u64 {
    let values: Vec<AtomicU64> = (0..shape.len()).map(|_| AtomicU64::new(0)).collect();
    let values = &values;
    let node = |&Node(node): &Node| async move {
        let sum = shape.predecessors[node].iter().map(|&from| values[from].load(Ordering::Relaxed)).sum();
        values[node].store(body.work(node, sum).await, Ordering::Relaxed);
    };
    graph.for_each_concurrent(None, node).await;
    values[shape.sink()].load(Ordering::Relaxed)
}

/// A node's number.
struct Node(usize);

impl DataAccessDyn for Node {
    fn borrows(&self) -> TypeIds {
        TypeIds::new()
    }

    fn borrow_muts(&self) -> TypeIds {
        TypeIds::new()
    }
}
