//! The bodies of nodes: one addition, at once or after a wait; and the driving of a run to its end meanwhile.

use std::future::{Future, poll_fn};
use std::hint::black_box;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use tokio::runtime::Runtime;

pub use paced::Paced;
pub use trickle::Trickle;

mod paced;
mod trickle;

/// The body of every node of a run, and the driving of a run to its end meanwhile.
pub trait Body: Sync + 'static {
    const NAME: &'static str;

    /// True if nodes wait for something that [`Body::end_a_wait`] brings about.
    const WAITS: bool = false;

    /// True if nodes are pending at all before they complete.
    const PENDING: bool = true;

    /// The work of node number `node`: `sum`, its values added up, and one.
    fn work(&self, node: usize, sum: u64) -> impl Future<Output = u64> + Send + Sync;

    /// Forgets the waits of a run before this one.
    fn begin(&self) {}

    /// Lets one of the nodes that wait go on.
    fn end_a_wait(&self) {}

    /// Makes a run and polls it until it completes. It is made where it is polled, as moving it would cost more than some
    /// runs do.
    fn drive<F: Future>(&self, run: impl FnOnce() -> F) -> F::Output {
        self.begin();
        let mut run = pin!(run());
        let mut cx = Context::from_waker(Waker::noop());
        loop {
            if let Poll::Ready(output) = run.as_mut().poll(&mut cx) {
                return output;
            }
            self.end_a_wait();
        }
    }

    /// The same on a tokio runtime of one thread, for runs that spawn tasks.
    fn drive_on<F: Future>(&self, runtime: &Runtime, run: impl FnOnce() -> F) -> F::Output {
        self.begin();
        runtime.block_on(async {
            let mut run = pin!(run());
            poll_fn(|cx| {
                let polled = run.as_mut().poll(cx);
                if Self::WAITS && polled.is_pending() {
                    self.end_a_wait();
                    cx.waker().wake_by_ref();
                }
                polled
            })
            .await
        })
    }
}

/// Kept from being inlined so that no contender's whole graph is computed by the compiler.
#[inline(never)]
fn add_one(sum: u64) -> u64 {
    black_box(sum + 1)
}

/// Never waits.
#[derive(Debug, Default)]
pub struct Ready;

impl Body for Ready {
    const NAME: &'static str = "ready";
    const PENDING: bool = false;

    fn work(&self, _node: usize, sum: u64) -> impl Future<Output = u64> + Send + Sync {
        async move { add_one(sum) }
    }
}

/// Waits once, and is woken immediately.
#[derive(Debug, Default)]
pub struct YieldOnce;

impl Body for YieldOnce {
    const NAME: &'static str = "yield";

    fn work(&self, _node: usize, sum: u64) -> impl Future<Output = u64> + Send + Sync {
        async move {
            Yield { yielded: false }.await;
            add_one(sum)
        }
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
