//! The crate `async_dag`, which consumes its graph by running it.

use ::async_dag::Graph;

use super::grouped::grouped;
use crate::body::Body;
use crate::contender::{Contender, Kind};
use crate::shape::Shape;

/// A task takes no more values than this.
const MOST_VALUES: usize = 12;

pub(super) fn contender<B: Body>(shape: &'static Shape, body: &'static B) -> Contender {
    Contender::new(Kind::GraphCrate, "async_dag", body, move |body| run(shape, body), |value| value)
}

async fn run<B: Body>(shape: &Shape, body: &'static B) -> u64 {
    let mut graph = Graph::new();
    let mut tasks = Vec::with_capacity(shape.len());
    for (node, predecessors) in shape.predecessors.iter().enumerate() {
        let values = predecessors.iter().map(|&from| tasks[from]).collect();
        let values = grouped(values, MOST_VALUES, |group| add(&mut graph, group, |sum| async move { sum }));
        tasks.push(add(&mut graph, &values, move |sum| body.work(node, sum)));
    }
    graph.run().await;
    graph.get_value(tasks[shape.sink()]).expect("the last task has run")
}

type Task = ::async_dag::NodeIndex;

/// Adds a task that takes these values and does `work` with their sum.
fn add<'g, W, F>(graph: &mut Graph<'g>, values: &[Task], work: W) -> Task
where
    W: FnOnce(u64) -> F + Send + 'g,
    F: Future<Output = u64> + Send + 'g,
{
    macro_rules! of_arity {
        ($($value:ident)*) => { graph.add_task(move |$($value: u64),*| work(0 $(+ $value)*)) };
    }
    let task = match values.len() {
        0 => of_arity!(),
        1 => of_arity!(a),
        2 => of_arity!(a b),
        3 => of_arity!(a b c),
        4 => of_arity!(a b c d),
        5 => of_arity!(a b c d e),
        6 => of_arity!(a b c d e f),
        7 => of_arity!(a b c d e f g),
        8 => of_arity!(a b c d e f g h),
        9 => of_arity!(a b c d e f g h i),
        10 => of_arity!(a b c d e f g h i j),
        11 => of_arity!(a b c d e f g h i j k),
        _ => of_arity!(a b c d e f g h i j k l),
    };
    for (index, &value) in values.iter().enumerate() {
        graph.update_dependency(value, task, index as u8).expect("the task takes this value");
    }
    task
}
