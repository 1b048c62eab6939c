//! The option `timeout`: work that is given up when it takes too long.

use std::future::Future;
use std::time::Duration;

use futures_util::future::{FutureExt, lazy};

use super::timeout::Timeout;

/// Makes one attempt, which is dropped if it has not finished `after` its first poll, and then fails with the error
/// that `late` makes of the [`Timeout`]. An attempt that finishes at that very moment has finished in time.
///
/// ```
/// use std::time::Duration;
/// use dag_runtime::{Timeout, timeout};
///
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() {
/// let attempt = async {
///     tokio::time::sleep(Duration::from_secs(3)).await;
///     Ok(7)
/// };
/// let outcome: Result<u8, String> = timeout(Duration::from_secs(2), attempt, |late: Timeout| late.to_string()).await;
/// assert_eq!(outcome.unwrap_err(), "timed out after 2s");
/// # }
/// ```
///
/// # Errors
///
/// The error of the attempt, or the one made of the timeout.
///
/// # Panics
///
/// When it is polled outside of a tokio runtime whose time is enabled.
pub fn timeout<T, E>(
    after: Duration,
    attempt: impl Future<Output = Result<T, E>>,
    late: impl FnOnce(Timeout) -> E,
) -> impl Future<Output = Result<T, E>> {
    deadline(after, attempt).map(|finished| finished.unwrap_or_else(|timeout| Err(late(timeout))))
}

/// Does work that cannot fail but by taking too long: it is dropped if it has not finished `after` its first poll.
///
/// ```
/// use std::time::Duration;
/// use dag_runtime::deadline;
///
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() {
/// assert_eq!(deadline(Duration::from_secs(2), async { 7 }).await, Ok(7));
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
pub fn deadline<T>(after: Duration, work: impl Future<Output = T>) -> impl Future<Output = Result<T, Timeout>> {
    // The time begins with the first poll: before that, the work may be waiting for its permit. An async block would
    // keep the work's future twice: as a captured variable and as the awaited future.
    lazy(move |_| tokio::time::timeout(after, work))
        .flatten()
        .map(move |finished| finished.map_err(|_| Timeout::new(after)))
}
