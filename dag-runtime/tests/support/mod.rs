//! Futures that can be watched and steered by hand.
#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::RecvTimeoutError;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use dag_runtime::{Pair, pair};

/// The events of a test, in order.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    pub(crate) fn note(&self, event: impl Into<String>) {
        self.0.lock().unwrap().push(event.into());
    }

    /// The events since the last call.
    pub(crate) fn events(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }

    /// Notes a future's polls, its end and its drop; it must not be polled after its end.
    pub(crate) fn watch<F: Future>(&self, name: &str, future: F) -> Watched<F> {
        Watched { log: self.clone(), name: name.into(), future: Some(Box::pin(future)) }
    }
}

/// The events that begin with `word`.
pub(crate) fn only(word: &str, events: Vec<String>) -> Vec<String> {
    events.into_iter().filter(|event| event.starts_with(word)).collect()
}

pub(crate) struct Watched<F> {
    log: Log,
    name: String,
    future: Option<Pin<Box<F>>>,
}

impl<F: Future> Future for Watched<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        self.log.note(format!("poll {}", self.name));
        let future = self.future.as_mut().expect("polled after it completed");
        let polled = future.as_mut().poll(cx);
        if polled.is_ready() {
            self.log.note(format!("end {}", self.name));
            self.future = None;
        }
        polled
    }
}

impl<F> Drop for Watched<F> {
    fn drop(&mut self) {
        self.log.note(format!("drop {}", self.name));
    }
}

/// Does the work of a test that waits for other threads. If it has not ended in a minute, because a wake-up was lost,
/// the test fails and says so.
#[track_caller]
pub(crate) fn in_time(work: impl FnOnce() + Send + 'static) {
    let (done, end) = std::sync::mpsc::channel();
    let working = std::thread::spawn(move || {
        work();
        _ = done.send(());
    });
    if let Err(RecvTimeoutError::Timeout) = end.recv_timeout(Duration::from_secs(60)) {
        panic!("not done after a minute: a wake-up was lost");
    }
    working.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
}

/// Something to wait for, opened by the test.
#[derive(Clone, Default)]
pub(crate) struct Gate(Arc<Mutex<(bool, Option<Waker>)>>);

impl Gate {
    pub(crate) fn open(&self) {
        let waker = {
            let mut state = self.0.lock().unwrap();
            state.0 = true;
            state.1.take()
        };
        waker.into_iter().for_each(Waker::wake);
    }

    /// Waits without a wish to be polled before the gate is open.
    pub(crate) fn wait(&self) -> impl Future<Output = ()> + Send + use<> {
        let gate = self.clone();
        poll_fn(move |cx| {
            let mut state = gate.0.lock().unwrap();
            if state.0 {
                return Poll::Ready(());
            }
            state.1 = Some(cx.waker().clone());
            Poll::Pending
        })
    }

    /// The waker of the last poll.
    pub(crate) fn waker(&self) -> Option<Waker> {
        self.0.lock().unwrap().1.clone()
    }
}

pub(crate) fn gates<const N: usize>() -> [Gate; N] {
    std::array::from_fn(|_| Gate::default())
}

/// Counts its wake-ups.
#[derive(Default)]
pub(crate) struct Caller(AtomicUsize);

impl Caller {
    /// The number of wake-ups since the last call.
    pub(crate) fn wakes(&self) -> usize {
        self.0.swap(0, SeqCst)
    }

    pub(crate) fn poll<F: Future>(self: &Arc<Self>, future: Pin<&mut F>) -> Poll<F::Output> {
        let waker = Waker::from(self.clone());
        future.poll(&mut Context::from_waker(&waker))
    }
}

impl Wake for Caller {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, SeqCst);
    }
}

/// A caller's poll, for tests where the caller does not matter.
pub(crate) fn poll_once<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

/// The number of values that are alive.
#[derive(Clone, Default)]
pub(crate) struct Alive(Arc<AtomicUsize>);

impl Alive {
    pub(crate) fn value(&self) -> Value {
        self.0.fetch_add(1, SeqCst);
        Value(self.clone())
    }

    pub(crate) fn count(&self) -> usize {
        self.0.load(SeqCst)
    }
}

/// Counts itself out when it is dropped.
pub(crate) struct Value(Alive);

impl Drop for Value {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, SeqCst);
    }
}

pub(crate) fn twice<T>(mut make: impl FnMut() -> T) -> Pair<T, T> {
    let left = make();
    pair(left, make())
}

pub(crate) fn eight<T>(mut make: impl FnMut() -> T) -> Eight<T> {
    twice(|| twice(|| twice(&mut make)))
}

pub(crate) type Two<T> = Pair<T, T>;
pub(crate) type Eight<T> = Two<Two<Two<T>>>;

/// Is woken at once, but pending once.
pub(crate) fn yield_once() -> impl Future<Output = ()> + Send {
    let mut yielded = false;
    poll_fn(move |cx| {
        if std::mem::replace(&mut yielded, true) {
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    })
}
