//! Waits that end one at a time.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard};
use std::task::{Context, Poll, Waker};

use super::{Body, add_one};

/// Waits once; the waits end one at a time in random order, as independent I/O does.
#[derive(Debug, Default)]
pub struct Trickle(Mutex<Waits>);

impl Trickle {
    fn waits(&self) -> MutexGuard<'_, Waits> {
        self.0.lock().expect("no node panics")
    }
}

impl Body for Trickle {
    const NAME: &'static str = "trickle";
    const WAITS: bool = true;

    fn work(&self, _node: usize, sum: u64) -> impl Future<Output = u64> + Send + Sync {
        async move {
            Wait { trickle: self, ticket: None }.await;
            add_one(sum)
        }
    }

    fn begin(&self) {
        self.waits().clear();
    }

    fn end_a_wait(&self) {
        let waker = self.waits().end_one();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

#[derive(Debug, Default)]
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

    /// `None` if nobody waits, as while a task has been spawned and not polled yet.
    fn end_one(&mut self) -> Option<Waker> {
        if self.pending.is_empty() {
            return None;
        }
        self.random = self.random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let index = (self.random >> 16) as usize % self.pending.len();
        let ticket = self.pending.swap_remove(index);
        self.wakers[ticket].take()
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
