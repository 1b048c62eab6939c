//! The options `spawn` and `blocking`: work on other threads than the caller's.

use std::future::{Future, poll_fn};
use std::panic::resume_unwind;
use std::task::Poll;

use tokio::runtime::Handle;
use tokio::task::JoinError;
use tokio_util::task::AbortOnDropHandle;

use super::executor::in_current_span;
use super::place::Place;

/// Does the work of `node`, or of a line of nodes that begins with it, in a task of its own, on the tokio runtime that polls this future. The task begins at the first poll, and
/// is aborted when this future is dropped: it then ends at its next await point, if it is running on another thread at
/// that moment. The caller's current `tracing` span is current in the task, too (feature `tracing`).
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// assert_eq!(dag_runtime::spawn("total", async { 6 * 7 }).await, 42);
/// # }
/// ```
///
/// # Panics
///
/// With the panic of the work; outside of a tokio runtime; and when the runtime shuts down before the work is done.
pub async fn spawn<F>(node: &'static str, work: F) -> F::Output
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let runtime = Place { node, option: "spawn" }.runtime();
    value(spawned(&runtime, work).await).unwrap_or_else(|| shut_down(node))
}

/// Begins the work in a task. Not `async`, so that its callers' futures hold the work once.
pub(super) fn spawned<F>(runtime: &Handle, work: F) -> AbortOnDropHandle<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    #[cfg(feature = "tracing")]
    let work = tracing::Instrument::in_current_span(work);
    AbortOnDropHandle::new(runtime.spawn(work))
}

/// Yields to the executor, so that other tasks go first: completes at the second poll, which it asks for at once. An
/// executor may keep the task spawned last for the thread that spawned it; code that is about to compute there yields
/// before.
///
/// ```
/// # futures::executor::block_on(async {
/// dag_runtime::yield_now().await;
/// # });
/// ```
pub async fn yield_now() {
    let mut yielded = false;
    poll_fn(|cx| {
        if yielded {
            return Poll::Ready(());
        }
        yielded = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// Calls the function of `node`, which may block, on the blocking pool of the tokio runtime that polls this future. The call begins
/// at the first poll, or later if the pool is full. When this future is dropped before that, the function is not
/// called. A call that is under way cannot be stopped: it goes on to its end, and its value is dropped. The caller's
/// current `tracing` span is current in the function, too (feature `tracing`).
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let text = dag_runtime::blocking("text", || std::fs::read_to_string("Cargo.toml")).await;
/// assert!(text.unwrap().contains("dag-runtime"));
/// # }
/// ```
///
/// # Panics
///
/// With the panic of the function; outside of a tokio runtime; and when the runtime shuts down before the function has
/// begun.
pub async fn blocking<R>(node: &'static str, work: impl FnOnce() -> R + Send + 'static) -> R
where
    R: Send + 'static,
{
    let runtime = Place { node, option: "blocking" }.runtime();
    let task = AbortOnDropHandle::new(runtime.spawn_blocking(in_current_span(work)));
    value(task.await).unwrap_or_else(|| shut_down(node))
}

/// The value of a task, or its panic; `None` of one that the runtime ended. Nobody but the caller can abort a task, and
/// then nobody asks for its value.
pub(super) fn value<T>(finished: Result<T, JoinError>) -> Option<T> {
    finished.map(Some).unwrap_or_else(|error| error.try_into_panic().map_or(None, |panic| resume_unwind(panic)))
}

#[cold]
fn shut_down(node: &str) -> ! {
    panic!("the tokio runtime shut down while node `{node}` was under way")
}
