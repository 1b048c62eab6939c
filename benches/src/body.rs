//! What a node does: one addition, at once or after a wait.

use std::future::Future;
use std::hint::black_box;
use std::pin::{Pin, pin};
use std::sync::{Mutex, MutexGuard};
use std::task::{Context, Poll, Waker};

/// What every node of a run does, and how a run is driven to its end meanwhile.
pub trait Body: Sync {
    const NAME: &'static str;

    /// A node's work: `sum`, its values added up, and one.
    fn work(&self, sum: u64) -> impl Future<Output = u64> + Send;

    /// Makes a run and polls it until it completes, and lets happen meanwhile what its nodes wait for.
    fn drive<F: Future>(&self, run: impl FnOnce() -> F) -> F::Output {
        poll_until_done(run, || {})
    }
}

/// The run is made where it is polled, as moving it would cost more than some runs do.
fn poll_until_done<F: Future>(run: impl FnOnce() -> F, pending: impl Fn()) -> F::Output {
    let mut run = pin!(run());
    let mut cx = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = run.as_mut().poll(&mut cx) {
            return output;
        }
        pending();
    }
}

/// Kept from being inlined so that no contender's whole graph is computed by the compiler.
#[inline(never)]
fn add_one(sum: u64) -> u64 {
    black_box(sum + 1)
}

/// Never waits.
pub struct Ready;

impl Body for Ready {
    const NAME: &'static str = "ready";

    async fn work(&self, sum: u64) -> u64 {
        add_one(sum)
    }
}

/// Waits once, and is woken immediately.
pub struct YieldOnce;

impl Body for YieldOnce {
    const NAME: &'static str = "yield";

    async fn work(&self, sum: u64) -> u64 {
        Yield { yielded: false }.await;
        add_one(sum)
    }
}

struct Yield {
    yielded: bool,
}

impl Future for Yield {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.yielded {
            return Poll::Ready(());
        }
        self.yielded = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

/// Waits once; the waits end one at a time in random order, as independent I/O does.
#[derive(Default)]
pub struct Trickle(Mutex<Waits>);

impl Trickle {
    fn waits(&self) -> MutexGuard<'_, Waits> {
        self.0.lock().expect("no node panics")
    }
}

impl Body for Trickle {
    const NAME: &'static str = "trickle";

    async fn work(&self, sum: u64) -> u64 {
        Wait { trickle: self, ticket: None }.await;
        add_one(sum)
    }

    fn drive<F: Future>(&self, run: impl FnOnce() -> F) -> F::Output {
        self.waits().clear();
        poll_until_done(run, || {
            let waker = self.waits().end_one();
            waker.wake();
        })
    }
}

#[derive(Default)]
struct Waits {
    /// The waker of each wait that the run has begun; `None` once it has ended.
    wakers: Vec<Option<Waker>>,
    /// The tickets, that is indices into `wakers`, of the waits that have not ended.
    pending: Vec<usize>,
    random: u32,
}

impl Waits {
    fn clear(&mut self) {
        self.wakers.clear();
        self.pending.clear();
    }

    fn begin(&mut self, waker: Waker) -> usize {
        let ticket = self.wakers.len();
        self.wakers.push(Some(waker));
        self.pending.push(ticket);
        ticket
    }

    fn end_one(&mut self) -> Waker {
        self.random = self.random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let index = (self.random >> 16) as usize % self.pending.len();
        let ticket = self.pending.swap_remove(index);
        self.wakers[ticket].take().expect("a pending wait has a waker")
    }
}

struct Wait<'t> {
    trickle: &'t Trickle,
    ticket: Option<usize>,
}

impl Future for Wait<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut waits = self.trickle.waits();
        let Some(ticket) = self.ticket else {
            let ticket = waits.begin(cx.waker().clone());
            drop(waits);
            self.ticket = Some(ticket);
            return Poll::Pending;
        };
        match &mut waits.wakers[ticket] {
            None => Poll::Ready(()),
            Some(waker) => {
                waker.clone_from(cx.waker());
                Poll::Pending
            }
        }
    }
}
