//! Tokio's tasks and its two kinds of runtimes.

use tokio::runtime::Builder;
use tokio::task;

/// The task that this is called from; `None` in the future that a runtime blocks on.
pub fn current_task() -> Option<task::Id> {
    task::try_id()
}

/// Runs `scenario` on a runtime of one thread and on one with two worker threads.
#[track_caller]
pub fn on_both_flavours(scenario: impl AsyncFn()) {
    for builder in [&mut Builder::new_current_thread(), Builder::new_multi_thread().worker_threads(2)] {
        builder.enable_all().build().unwrap().block_on(scenario());
    }
}
