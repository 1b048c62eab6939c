//! The contenders: ways to run one graph, each as a future of its own.

use std::fmt::{self, Debug, Formatter};
use std::hint::black_box;
use std::time::{Duration, Instant};

use tokio::runtime::Builder;

use crate::body::Body;

/// The kinds of contenders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Dagwright,
    /// Awaits one node after another: the floor, but nothing runs beside anything else.
    Sequential,
    /// Written out by hand with a join macro, knowing the graph.
    Joins,
    /// Written with a general library of futures; reads the graph while it runs.
    Library,
    /// A crate for graphs of tasks.
    GraphCrate,
}

/// One way to run a graph.
pub struct Contender {
    pub name: &'static str,
    pub kind: Kind,
    /// The size of its future in bytes.
    pub size: usize,
    /// Makes and drives this many runs; answers the value of the last one.
    runs: Box<dyn Fn(u32) -> u64>,
}

impl Debug for Contender {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Contender").field("name", &self.name).field("size", &self.size).finish_non_exhaustive()
    }
}

impl Contender {
    /// A contender whose runs are made by `run`; `value` reads the last node's value from a run's output.
    pub fn new<B, F>(
        kind: Kind,
        name: &'static str,
        body: &'static B,
        run: impl Fn(&'static B) -> F + 'static,
        value: impl Fn(F::Output) -> u64 + 'static,
    ) -> Self
    where
        B: Body,
        F: Future,
    {
        let size = size_of_future(&run, body);
        let once = move || value(body.drive(|| run(black_box(body))));
        let runs = move |count| (0..count).fold(0, |_, _| black_box(once()));
        Self { name, kind, size, runs: Box::new(runs) }
    }

    /// A contender whose runs spawn tasks, on a tokio runtime of one thread.
    pub fn on_tokio<B, F>(
        kind: Kind,
        name: &'static str,
        body: &'static B,
        run: impl Fn(&'static B) -> F + 'static,
    ) -> Self
    where
        B: Body,
        F: Future<Output = u64>,
    {
        let size = size_of_future(&run, body);
        let runtime = Builder::new_current_thread().build().expect("a runtime without I/O");
        let once = move || body.drive_on(&runtime, || run(black_box(body)));
        let runs = move |count| (0..count).fold(0, |_, _| black_box(once()));
        Self { name, kind, size, runs: Box::new(runs) }
    }

    /// The value of one run.
    pub fn value(&self) -> u64 {
        (self.runs)(1)
    }

    /// The time of `count` runs.
    pub fn time(&self, count: u32) -> Duration {
        let start = Instant::now();
        (self.runs)(count);
        start.elapsed()
    }

    /// The allocations of one run, once those before it have filled the storage that is kept between runs.
    pub fn allocations(&self) -> u64 {
        (self.runs)(2);
        allocation_counter::measure(|| _ = (self.runs)(1)).count_total
    }
}

fn size_of_future<B: 'static, F>(_run: &impl Fn(&'static B) -> F, _body: &B) -> usize {
    size_of::<F>()
}
