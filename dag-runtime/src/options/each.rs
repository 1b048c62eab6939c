//! The option `each`: work that is done once for every element.

use std::convert::Infallible;
use std::future::Future;
use std::iter::{Enumerate, Fuse};
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::slots::Slots;
use crate::drive::budget_is_left;

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
    each_until(elements, at_once, work, |outcome| outcome).await
}

/// Does the work for every element, up to the first whose `outcome` is an error. The outcome is told by a function of
/// its own, since a closure around `work` has `I::Item` in its type: the compiler could not tell that it can be sent as
/// soon as there are lifetimes in `I`.
async fn each_until<I, F, W, T, E>(
    elements: I,
    at_once: usize,
    work: W,
    outcome: fn(F::Output) -> Result<T, E>,
) -> Result<Vec<T>, E>
where
    I: Iterator,
    W: FnMut(I::Item) -> F,
    F: Future,
{
    let waiting = elements.fuse().enumerate();
    Run {
        waiting,
        at_once,
        work,
        outcome,
        slots: Slots::new(),
        values: vec![],
        all_started: false,
        starts_first: false,
        failed: None,
    }
    .await
}

/// The future of [`each_until`].
struct Run<I, W, F, T, E>
where
    F: Future,
{
    waiting: Enumerate<Fuse<I>>,
    at_once: usize,
    work: W,
    outcome: fn(F::Output) -> Result<T, E>,
    slots: Slots<F>,
    /// The values of the elements that were started.
    values: Vec<Option<T>>,
    all_started: bool,
    /// True after a poll in which those woken used the budget up, so that they do not hold up the others for good.
    starts_first: bool,
    /// Of the elements that failed in this poll the first, and its error.
    failed: Option<(usize, E)>,
}

/// What was polled.
struct Next<T> {
    /// True if it was for the first time.
    starts: bool,
    element: usize,
    polled: Poll<T>,
}

/// The work is in boxes of its own.
impl<I, W, F: Future, T, E> Unpin for Run<I, W, F, T, E> {}

impl<I, W, F, T, E> Run<I, W, F, T, E>
where
    I: Iterator,
    W: FnMut(I::Item) -> F,
    F: Future,
{
    /// Polls what was woken, and then starts elements, until there is nothing more to do or no budget. True if there
    /// may be more.
    ///
    /// Without a budget to begin with, one that waits is the last: the others would wait too, and ask to be polled
    /// again, each time.
    fn go_on(&mut self, fed: bool) -> bool {
        while let Some(Next { starts, element, polled }) = self.next(fed) {
            let waits = polled.is_pending();
            if let Poll::Ready(output) = polled {
                self.finish(element, output);
            }
            if fed && !budget_is_left() {
                self.starts_first = !starts;
                return self.slots.is_woken() || self.has_room();
            }
            if !fed && waits {
                return self.slots.is_woken() || self.has_room();
            }
        }
        self.starts_first = false;
        self.slots.is_woken()
    }

    fn next(&mut self, fed: bool) -> Option<Next<F::Output>> {
        if self.starts_first {
            self.start_next().or_else(|| self.poll_next(fed))
        } else {
            self.poll_next(fed).or_else(|| self.start_next())
        }
    }

    fn poll_next(&mut self, fed: bool) -> Option<Next<F::Output>> {
        self.slots.poll_next(fed).map(|(element, polled)| Next { starts: false, element, polled })
    }

    fn finish(&mut self, element: usize, output: F::Output) {
        match ((self.outcome)(output), &self.failed) {
            (Ok(value), _) => self.values[element] = Some(value),
            (Err(_), Some((first, _))) if *first < element => {}
            (Err(error), _) => self.failed = Some((element, error)),
        }
    }

    fn start_next(&mut self) -> Option<Next<F::Output>> {
        if !self.has_room() {
            return None;
        }
        let Some((index, element)) = self.waiting.next() else {
            self.all_started = true;
            return None;
        };
        self.values.push(None);
        let (element, polled) = self.slots.start(index, (self.work)(element));
        Some(Next { starts: true, element, polled })
    }

    /// True if an element can be started, should there be any.
    fn has_room(&self) -> bool {
        self.failed.is_none() && !self.all_started && self.slots.under_way() < self.at_once.max(1)
    }
}

impl<I, W, F, T, E> Future for Run<I, W, F, T, E>
where
    I: Iterator,
    W: FnMut(I::Item) -> F,
    F: Future,
{
    type Output = Result<Vec<T>, E>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        let fed = budget_is_left();
        this.slots.begin(cx.waker(), fed);
        let more = this.go_on(fed);
        if let Some((_, error)) = this.failed.take() {
            return Poll::Ready(Err(error));
        }
        if this.all_started && this.slots.under_way() == 0 {
            let values = mem::take(&mut this.values).into_iter();
            return Poll::Ready(Ok(values.map(|value| value.expect("all have finished")).collect()));
        }
        if more {
            cx.waker().wake_by_ref();
        }
        Poll::Pending
    }
}
