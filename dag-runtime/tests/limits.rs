//! Permits: the number of them in use, and their return.
#![cfg(feature = "tokio")]

mod support;

use std::future::pending;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::task::Poll;

use dag_runtime::limit;
use futures::FutureExt;
use futures::future::join_all;
use support::{Gate, Log, gates, only, poll_once};
use tokio::sync::Semaphore;
use tokio::time::{Duration, Instant, sleep};

/// The amount of work under way, and the most that there ever was.
#[derive(Default)]
struct Gauge {
    now: AtomicUsize,
    most: AtomicUsize,
}

impl Gauge {
    async fn around(&self, work: impl Future) {
        self.most.fetch_max(self.now.fetch_add(1, SeqCst) + 1, SeqCst);
        work.await;
        self.now.fetch_sub(1, SeqCst);
    }
}

// 0 | 1 | … | 49, four at once
#[tokio::test(start_paused = true)]
async fn fifty_runs_share_four_permits_and_lose_no_time() {
    let (semaphore, gauge) = (Semaphore::new(4), Gauge::default());
    let start = Instant::now();
    let work = async || sleep(Duration::from_millis(10)).await;
    join_all((0..50).map(|_| limit("x", &semaphore, gauge.around(work())))).await;
    assert_eq!(gauge.most.load(SeqCst), 4);
    assert_eq!(start.elapsed(), Duration::from_millis(130));
    assert_eq!(semaphore.available_permits(), 4);
}

// 0 | 1 | … | 49, each a task, three at once
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_limit_holds_across_threads() {
    let (semaphore, gauge) = (Arc::new(Semaphore::new(3)), Arc::new(Gauge::default()));
    let tasks = (0..50).map(|_| {
        let (semaphore, gauge) = (semaphore.clone(), gauge.clone());
        tokio::spawn(async move {
            let yields = async {
                for _ in 0..20 {
                    tokio::task::yield_now().await;
                }
            };
            limit("x", &semaphore, gauge.around(yields)).await;
        })
    });
    for task in join_all(tasks).await {
        task.unwrap();
    }
    assert!(gauge.most.load(SeqCst) <= 3);
    assert_eq!(semaphore.available_permits(), 3);
}

#[test]
fn nothing_begins_without_a_permit_and_who_asked_first_goes_first() {
    let (semaphore, log, [gate]) = (Semaphore::new(1), Log::default(), gates());
    let mut a = pin!(limit("x", &semaphore, log.watch("a", gate.wait())));
    let mut b = pin!(limit("x", &semaphore, log.watch("b", async {})));
    let mut c = pin!(limit("x", &semaphore, log.watch("c", async {})));
    assert!(poll_once(a.as_mut()).is_pending());
    assert!(poll_once(b.as_mut()).is_pending());
    assert!(poll_once(c.as_mut()).is_pending());
    gate.open();
    assert!(poll_once(a.as_mut()).is_ready());
    assert!(poll_once(c.as_mut()).is_pending());
    assert!(poll_once(b.as_mut()).is_ready());
    assert!(poll_once(c.as_mut()).is_ready());
    assert_eq!(only("end", log.events()), ["end a", "end b", "end c"]);
}

#[test]
fn permits_come_back_from_what_is_dropped_wherever_it_was() {
    let semaphore = Semaphore::new(1);
    let mut holder = Box::pin(limit("x", &semaphore, pending::<()>()));
    let mut waiter = Box::pin(limit("x", &semaphore, pending::<()>()));
    let mut asked = Box::pin(limit("x", &semaphore, pending::<()>()));
    let unasked = limit("x", &semaphore, pending::<()>());
    assert!(poll_once(holder.as_mut()).is_pending());
    assert!(poll_once(waiter.as_mut()).is_pending());
    assert!(poll_once(asked.as_mut()).is_pending());
    drop((unasked, waiter));
    assert_eq!(semaphore.available_permits(), 0);
    drop(holder);
    // The permit is on its way to `asked`, which goes before it takes it.
    drop(asked);
    assert_eq!(semaphore.available_permits(), 1);
}

/// Notes the free permits when it is dropped.
struct Leaving<'s>(&'s Semaphore, &'s Log);

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        self.1.note(format!("{} free", self.0.available_permits()));
    }
}

#[test]
fn a_permit_comes_back_after_the_work_has_gone() {
    let (semaphore, log, gate) = (Semaphore::new(2), Log::default(), Gate::default());
    let work = || {
        let leaving = Leaving(&semaphore, &log);
        let gate = gate.wait();
        limit("x", &semaphore, async move {
            let _leaving = leaving;
            gate.await;
        })
    };
    let mut dropped = Box::pin(work());
    assert!(poll_once(dropped.as_mut()).is_pending());
    drop(dropped);
    let mut finished = Box::pin(work());
    assert!(poll_once(finished.as_mut()).is_pending());
    gate.open();
    assert!(poll_once(finished.as_mut()).is_ready());
    assert_eq!(log.events(), ["1 free", "1 free"]);
    assert_eq!(semaphore.available_permits(), 2);
}

#[test]
fn a_panic_gives_its_permit_back() {
    let semaphore = Semaphore::new(1);
    let work = limit("x", &semaphore, async { panic!("no") });
    let run = std::panic::AssertUnwindSafe(work).catch_unwind();
    assert!(run.now_or_never().unwrap().is_err());
    assert_eq!(semaphore.available_permits(), 1);
}

#[test]
#[should_panic = "the semaphore that limits node `x` is closed"]
fn a_closed_semaphore_is_a_panic() {
    let semaphore = Semaphore::new(1);
    semaphore.close();
    let polled = poll_once(pin!(limit("x", &semaphore, async {})));
    assert_eq!(polled, Poll::Ready(()));
}
