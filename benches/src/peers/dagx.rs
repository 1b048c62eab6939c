//! The crate `dagx`, whose tasks run once; it spawns them layer by layer.

use ::dagx::{DagRunner, TaskHandle, task_fn};

use super::grouped::grouped;
use crate::body::Body;
use crate::contender::{Contender, Kind};
use crate::shape::Shape;

/// A task takes no more values than this.
const MOST_VALUES: usize = 8;

pub(super) fn contender<B: Body>(shape: &'static Shape, body: &'static B) -> Contender {
    Contender::on_tokio(Kind::GraphCrate, "dagx", body, move |body| run(shape, body))
}

async fn run<B: Body>(shape: &Shape, body: &'static B) -> u64 {
    let dag = DagRunner::new();
    let mut tasks = Vec::with_capacity(shape.len());
    for (node, predecessors) in shape.predecessors.iter().enumerate() {
        let values = predecessors.iter().map(|&from| tasks[from]).collect();
        let values = grouped(values, MOST_VALUES, |group| add(&dag, group, |sum| async move { sum }));
        tasks.push(add(&dag, &values, move |sum| body.work(node, sum)));
    }
    dag.run(|task| _ = tokio::spawn(task)).await.expect("no node fails");
    dag.get(tasks[shape.sink()]).expect("the last task has run")
}

type Task = TaskHandle<u64>;

/// Adds a task that takes these values and does `work` with their sum.
fn add<W, F>(dag: &DagRunner, values: &[Task], work: W) -> Task
where
    W: Fn(u64) -> F + Send + 'static,
    F: Future<Output = u64> + Send + 'static,
{
    macro_rules! of_arity {
        ($($value:ident)*) => {
            dag.add_task(task_fn(move |($($value),*): ($(of_arity!(@type $value)),*)| work(0 $(+ $value)*)))
                .depends_on(($($value),*))
        };
        (@type $value:ident) => { u64 };
    }
    match values {
        [] => dag.add_task(task_fn(move |(): ()| work(0))).into(),
        [a] => dag.add_task(task_fn(move |a: u64| work(a))).depends_on(a),
        [a, b] => of_arity!(a b),
        [a, b, c] => of_arity!(a b c),
        [a, b, c, d] => of_arity!(a b c d),
        [a, b, c, d, e] => of_arity!(a b c d e),
        [a, b, c, d, e, f] => of_arity!(a b c d e f),
        [a, b, c, d, e, f, g] => of_arity!(a b c d e f g),
        [a, b, c, d, e, f, g, h] => of_arity!(a b c d e f g h),
        _ => unreachable!("values are grouped"),
    }
}
