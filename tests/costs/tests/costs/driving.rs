//! Drives a run by hand: polls it when it was woken, and only then opens the next gate.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use dagwright_costs::Gates;

/// In which order the gates of nodes that wait at the same time are opened.
#[derive(Clone, Copy)]
pub enum Order {
    First,
    Last,
    /// Starts somewhere in the middle and strides on.
    Stride(usize),
}

impl Order {
    /// The `turn`th gate to open among those at which somebody waits.
    fn choose(self, waiting: &[usize], turn: usize) -> usize {
        match self {
            Self::First => waiting[0],
            Self::Last => waiting[waiting.len() - 1],
            Self::Stride(stride) => waiting[turn * stride % waiting.len()],
        }
    }
}

#[derive(Default)]
struct Flag(AtomicBool);

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Runs to the end, opening one gate at a time.
#[track_caller]
pub fn drive<F: Future>(run: F, gates: &Gates, len: usize, order: Order) -> F::Output {
    let mut run = pin!(run);
    let flag = Arc::new(Flag::default());
    let waker = Waker::from(Arc::clone(&flag));
    for turn in 0.. {
        if let Poll::Ready(output) = run.as_mut().poll(&mut Context::from_waker(&waker)) {
            return output;
        }
        let waiting: Vec<usize> = (0..len).filter(|&gate| gates.is_awaited(gate)).collect();
        gates.open(order.choose(&waiting, turn));
        assert!(flag.0.swap(false, Ordering::Relaxed), "the task was not woken");
    }
    unreachable!()
}

/// Runs to the end like [`drive`], without allocating anything itself. Takes the first waiting gate at or after a
/// position that moves on by `stride`.
#[track_caller]
pub fn drive_quietly<F: Future>(run: F, gates: &Gates, len: usize, stride: usize) -> F::Output {
    let mut run = pin!(run);
    for turn in 0.. {
        if let Poll::Ready(output) = run.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return output;
        }
        let from = turn * stride % len;
        let mut places = (from..len).chain(0..from);
        gates.open(places.find(|&gate| gates.is_awaited(gate)).expect("somebody waits"));
    }
    unreachable!()
}

/// Runs to the end without allocating anything itself, and ends all waits before it polls again.
#[track_caller]
pub fn drive_at_once<F: Future>(run: F, gates: &Gates, len: usize) -> F::Output {
    let mut run = pin!(run);
    loop {
        if let Poll::Ready(output) = run.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return output;
        }
        (0..len).filter(|&gate| gates.is_awaited(gate)).for_each(|gate| gates.open(gate));
    }
}
