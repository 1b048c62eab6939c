//! The option `each`: work that is done once for every element.

use std::future::Future;

use super::stage::{stage, try_stage};
use super::supply::Listed;

/// Does the work for every element, for `at_once` of them at a time (`usize::MAX` for all, 0 is taken as 1).
///
/// Elements start in their order, and the values come in it. An element is taken from the iterator as its work starts,
/// as soon as fewer than `at_once` are under way: one that has finished makes room even if an earlier one has not.
/// Memory is needed for the work that is under way and for the values.
///
/// ```
/// # futures::executor::block_on(async {
/// let words = ["tea", "milk"];
/// let lengths = dag_runtime::each(words.iter(), 8, |word| async { word.len() }).await;
/// assert_eq!(lengths, [3, 4]);
/// # });
/// ```
///
/// The work that is under way is dropped when this future is dropped.
///
/// # Panics
///
/// With the panic of the work for one of the elements; the other work that is under way is dropped then.
pub async fn each<I, F, W>(elements: I, at_once: usize, work: W) -> Vec<F::Output>
where
    I: Iterator,
    W: FnMut(I::Item) -> F,
    F: Future,
{
    stage(Listed::new(elements), at_once, work).await
}

/// Does work that may fail as [`each`] does.
///
/// The first failure ends it: nothing more is started, and the work under way is dropped before this future completes.
/// Of several at one wake-up it is the failure of the element that comes first.
///
/// ```
/// # futures::executor::block_on(async {
/// let numbers = ["1", "two", "3"];
/// let parsed = dag_runtime::try_each(numbers.iter(), 8, |text| async { text.parse::<u8>() }).await;
/// assert_eq!(parsed.unwrap_err().to_string(), "invalid digit found in string");
/// # });
/// ```
///
/// # Errors
///
/// The first failure.
///
/// # Panics
///
/// As [`each`] does.
pub async fn try_each<I, F, W, T, E>(elements: I, at_once: usize, work: W) -> Result<Vec<T>, E>
where
    I: Iterator,
    W: FnMut(I::Item) -> F,
    F: Future<Output = Result<T, E>>,
{
    try_stage(Listed::new(elements), at_once, work).await
}
