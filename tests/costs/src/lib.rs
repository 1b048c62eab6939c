//! Gates at which the nodes of a pipeline wait, and which count their polls.

use std::pin::Pin;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};

/// A row of gates, one for each node.
pub struct Gates(Vec<Gate>);

#[derive(Default)]
struct Gate {
    open: AtomicBool,
    polls: AtomicUsize,
    waiting: Mutex<Option<Waker>>,
}

impl Gates {
    /// `len` gates, all closed.
    pub fn closed(len: usize) -> Self {
        Self((0..len).map(|_| Gate::default()).collect())
    }

    /// `len` gates, all open.
    pub fn open_wide(len: usize) -> Self {
        let gates = Self::closed(len);
        (0..len).for_each(|gate| gates.open(gate));
        gates
    }

    /// Opens a gate and wakes the node that waits at it.
    pub fn open(&self, gate: usize) {
        self.0[gate].open.store(true, Ordering::Relaxed);
        let waiting = self.0[gate].waiting.lock().unwrap().take();
        waiting.into_iter().for_each(Waker::wake);
    }

    /// True if a node waits at the gate.
    pub fn is_awaited(&self, gate: usize) -> bool {
        self.0[gate].waiting.lock().unwrap().is_some()
    }

    /// Passes the gate once it is open.
    pub fn pass(&self, gate: usize) -> impl Future<Output = ()> {
        Pass(&self.0[gate])
    }

    /// The number of polls of each gate, that is of each node.
    pub fn polls(&self) -> Vec<usize> {
        self.0.iter().map(|gate| gate.polls.load(Ordering::Relaxed)).collect()
    }
}

struct Pass<'a>(&'a Gate);

impl Future for Pass<'_> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.0.polls.fetch_add(1, Ordering::Relaxed);
        if self.0.open.load(Ordering::Relaxed) {
            return Poll::Ready(());
        }
        *self.0.waiting.lock().unwrap() = Some(cx.waker().clone());
        Poll::Pending
    }
}
