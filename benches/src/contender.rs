//! What is compared: ways to run one graph, each as a future of its own.

use std::fmt::{self, Debug, Formatter};
use std::hint::black_box;
use std::time::{Duration, Instant};

use crate::body::Body;

/// One way to run a graph.
pub struct Contender<'b> {
    pub name: &'static str,
    /// The size of its future in bytes.
    pub size: usize,
    /// Makes and drives this many runs; answers what the last one computed.
    runs: Box<dyn Fn(u32) -> u64 + 'b>,
}

impl Debug for Contender<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Contender").field("name", &self.name).field("size", &self.size).finish_non_exhaustive()
    }
}

impl<'b> Contender<'b> {
    /// A contender whose runs are made by `run`; `value` reads the last node's value from a run's output.
    pub fn new<B, F>(
        name: &'static str,
        body: &'b B,
        run: impl Fn(&'b B) -> F + 'b,
        value: impl Fn(F::Output) -> u64 + 'b,
    ) -> Self
    where
        B: Body,
        F: Future + 'b,
    {
        let size = size_of_val(&run(body));
        let once = move || value(body.drive(|| run(black_box(body))));
        let runs = move |count| (0..count).fold(0, |_, _| black_box(once()));
        Self { name, size, runs: Box::new(runs) }
    }

    /// What one run computes.
    pub fn value(&self) -> u64 {
        (self.runs)(1)
    }

    /// The time of `count` runs.
    pub fn time(&self, count: u32) -> Duration {
        let start = Instant::now();
        (self.runs)(count);
        start.elapsed()
    }
}
