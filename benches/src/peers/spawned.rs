//! A tokio task for every node and a channel for every edge.

use tokio::sync::oneshot::{Receiver, Sender, channel};

use crate::body::Body;
use crate::shape::Shape;

pub(super) async fn run<B: Body>(shape: &'static Shape, body: &'static B) -> u64 {
    let mut senders: Vec<Vec<Sender<u64>>> =
        shape.successors.iter().map(|nodes| Vec::with_capacity(nodes.len())).collect();
    let mut last = None;
    let receivers: Vec<Vec<Receiver<u64>>> =
        shape.predecessors.iter().map(|from| connect(from, &mut senders)).collect();
    for (node, (receivers, senders)) in receivers.into_iter().zip(senders).enumerate() {
        last = Some(tokio::spawn(task(node, receivers, senders, body)));
    }
    last.expect("a graph has nodes").await.expect("no node panics")
}

fn connect(predecessors: &[usize], senders: &mut [Vec<Sender<u64>>]) -> Vec<Receiver<u64>> {
    let edge = |&from: &usize| {
        let (sender, receiver) = channel();
        senders[from].push(sender);
        receiver
    };
    predecessors.iter().map(edge).collect()
}

async fn task<B: Body>(node: usize, receivers: Vec<Receiver<u64>>, senders: Vec<Sender<u64>>, body: &B) -> u64 {
    let mut sum = 0;
    for receiver in receivers {
        sum += receiver.await.expect("no node panics");
    }
    let value = body.work(node, sum).await;
    senders.into_iter().for_each(|sender| _ = sender.send(value));
    value
}
