//! Nodes that take their time, by a clock that stands still while anything can go on.

use std::future::Future;
use std::sync::Mutex;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio::time::{Instant, sleep};

use super::{Body, add_one};

/// Sleeps in virtual time, every node for another duration; keeps the makespan of the last run.
#[derive(Debug)]
pub struct Paced {
    runtime: Runtime,
    makespan: Mutex<Duration>,
}

impl Default for Paced {
    fn default() -> Self {
        let runtime = Builder::new_current_thread().enable_time().start_paused(true).build();
        Self { runtime: runtime.expect("a runtime without I/O"), makespan: Mutex::default() }
    }
}

impl Paced {
    /// The duration of the last run.
    pub fn makespan(&self) -> Duration {
        *self.makespan.lock().expect("no node panics")
    }

    /// The duration of a node: 10 to 1000 ms, without any order to it.
    pub fn duration(node: usize) -> Duration {
        let scrambled = (node as u32 + 1).wrapping_mul(2_654_435_761) >> 16;
        Duration::from_millis(10 * u64::from(scrambled % 100 + 1))
    }

    fn timed<F: Future>(&self, run: impl FnOnce() -> F) -> F::Output {
        self.runtime.block_on(async {
            let start = Instant::now();
            let output = run().await;
            *self.makespan.lock().expect("no node panics") = start.elapsed();
            output
        })
    }
}

impl Body for Paced {
    const NAME: &'static str = "paced";

    fn work(&self, node: usize, sum: u64) -> impl Future<Output = u64> + Send + Sync {
        async move {
            sleep(Self::duration(node)).await;
            add_one(sum)
        }
    }

    fn drive<F: Future>(&self, run: impl FnOnce() -> F) -> F::Output {
        self.timed(run)
    }

    /// Tasks are spawned on the runtime whose clock stands still.
    fn drive_on<F: Future>(&self, _runtime: &Runtime, run: impl FnOnce() -> F) -> F::Output {
        self.timed(run)
    }
}
