//! The option `each`: work that is done once for every element.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::stream::{FuturesUnordered, StreamExt};
use pin_project_lite::pin_project;

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
    let Ok(values) = each_until(elements, at_once, work, Ok::<_, Infallible>).await;
    values
}

/// Does work that may fail as [`each`] does.
///
/// The first failure ends it: nothing more is started, and the work under way is dropped before this future completes.
/// Of several at one wake-up it is the failure of the element that was woken first.
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
    each_until(elements, at_once, work, |outcome| outcome).await
}

/// Does the work for every element, up to the first whose `outcome` is an error. The outcome is told by a function of
/// its own, since a closure around `work` has `I::Item` in its type: the compiler could not tell that it can be sent as
/// soon as there are lifetimes in `I`.
async fn each_until<I, F, W, T, E>(
    elements: I,
    at_once: usize,
    mut work: W,
    outcome: fn(F::Output) -> Result<T, E>,
) -> Result<Vec<T>, E>
where
    I: Iterator,
    W: FnMut(I::Item) -> F,
    F: Future,
{
    let mut waiting = elements.fuse().enumerate();
    let mut under_way = FuturesUnordered::new();
    let mut values = Vec::new();
    loop {
        while under_way.len() < at_once.max(1)
            && let Some((index, element)) = waiting.next()
        {
            under_way.push(Indexed { index, work: work(element) });
            values.push(None);
        }
        match under_way.next().await {
            Some((index, output)) => values[index] = Some(outcome(output)?),
            None => return Ok(values.into_iter().map(|value| value.expect("all have finished")).collect()),
        }
    }
}

pin_project! {
    /// Work with the index of its element. An async block would keep the work's future twice.
    struct Indexed<F> {
        index: usize,
        #[pin]
        work: F,
    }
}

impl<F: Future> Future for Indexed<F> {
    type Output = (usize, F::Output);

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        this.work.poll(cx).map(|value| (*this.index, value))
    }
}
