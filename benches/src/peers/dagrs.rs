//! The crate `dagrs`, which consumes its graph by running it: a tokio task for every node and a channel for every edge.

use std::sync::Arc;

use ::dagrs::async_trait::async_trait;
use ::dagrs::{Action, Content, DefaultNode, EnvVar, Graph, InChannels, Node, NodeTable, OutChannels, Output};

use crate::body::Body;
use crate::contender::{Contender, Kind};
use crate::shape::Shape;

pub(super) fn contender<B: Body>(shape: &'static Shape, body: &'static B) -> Contender {
    Contender::on_tokio(Kind::GraphCrate, "dagrs", body, move |body| run(shape, body))
}

async fn run<B: Body>(shape: &Shape, body: &'static B) -> u64 {
    let mut table = NodeTable::new();
    let mut graph = Graph::new();
    let mut ids = Vec::with_capacity(shape.len());
    for node in 0..shape.len() {
        let node = DefaultNode::with_action(String::new(), Work { node, body }, &mut table);
        ids.push(node.id());
        graph.add_node(node).expect("every node has an id of its own");
    }
    for (node, successors) in shape.successors.iter().enumerate() {
        if !successors.is_empty() {
            graph
                .add_edge(ids[node], successors.iter().map(|&to| ids[to]).collect::<Vec<_>>())
                .expect("both nodes are there");
        }
    }
    graph.async_start().await.expect("no node fails");
    let outputs = graph.get_results::<u64>();
    **outputs[&ids[shape.sink()]].as_ref().expect("the last node has a value")
}

struct Work<B: Body> {
    node: usize,
    body: &'static B,
}

#[async_trait]
impl<B: Body> Action for Work<B> {
    async fn run(&self, inputs: &mut InChannels, outputs: &mut OutChannels, _: Arc<EnvVar>) -> Output {
        let values = inputs.map(|value| *value.expect("no node fails").into_inner::<u64>().expect("all are u64")).await;
        let value = self.body.work(self.node, values.into_iter().sum()).await;
        outputs.broadcast(Content::new(value)).await;
        Output::Out(Some(Content::new(value)))
    }
}
