//! The crate `dag-flow`: the engine is made once, and runs in a new context each time.

use std::collections::HashMap;

use ::dag_flow::context::Context;
use ::dag_flow::engine::Engine;
use ::dag_flow::task::{Input, Task};

use crate::body::Body;
use crate::contender::{Contender, Kind};
use crate::shape::Shape;

pub(super) fn contender<B: Body>(shape: &'static Shape, body: &'static B) -> Contender {
    let engine: &'static Engine<'static, usize, u64> = Box::leak(Box::new(engine(shape, body)));
    Contender::new(Kind::GraphCrate, "dag-flow", body, move |_| run(engine, shape.sink()), |value| value)
}

fn engine<B: Body>(shape: &'static Shape, body: &'static B) -> Engine<'static, usize, u64> {
    let builder = Engine::builder();
    for node in 0..shape.len() {
        builder.add_task(Node { node, shape, body });
    }
    builder.build().expect("there is no cycle")
}

async fn run(engine: &'static Engine<'static, usize, u64>, sink: usize) -> u64 {
    let context = Context::new();
    engine.run(context.clone()).await;
    context.get(&sink).expect("the last node has run").await.expect("every node has a value")
}

struct Node<B: Body> {
    node: usize,
    shape: &'static Shape,
    body: &'static B,
}

impl<B: Body> Task<usize, u64> for Node<B> {
    fn id(&self) -> usize {
        self.node
    }

    fn dependencies(&self) -> Vec<usize> {
        self.shape.predecessors[self.node].clone()
    }

    async fn run(&self, inputs: HashMap<usize, Input<'_, u64>>) -> Option<u64> {
        let values = futures::future::join_all(inputs.into_values()).await;
        Some(self.body.work(self.node, values.into_iter().flatten().sum()).await)
    }
}
