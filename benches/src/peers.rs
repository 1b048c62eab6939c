//! Contenders that read the graph as data: written with general libraries, and the crates for graphs of tasks.
//!
//! An object that a crate lets one run many times is made once; the rest is made for every run.

use crate::body::Body;
use crate::contender::{Contender, Kind};
use crate::shape::Shape;

mod async_dag;
mod dag_flow;
mod dagrs;
mod dagx;
mod fn_graph;
mod grouped;
mod operese_dagx;
mod ready_queue;
mod shared;
mod spawned;

/// A wait below `Shared` futures, of which `dag-flow` is made, is polled once for every way that leads to it, and `fn_graph`
/// follows every way to rank its nodes: with more ways than this it takes seconds, and then all of the memory.
const MOST_PATHS: f64 = 1e5;

pub fn contenders<B: Body>(predecessors: &[&[usize]], body: &'static B) -> Vec<Contender> {
    let shape: &'static Shape = Box::leak(Box::new(Shape::new(predecessors)));
    let few_paths = shape.paths() < MOST_PATHS;
    let mut contenders = vec![Contender::new(
        Kind::Library,
        "FuturesUnordered queue",
        body,
        move |body| ready_queue::run(shape, body),
        |value| value,
    )];
    if !B::PENDING || few_paths {
        contenders.push(Contender::new(
            Kind::Library,
            "Shared",
            body,
            move |body| shared::run(shape, body),
            |value| value,
        ));
        contenders.push(dag_flow::contender(shape, body));
    }
    contenders.push(Contender::on_tokio(Kind::Library, "spawn + oneshot", body, move |body| spawned::run(shape, body)));
    contenders.push(async_dag::contender(shape, body));
    if few_paths {
        contenders.push(fn_graph::contender(shape, body));
    }
    contenders.push(dagrs::contender(shape, body));
    contenders.push(dagx::contender(shape, body));
    contenders.push(operese_dagx::contender(shape, body));
    contenders
}
