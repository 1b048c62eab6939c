//! The option `timeout`: work that is given up when it takes too long.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_util::future::FutureExt;
use pin_project_lite::pin_project;
use tokio::task::{Unconstrained, unconstrained};
use tokio::time::Sleep;

use super::or_timeout::OrTimeout;
use super::place::{Place, sleep};
use super::timeout::Timeout;
use crate::types::{ErrorOf, OkOf, Outcome};

/// Makes one attempt of `node`, which is dropped if it has not finished `limit` after its first poll: then its outcome
/// is the one that `late` makes of the [`Timeout`]. An attempt that finishes at that very moment has finished in time.
///
/// ```
/// use std::time::Duration;
/// use dag_runtime::timeout;
///
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() {
/// let attempt = async {
///     tokio::time::sleep(Duration::from_secs(3)).await;
///     Ok::<u8, String>(7)
/// };
/// let outcome = timeout("quote", Duration::from_secs(2), attempt, |late| Err(late.to_string())).await;
/// assert_eq!(outcome.unwrap_err(), "timed out after 2s");
/// # }
/// ```
///
/// # Panics
///
/// When it is polled outside of a tokio runtime whose time is enabled.
pub fn timeout<F: Future>(
    node: &'static str,
    limit: Duration,
    attempt: F,
    late: impl FnOnce(Timeout) -> F::Output,
) -> impl Future<Output = F::Output> {
    deadline(node, limit, attempt).map(|finished| finished.unwrap_or_else(late))
}

/// Makes one attempt as [`timeout`] does, of a node whose own error may not be made of a [`Timeout`].
///
/// ```
/// use std::time::Duration;
/// use dag_runtime::{OrTimeout, or_timeout};
///
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() {
/// let outcome = or_timeout("quote", Duration::from_secs(2), std::future::pending::<Result<u8, String>>()).await;
/// assert!(matches!(outcome, Err(OrTimeout::Timeout(timeout)) if timeout.node() == "quote"));
/// # }
/// ```
///
/// # Errors
///
/// The error of the attempt, or the timeout.
///
/// # Panics
///
/// When it is polled outside of a tokio runtime whose time is enabled.
pub fn or_timeout<F>(
    node: &'static str,
    limit: Duration,
    attempt: F,
) -> impl Future<Output = Result<OkOf<F::Output>, OrTimeout<ErrorOf<F::Output>>>>
where
    F: Future<Output: Outcome>,
{
    deadline(node, limit, attempt).map(|finished| match finished {
        Ok(outcome) => outcome.into_result().map_err(OrTimeout::Own),
        Err(timeout) => Err(OrTimeout::Timeout(timeout)),
    })
}

/// Does work of `node` that cannot fail but by taking too long: it is dropped if it has not finished `limit` after its
/// first poll.
///
/// ```
/// use std::time::Duration;
/// use dag_runtime::deadline;
///
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() {
/// assert_eq!(deadline("total", Duration::from_secs(2), async { 7 }).await, Ok(7));
/// # }
/// ```
///
/// # Errors
///
/// A [`Timeout`], if the work took too long.
///
/// # Panics
///
/// When it is polled outside of a tokio runtime whose time is enabled.
pub fn deadline<T>(
    node: &'static str,
    limit: Duration,
    work: impl Future<Output = T>,
) -> impl Future<Output = Result<T, Timeout>> {
    Limited { node, limit, work, timer: None }
}

pin_project! {
    /// Work with a time limit. The time begins with the first poll: before that, the work may be waiting for its
    /// permit.
    struct Limited<F> {
        node: &'static str,
        limit: Duration,
        #[pin]
        work: F,
        // Unconstrained: work that uses up the task's budget at every poll is told its time all the same.
        #[pin]
        timer: Option<Unconstrained<Sleep>>,
    }
}

impl<F: Future> Future for Limited<F> {
    type Output = Result<F::Output, Timeout>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        let (node, limit) = (*this.node, *this.limit);
        if this.timer.is_none() {
            this.timer.set(Some(unconstrained(sleep(Place { node, option: "timeout" }, limit))));
        }
        if let Poll::Ready(value) = this.work.poll(cx) {
            return Poll::Ready(Ok(value));
        }
        let timer = this.timer.as_pin_mut().expect("it was set at the first poll");
        timer.poll(cx).map(|()| Err(Timeout::new(node, limit)))
    }
}
