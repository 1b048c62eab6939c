//! Timeouts among woven nodes, of spawned ones and of blocking ones.

use std::sync::{Arc, mpsc};

use dagwright::{Timeout, dag};
use tokio::sync::oneshot;

use super::millis;
use crate::support::{Diary, Log, current_task};

// a (50 ms at most) ─┬→ c
//                    └→ d
// b (20 ms at most) ─┘
#[dag]
mod woven {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub takes: [u64; 2],
    }

    #[node(timeout = "50ms")]
    async fn a(log: &Log, takes: [u64; 2]) -> u32 {
        log.work("a", takes[0], 1).await
    }
    #[node(timeout = "20ms")]
    async fn b(log: &Log, takes: [u64; 2]) -> u32 {
        log.work("b", takes[1], 2).await
    }
    async fn c(a: &u32, log: &Log) -> u32 {
        log.work("c", 50, a * 10).await
    }
    async fn d(a: &u32, b: &u32, log: &Log) -> u32 {
        log.work("d", 10, a + b).await
    }
}

#[tokio::test(start_paused = true)]
async fn timeouts_hold_in_a_woven_graph() {
    let log = Log::new();
    let output = woven::Pipeline::run(woven::Input { log: &log, takes: [40, 10] }).await.unwrap();
    assert_eq!((output.c, output.d), (10, 3));
    log.assert_earliest("a, b, c: a, d: a b");

    let (log, start) = (Log::new(), tokio::time::Instant::now());
    let error = woven::Pipeline::run(woven::Input { log: &log, takes: [10, 30] }).await.expect_err("b is late");
    assert_eq!((error.node(), start.elapsed()), ("b", millis(20)));
    assert_eq!(log.starts(), ["a", "b", "c"]);
}

// spawned (spawn, 30 ms at most) → after
#[dag]
mod spawned {
    use super::*;

    #[input]
    pub struct Input {
        pub diary: Arc<Diary>,
    }

    #[node(spawn, timeout = "30ms")]
    async fn spawned(diary: &Diary) -> bool {
        let task = current_task();
        diary.work("spawned", 40).await;
        task.is_some()
    }
    async fn after(spawned: Result<&bool, &Timeout>, diary: &Diary) -> bool {
        diary.note("after starts");
        spawned.is_ok()
    }
}

#[tokio::test(start_paused = true)]
async fn a_spawned_attempt_is_dropped_at_its_timeout_before_anything_else_goes_on() {
    let diary = Arc::new(Diary::new());
    let output = spawned::Pipeline::run(spawned::Input { diary: Arc::clone(&diary) }).await;
    assert!(!output.after);
    assert_eq!(diary.lines(), ["0 spawned starts", "30 spawned is dropped", "30 after starts"]);
}

// blocks (blocking, 30 ms at most)
#[dag]
mod blocking {
    use super::*;

    #[input]
    pub struct Input {
        pub begun: oneshot::Sender<()>,
        pub release: mpsc::Receiver<()>,
        pub done: mpsc::Sender<&'static str>,
    }

    #[node(blocking, timeout = "30ms")]
    fn blocks(begun: oneshot::Sender<()>, release: mpsc::Receiver<()>, done: mpsc::Sender<&'static str>) -> u32 {
        let _ = begun.send(());
        release.recv().unwrap();
        done.send("done").unwrap();
        1
    }
}

#[tokio::test(start_paused = true)]
async fn the_thread_of_a_late_blocking_function_works_on_to_its_end() {
    let ((begun, has_begun), (release, released), (done, is_done)) =
        (oneshot::channel(), mpsc::channel(), mpsc::channel());
    let run = blocking::Pipeline::run(blocking::Input { begun, release: released, done });
    // A paused clock stands still while a thread is at work; so it is moved by hand.
    let clock = async {
        has_begun.await.unwrap();
        for _ in 0..40 {
            tokio::time::advance(millis(1)).await;
        }
    };
    let start = tokio::time::Instant::now();
    let late = async { (run.await, start.elapsed()) };
    let ((ended, elapsed), ()) = futures::join!(late, clock);
    assert!(matches!(ended, Err(blocking::Error::Blocks(timeout)) if timeout.limit() == millis(30)));
    assert_eq!(elapsed, millis(30));
    release.send(()).unwrap();
    assert_eq!(is_done.recv(), Ok("done"));
}

#[tokio::test(start_paused = true)]
async fn a_blocking_function_that_is_in_time_is_left_alone() {
    let ((begun, _), (release, released), (done, _is_done)) = (oneshot::channel(), mpsc::channel(), mpsc::channel());
    release.send(()).unwrap();
    let output = blocking::Pipeline::run(blocking::Input { begun, release: released, done }).await;
    assert_eq!(output.unwrap().blocks, 1);
}
