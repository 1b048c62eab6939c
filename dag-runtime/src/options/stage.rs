//! A stage: work that is done for elements as they come, and whose results go on one by one or as a whole.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use super::slots::Slots;
use super::supply::{Sink, Supply, Values};
use crate::drive::budget_is_left;

/// Does the work for every element of a supply, for `at_once` of them at a time, as [`each`](crate::each) does. An
/// element starts as soon as it is there and fewer than `at_once` are under way; of those that wait, the first in the
/// collection's order.
///
/// ```
/// use dag_runtime::{Belt, counted, join, pair, branch, stage, stage_onto};
///
/// # futures::executor::block_on(async {
/// let words = ["tea", "milk"];
/// let belt = Belt::<usize, 1>::new();
/// let lengths = stage_onto(counted(words.iter()), 8, |word| async { word.len() }, &belt);
/// let doubled = stage(belt.lent(0), 8, |length| async move { length * 2 });
/// let ((), doubled) = join(pair(branch(lengths), branch(doubled))).await;
/// assert_eq!((belt.into_vec(), doubled), (vec![3, 4], vec![6, 8]));
/// # });
/// ```
///
/// # Panics
///
/// With the panic of the work for one of the elements; the other work that is under way is dropped then.
// Neither this nor the others give a type of their own or that of an `async fn`: the bounds of such a one would have to
// hold whatever the lifetimes in it, or else the compiler would not see that it can be sent.
pub fn stage<S, W, F>(supply: S, at_once: usize, work: W) -> impl Future<Output = Vec<F::Output>>
where
    S: Supply,
    W: FnMut(S::Element) -> F,
    F: Future,
{
    Stage(TryStage::new(supply, at_once, work, Values::new(), Ok))
}

/// Does the same, and gives each value to the sink as soon as it is there.
///
/// # Panics
///
/// As [`stage`] does.
pub fn stage_onto<S, W, F, K>(supply: S, at_once: usize, work: W, sink: K) -> impl Future<Output = ()>
where
    S: Supply,
    W: FnMut(S::Element) -> F,
    F: Future,
    K: Sink<F::Output, Whole = ()>,
{
    Stage(TryStage::new(supply, at_once, work, sink, Ok))
}

/// Does work that may fail as [`stage`] does. The first failure ends it, as it does [`try_each`](crate::try_each).
///
/// # Errors
///
/// The first failure.
///
/// # Panics
///
/// As [`stage`] does.
pub fn try_stage<S, W, F, T, E>(supply: S, at_once: usize, work: W) -> impl Future<Output = Result<Vec<T>, E>>
where
    S: Supply,
    W: FnMut(S::Element) -> F,
    F: Future<Output = Result<T, E>>,
{
    TryStage::new(supply, at_once, work, Values::new(), |outcome| outcome)
}

/// Does work that may fail as [`stage_onto`] does.
///
/// # Errors
///
/// The first failure.
///
/// # Panics
///
/// As [`stage`] does.
pub fn try_stage_onto<S, W, F, K, T, E>(
    supply: S,
    at_once: usize,
    work: W,
    sink: K,
) -> impl Future<Output = Result<(), E>>
where
    S: Supply,
    W: FnMut(S::Element) -> F,
    F: Future<Output = Result<T, E>>,
    K: Sink<T, Whole = ()>,
{
    TryStage::new(supply, at_once, work, sink, |outcome| outcome)
}

/// The future of a [`stage`].
struct Stage<S, W, F: Future, K, T>(TryStage<S, W, F, K, T, Infallible>);

/// The future of a [`stage`] whose work may fail.
struct TryStage<S, W, F: Future, K, T, E> {
    supply: S,
    at_once: usize,
    work: W,
    sink: K,
    /// Told by a function of its own: a closure around `work` would have the element in its type.
    outcome: fn(F::Output) -> Result<T, E>,
    slots: Slots<F>,
    /// The sink knows the number of elements.
    open: bool,
    all_started: bool,
    /// No element was there when one was asked for in this poll. The supply wakes when there is one.
    none_there: bool,
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
impl<S, W, F: Future, K, T> Unpin for Stage<S, W, F, K, T> {}
impl<S, W, F: Future, K, T, E> Unpin for TryStage<S, W, F, K, T, E> {}

impl<S, W, F: Future, K, T, E> TryStage<S, W, F, K, T, E> {
    fn new(supply: S, at_once: usize, work: W, sink: K, outcome: fn(F::Output) -> Result<T, E>) -> Self {
        Self {
            supply,
            at_once,
            work,
            sink,
            outcome,
            slots: Slots::new(),
            open: false,
            all_started: false,
            none_there: false,
            starts_first: false,
            failed: None,
        }
    }
}

impl<S, W, F, K, T, E> TryStage<S, W, F, K, T, E>
where
    S: Supply,
    W: FnMut(S::Element) -> F,
    F: Future,
    K: Sink<T>,
{
    /// Polls what was woken, and then starts elements, until there is nothing more to do or no budget. True if there
    /// may be more.
    ///
    /// Without a budget to begin with, one that waits is the last: the others would wait too, and ask to be polled
    /// again, each time.
    fn go_on(&mut self, fed: bool, waker: &Waker) -> bool {
        while let Some(Next { starts, element, polled }) = self.next(fed, waker) {
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

    fn next(&mut self, fed: bool, waker: &Waker) -> Option<Next<F::Output>> {
        if self.starts_first {
            self.start_next(waker).or_else(|| self.poll_next(fed))
        } else {
            self.poll_next(fed).or_else(|| self.start_next(waker))
        }
    }

    fn poll_next(&mut self, fed: bool) -> Option<Next<F::Output>> {
        self.slots.poll_next(fed).map(|(element, polled)| Next { starts: false, element, polled })
    }

    fn finish(&mut self, element: usize, output: F::Output) {
        match ((self.outcome)(output), &self.failed) {
            (Ok(value), _) => self.sink.put(element, value),
            (Err(_), Some((first, _))) if *first < element => {}
            (Err(error), _) => self.failed = Some((element, error)),
        }
    }

    fn start_next(&mut self, waker: &Waker) -> Option<Next<F::Output>> {
        if !self.has_room() {
            return None;
        }
        match self.supply.next(waker) {
            Poll::Ready(Some((index, element))) => {
                let (element, polled) = self.slots.start(index, (self.work)(element));
                Some(Next { starts: true, element, polled })
            }
            Poll::Ready(None) => {
                self.all_started = true;
                None
            }
            Poll::Pending => {
                self.none_there = true;
                None
            }
        }
    }

    /// True if an element can be started, should there be any.
    fn has_room(&self) -> bool {
        self.failed.is_none() && !self.all_started && !self.none_there && self.slots.under_way() < self.at_once.max(1)
    }

    fn open(&mut self) {
        if !self.open
            && let Some(total) = self.supply.total()
        {
            self.sink.open(total);
            self.open = true;
        }
    }
}

impl<S, W, F, K, T> Future for Stage<S, W, F, K, T>
where
    S: Supply,
    W: FnMut(S::Element) -> F,
    F: Future,
    K: Sink<T>,
{
    type Output = K::Whole;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<K::Whole> {
        Pin::new(&mut self.get_mut().0).poll(cx).map(|Ok(whole)| whole)
    }
}

impl<S, W, F, K, T, E> Future for TryStage<S, W, F, K, T, E>
where
    S: Supply,
    W: FnMut(S::Element) -> F,
    F: Future,
    K: Sink<T>,
{
    type Output = Result<K::Whole, E>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        let fed = budget_is_left();
        this.slots.begin(cx.waker(), fed);
        this.none_there = false;
        this.open();
        let more = this.go_on(fed, cx.waker());
        if let Some((_, error)) = this.failed.take() {
            return Poll::Ready(Err(error));
        }
        if this.all_started && this.slots.under_way() == 0 {
            return Poll::Ready(Ok(this.sink.whole()));
        }
        if more {
            cx.waker().wake_by_ref();
        }
        Poll::Pending
    }
}
