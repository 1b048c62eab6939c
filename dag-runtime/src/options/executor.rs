//! Executors that are named: `spawn = workers`, `blocking = pool`.

#[cfg(feature = "tokio")]
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;

use futures_channel::oneshot;
#[cfg(feature = "tokio")]
use tokio::runtime::Handle;

#[cfg(feature = "tokio")]
use super::task;

/// The threads on which functions that block or compute are called.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Pool<'a> {
    /// Those of a tokio runtime that are for such work.
    #[cfg(feature = "tokio")]
    Tokio(&'a Handle),
    /// Those of a pool of rayon's.
    #[cfg(feature = "rayon")]
    Rayon(&'a rayon_core::ThreadPool),
}

impl Pool<'_> {
    /// Calls a function on one of the threads, now or later; or drops it, when there are to be no more calls. The
    /// function does not panic.
    fn start(self, work: impl FnOnce() + Send + 'static) {
        match self {
            #[cfg(feature = "tokio")]
            Self::Tokio(runtime) => drop(runtime.spawn_blocking(work)),
            #[cfg(feature = "rayon")]
            Self::Rayon(pool) => pool.spawn(work),
        }
    }
}

/// An executor of functions that block or compute: a tokio runtime, by its `Handle`, with its pool for such work
/// (feature `tokio`), or a `rayon::ThreadPool` (feature `rayon`).
#[diagnostic::on_unimplemented(
    message = "`blocking` runs on a `tokio::runtime::Handle` or in a `rayon::ThreadPool`, and this is a `{Self}`",
    label = "no executor of functions that block",
    note = "dagwright takes a `Handle` with its feature `tokio`, and a `ThreadPool` with its feature `rayon`"
)]
pub trait BlockingExecutor {
    /// Its threads.
    fn pool(&self) -> Pool<'_>;
}

/// An executor of tasks: a tokio runtime, by its `Handle`.
#[cfg(feature = "tokio")]
#[diagnostic::on_unimplemented(
    message = "`spawn` runs on a `tokio::runtime::Handle`, and this is a `{Self}`",
    label = "no handle of a runtime"
)]
pub trait TaskExecutor {
    /// The runtime.
    fn handle(&self) -> &Handle;
}

#[diagnostic::do_not_recommend]
impl<E: BlockingExecutor + ?Sized> BlockingExecutor for &E {
    fn pool(&self) -> Pool<'_> {
        E::pool(self)
    }
}

#[diagnostic::do_not_recommend]
impl<E: BlockingExecutor + ?Sized> BlockingExecutor for Arc<E> {
    fn pool(&self) -> Pool<'_> {
        E::pool(self)
    }
}

#[cfg(feature = "tokio")]
#[diagnostic::do_not_recommend]
impl BlockingExecutor for Handle {
    fn pool(&self) -> Pool<'_> {
        Pool::Tokio(self)
    }
}

#[cfg(feature = "rayon")]
#[diagnostic::do_not_recommend]
impl BlockingExecutor for rayon_core::ThreadPool {
    fn pool(&self) -> Pool<'_> {
        Pool::Rayon(self)
    }
}

#[cfg(feature = "tokio")]
#[diagnostic::do_not_recommend]
impl<E: TaskExecutor + ?Sized> TaskExecutor for &E {
    fn handle(&self) -> &Handle {
        E::handle(self)
    }
}

#[cfg(feature = "tokio")]
#[diagnostic::do_not_recommend]
impl<E: TaskExecutor + ?Sized> TaskExecutor for Arc<E> {
    fn handle(&self) -> &Handle {
        E::handle(self)
    }
}

#[cfg(feature = "tokio")]
#[diagnostic::do_not_recommend]
impl TaskExecutor for Handle {
    fn handle(&self) -> &Handle {
        self
    }
}

/// The threads of an executor. A function of its own, so that the compiler tells an executor that is none in one place.
pub fn blocking_pool(executor: &(impl BlockingExecutor + ?Sized)) -> Pool<'_> {
    executor.pool()
}

/// The runtime of an executor. A function of its own for the same reason.
#[cfg(feature = "tokio")]
pub fn spawn_handle(executor: &(impl TaskExecutor + ?Sized)) -> &Handle {
    executor.handle()
}

/// Does the work of `node` as [`spawn`](crate::spawn()) does, but on the tokio runtime of a `Handle`. This future itself needs no
/// runtime.
///
/// ```
/// let workers = tokio::runtime::Runtime::new().unwrap();
/// let total = dag_runtime::spawn_on("total", workers.handle(), async { 6 * 7 });
/// assert_eq!(futures::executor::block_on(total), 42);
/// ```
///
/// # Panics
///
/// With the panic of the work; and when the runtime shuts down before the work is done, or has done so already.
#[cfg(feature = "tokio")]
pub async fn spawn_on<F>(node: &'static str, runtime: &Handle, work: F) -> F::Output
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let shut_down = || panic!("the tokio runtime that `spawn` of node `{node}` names has shut down");
    task::value(task::spawned(runtime, work).await).unwrap_or_else(shut_down)
}

/// Calls the function of `node` as [`blocking`](crate::blocking()) does, but on the threads of a [`Pool`]. This future
/// itself needs no runtime.
///
/// ```
/// let workers = tokio::runtime::Runtime::new().unwrap();
/// let pool = dag_runtime::blocking_pool(workers.handle());
/// let text = dag_runtime::blocking_on("text", pool, || std::fs::read_to_string("Cargo.toml"));
/// assert!(futures::executor::block_on(text).unwrap().contains("dag-runtime"));
/// ```
///
/// # Panics
///
/// With the panic of the function; and when the executor has shut down, so that the function is not called.
pub async fn blocking_on<R>(node: &'static str, pool: Pool<'_>, work: impl FnOnce() -> R + Send + 'static) -> R
where
    R: Send + 'static,
{
    let (sender, receiver) = oneshot::channel();
    let work = in_current_span(work);
    let work = move || {
        if !sender.is_canceled() {
            // Nobody may be left to take the value, and then it ends here.
            let _ = sender.send(catch_unwind(AssertUnwindSafe(work)));
        }
    };
    // A value may panic at its end; rayon would end the process for that.
    pool.start(move || _ = catch_unwind(AssertUnwindSafe(work)));
    match receiver.await {
        Ok(outcome) => outcome.unwrap_or_else(|panic| resume_unwind(panic)),
        Err(oneshot::Canceled) => panic!("the executor that `blocking` of node `{node}` names has shut down"),
    }
}

/// The function, in the span that is current now.
pub(super) fn in_current_span<R>(work: impl FnOnce() -> R) -> impl FnOnce() -> R {
    #[cfg(feature = "tracing")]
    let work = {
        let span = tracing::Span::current();
        move || span.in_scope(work)
    };
    work
}
