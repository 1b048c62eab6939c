//! The option `retry`: work that is tried again when it fails.

use std::future::Future;
use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder, Retryable};
use futures_util::future::FutureExt;

use super::or_timeout::OrTimeout;
use super::place::{Place, sleep};
use super::timeout::Timeout;
use crate::types::{ErrorOf, Outcome};

/// The number of attempts, and the delays in between.
///
/// The delay after attempt number n is `first` · `factor`ⁿ⁻¹, but never more than `longest`.
///
/// ```
/// use std::time::Duration;
/// use dag_runtime::Backoff;
///
/// // Up to four attempts, with 50, 100 and 200 ms in between.
/// let backoff = Backoff {
///     attempts: 4,
///     first: Duration::from_millis(50),
///     factor: 2.0,
///     longest: Duration::from_secs(2),
///     jitter: false,
/// };
/// # let _ = backoff;
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Backoff {
    /// The number of attempts, the first one included. There is always a first one, so 0 means 1.
    pub attempts: usize,
    /// The delay after the first attempt.
    pub first: Duration,
    /// The ratio of each delay to the one before. Delays do not shrink, so what is less than 1.0, or no number, means 1.0.
    pub factor: f32,
    /// The longest delay there may be.
    pub longest: Duration,
    /// Adds to each delay a random part of it, between nothing and all of it; `longest` holds for the sum.
    pub jitter: bool,
}

/// Makes attempts of `node` until one succeeds or there are no more, each after the last one has ended. All errors are tried
/// again; those that another attempt follows are dropped.
///
/// ```
/// use std::time::Duration;
/// use dag_runtime::{Backoff, retry};
///
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() {
/// # let (first, longest) = (Duration::from_millis(50), Duration::from_secs(2));
/// let backoff = Backoff { attempts: 4, first, factor: 2.0, longest, jitter: false };
/// let mut attempts = 0;
/// let outcome = retry("quote", backoff, || {
///     attempts += 1;
///     let attempt = attempts;
///     async move { if attempt < 3 { Err("busy") } else { Ok(attempt) } }
/// });
/// assert_eq!(outcome.await, Ok(3));
/// # }
/// ```
///
/// # Errors
///
/// The error of the last attempt.
///
/// # Panics
///
/// When it has to wait outside of a tokio runtime whose time is enabled.
pub fn retry<F>(node: &'static str, backoff: Backoff, mut attempt: impl FnMut() -> F) -> impl Future<Output = F::Output>
where
    F: Future<Output: Outcome>,
{
    let place = Place { node, option: "retry" };
    (move || attempt().map(Outcome::into_result))
        .retry(delays(backoff))
        .sleep(move |delay| sleep(place, delay))
        .map(Outcome::from_result)
}

/// Makes attempts as [`retry`] does, as long as `only` says of the failure that another one may help; every other failure
/// is the last.
///
/// ```
/// use std::time::Duration;
/// use dag_runtime::{Backoff, retry_only};
///
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() {
/// # let (first, longest) = (Duration::from_millis(50), Duration::from_secs(2));
/// # let backoff = Backoff { attempts: 4, first, factor: 2.0, longest, jitter: false };
/// fn is_transient(error: &&str) -> bool {
///     *error == "busy"
/// }
/// let mut failures = ["busy", "refused", "busy"].into_iter();
/// let attempt = || std::future::ready(failures.next().map_or(Ok(7), Err));
/// assert_eq!(retry_only("quote", backoff, attempt, is_transient).await, Err("refused"));
/// # }
/// ```
///
/// # Errors
///
/// The first final error, or that of the last attempt.
///
/// # Panics
///
/// As [`retry`] does.
pub fn retry_only<F>(
    node: &'static str,
    backoff: Backoff,
    mut attempt: impl FnMut() -> F,
    only: impl Fn(&ErrorOf<F::Output>) -> bool,
) -> impl Future<Output = F::Output>
where
    F: Future<Output: Outcome>,
{
    let place = Place { node, option: "retry" };
    (move || attempt().map(Outcome::into_result))
        .retry(delays(backoff))
        .sleep(move |delay| sleep(place, delay))
        .when(only)
        .map(Outcome::from_result)
}

/// Makes attempts as [`retry_only`] does, of a node with a time limit. `own` makes of a timeout the error about which
/// `only` is asked; after one that is no error of the node's own there is another attempt.
///
/// # Errors
///
/// As [`retry_only`] does.
///
/// # Panics
///
/// As [`retry`] does.
pub fn retry_only_own<F, T, E>(
    node: &'static str,
    backoff: Backoff,
    attempt: impl FnMut() -> F,
    own: fn(Timeout) -> Option<E>,
    only: impl Fn(&E) -> bool,
) -> impl Future<Output = F::Output>
where
    F: Future<Output = Result<T, OrTimeout<E>>>,
{
    retry_only(node, backoff, attempt, move |failure| match failure {
        OrTimeout::Own(error) => only(error),
        OrTimeout::Timeout(timeout) => own(*timeout).is_none_or(|error| only(&error)),
    })
}

/// The delays, none of them longer than the longest: `backon` caps a delay before it adds the jitter, and the first one
/// not at all.
fn delays(backoff: Backoff) -> impl backon::Backoff {
    let Backoff { attempts, first, factor, longest, jitter } = backoff;
    // NaN is not greater, and infinity times a delay of zero would be no number.
    let factor = if factor > 1.0 { factor.min(f32::MAX) } else { 1.0 };
    let exponential = ExponentialBuilder::new()
        .with_max_times(attempts.saturating_sub(1))
        .with_min_delay(first)
        .with_factor(factor)
        .with_max_delay(longest);
    let exponential = if jitter { exponential.with_jitter() } else { exponential };
    exponential.build().map(move |delay| rounded(delay).min(longest))
}

/// A delay rounded to five digits. `backon` multiplies in `f32`, so twice 50 ms is 100.000001 ms, which a timer that
/// counts in milliseconds rounds up to 101.
fn rounded(delay: Duration) -> Duration {
    let Ok(nanos @ 1..) = u64::try_from(delay.as_nanos()) else {
        return delay;
    };
    let grain = 10_u64.pow(nanos.ilog10().saturating_sub(4));
    Duration::from_nanos(nanos.saturating_add(grain / 2) / grain * grain)
}
