//! A queue of ready nodes, on `FuturesUnordered`: start a node when its last value is there.

use futures::StreamExt;
use futures::stream::FuturesUnordered;

use crate::body::Body;
use crate::shape::Shape;

pub(super) async fn run<B: Body>(shape: &Shape, body: &B) -> u64 {
    let start = |node, sum| async move { (node, body.work(node, sum).await) };
    let mut values = vec![0; shape.len()];
    let mut missing: Vec<usize> = shape.predecessors.iter().map(Vec::len).collect();
    let mut running: FuturesUnordered<_> = shape.levels[0].iter().map(|&node| start(node, 0)).collect();
    while let Some((node, value)) = running.next().await {
        values[node] = value;
        for &next in &shape.successors[node] {
            missing[next] -= 1;
            if missing[next] == 0 {
                running.push(start(next, shape.sum(next, &values)));
            }
        }
    }
    values[shape.sink()]
}
