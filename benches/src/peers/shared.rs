//! Every node a `Shared` future that awaits those of its predecessors; awaiting the last one pulls all.

use futures::FutureExt;
use futures::future::{BoxFuture, Shared};

use crate::body::Body;
use crate::shape::Shape;

type Node<'b> = Shared<BoxFuture<'b, u64>>;

pub(super) async fn run<B: Body>(shape: &Shape, body: &B) -> u64 {
    let mut nodes: Vec<Node<'_>> = Vec::with_capacity(shape.len());
    for (node, predecessors) in shape.predecessors.iter().enumerate() {
        let values: Vec<_> = predecessors.iter().map(|&from| nodes[from].clone()).collect();
        let work = async move {
            let values = futures::future::join_all(values).await;
            body.work(node, values.iter().sum()).await
        };
        nodes.push(work.boxed().shared());
    }
    nodes.swap_remove(shape.sink()).await
}
