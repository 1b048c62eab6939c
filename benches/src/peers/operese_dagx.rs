//! The crate `operese-dagx`, whose tasks run once, layer by layer; here in the run's own task, not spawned.

use ::operese_dagx::{DagRunner, Task, TaskHandle, TaskInput};

use super::grouped::grouped;
use crate::body::Body;
use crate::contender::{Contender, Kind};
use crate::shape::Shape;

/// A task takes no more values than this.
const MOST_VALUES: usize = 8;

pub(super) fn contender<B: Body>(shape: &'static Shape, body: &'static B) -> Contender {
    Contender::new(Kind::GraphCrate, "operese-dagx", body, move |body| run(shape, body), |value| value)
}

async fn run<B: Body>(shape: &Shape, body: &'static B) -> u64 {
    let mut dag = DagRunner::new();
    let mut tasks: Vec<usize> = Vec::with_capacity(shape.len());
    let mut handles: Vec<Handle> = Vec::with_capacity(shape.len());
    for (node, predecessors) in shape.predecessors.iter().enumerate() {
        let values = predecessors.iter().map(|&from| tasks[from]).collect();
        let values =
            grouped(values, MOST_VALUES, |group| add(&mut dag, &mut handles, group, Sum(|sum| async move { sum })));
        tasks.push(add(&mut dag, &mut handles, &values, Sum(move |sum| body.work(node, sum))));
    }
    let mut output = dag.run(|task| task).await.expect("no node fails");
    output.get(handles.swap_remove(tasks[shape.sink()]))
}

type Handle = TaskHandle<u64>;

/// Does something with the sum of its values.
struct Sum<W>(W);

macro_rules! task_of_arity {
    ($($value:ident)*) => {
        impl<W, F> Task<($(task_of_arity!(@type $value),)*)> for Sum<W>
        where
            W: FnOnce(u64) -> F + Send,
            F: Future<Output = u64> + Send,
        {
            type Output = u64;

            fn run(self, inputs: TaskInput<'_, ($(task_of_arity!(@type $value),)*)>) -> impl Future<Output = u64> + Send {
                $(let ($value, inputs) = inputs.next();)*
                let _ = inputs;
                self.0(0 $(+ $value)*)
            }
        }
    };
    (@type $value:ident) => { u64 };
}

task_of_arity!();
task_of_arity!(a);
task_of_arity!(a b);
task_of_arity!(a b c);
task_of_arity!(a b c d);
task_of_arity!(a b c d e);
task_of_arity!(a b c d e f);
task_of_arity!(a b c d e f g);
task_of_arity!(a b c d e f g h);

/// Adds a task that takes these values. Handles cannot be copied: tasks are known by their index among them.
fn add<W, F>(dag: &mut DagRunner, handles: &mut Vec<Handle>, values: &[usize], task: Sum<W>) -> usize
where
    W: FnOnce(u64) -> F + Send + Sync + 'static,
    F: Future<Output = u64> + Send + 'static,
{
    macro_rules! of_arity {
        ($($value:ident)*) => {
            dag.add_task::<($(of_arity!(@type $value),)*), _>(task).depends_on(($(&handles[$value],)*))
        };
        (@type $value:ident) => { u64 };
    }
    let handle = match *values {
        [] => dag.add_task::<(), _>(task),
        [a] => of_arity!(a),
        [a, b] => of_arity!(a b),
        [a, b, c] => of_arity!(a b c),
        [a, b, c, d] => of_arity!(a b c d),
        [a, b, c, d, e] => of_arity!(a b c d e),
        [a, b, c, d, e, f] => of_arity!(a b c d e f),
        [a, b, c, d, e, f, g] => of_arity!(a b c d e f g),
        [a, b, c, d, e, f, g, h] => of_arity!(a b c d e f g h),
        _ => unreachable!("values are grouped"),
    };
    handles.push(handle);
    handles.len() - 1
}
