//! The body of a node: one addition, at once or after waiting once.

use std::hint::black_box;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

pub trait Body {
    /// A node's work: `sum`, its values added up, and one.
    fn work(&self, sum: u64) -> impl Future<Output = u64>;
}

/// Kept from being inlined so that no whole graph is computed by the compiler.
#[inline(never)]
fn add_one(sum: u64) -> u64 {
    black_box(sum + 1)
}

/// Never waits.
pub struct Ready;

impl Body for Ready {
    async fn work(&self, sum: u64) -> u64 {
        add_one(sum)
    }
}

/// Waits once, and is woken immediately.
pub struct Once;

impl Body for Once {
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

/// Makes so many runs, each where it is polled, and polls them to their end.
/// `value` reads the last node's value from a run's output.
pub fn drive<F: Future>(runs: u64, run: impl Fn() -> F, value: impl Fn(F::Output) -> u64) -> u64 {
    let mut sum = 0;
    for _ in 0..runs {
        let mut run = pin!(run());
        let mut cx = Context::from_waker(Waker::noop());
        sum += loop {
            if let Poll::Ready(output) = run.as_mut().poll(&mut cx) {
                break value(output);
            }
        };
    }
    sum
}
