//! Other options around nodes on another runtime.

use std::future::pending;
use std::sync::{Arc, Mutex, mpsc};
use std::thread::JoinHandle;

use dagwright::{Timeout, dag};
use tokio::runtime::{Builder, Handle};
use tokio::sync::{Semaphore, oneshot};

use crate::support::{Diary, Flaky, Gauge, Refused, Workers, on_both_flavours, place, poll_once, yields};

/// A runtime of one thread, driven there, in virtual time.
struct Paused {
    handle: Handle,
    stop: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

impl Paused {
    fn new() -> Self {
        let runtime = Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
        let handle = runtime.handle().clone();
        let (stop, stopped) = oneshot::channel();
        let driven = std::thread::spawn(move || _ = runtime.block_on(stopped));
        Self { handle, stop: Some((stop, driven)) }
    }
}

impl Drop for Paused {
    fn drop(&mut self) {
        let (stop, driven) = self.stop.take().unwrap();
        _ = stop.send(());
        driven.join().unwrap();
    }
}

fn given_up(late: Timeout) -> String {
    late.to_string()
}

// late (spawn, timeout, fallback)         its time is that of the runtime it runs on
// slow (spawn, timeout, ends the run)
#[dag]
mod timed {
    use super::*;

    #[input]
    pub struct Input {
        pub workers: Handle,
    }

    #[output]
    pub struct Late {
        pub late: String,
    }

    #[output]
    pub struct Slow {
        pub slow: u32,
    }

    #[node(spawn = workers, timeout = "2s", fallback = given_up)]
    async fn late() -> String {
        pending().await
    }
    #[node(spawn = workers, timeout = "3s")]
    async fn slow() -> u32 {
        pending().await
    }
}

#[test]
fn a_task_elsewhere_is_given_up_after_its_timeout() {
    let paused = Paused::new();
    on_both_flavours(async || {
        let input = || timed::Input { workers: paused.handle.clone() };
        assert_eq!(timed::Pipeline::run_late(input()).await.late, "timed out after 2s");
        assert_eq!(timed::Pipeline::run_slow(input()).await.err().expect("it is late").node(), "slow");
    });
}

// stuck (blocking, timeout, fallback)         it goes on until it is released
#[dag]
mod stuck {
    use super::*;

    #[input]
    pub struct Input {
        pub workers: Handle,
        pub release: mpsc::Receiver<()>,
        pub told: mpsc::Sender<&'static str>,
    }

    #[node(blocking = workers, timeout = "1s", fallback = given_up)]
    fn stuck(release: mpsc::Receiver<()>, told: mpsc::Sender<&'static str>) -> String {
        told.send("begun").unwrap();
        release.recv().unwrap();
        told.send("ended").unwrap();
        String::new()
    }
}

#[tokio::test(start_paused = true)]
async fn a_function_elsewhere_is_left_behind_after_its_timeout() {
    let workers = Workers::new();
    let ((release, released), (told, news)) = (mpsc::channel(), mpsc::channel());
    let mut run = Box::pin(stuck::Pipeline::run(stuck::Input { workers: workers.handle(), release: released, told }));
    assert!(poll_once(run.as_mut()).is_pending());
    assert_eq!(news.recv(), Ok("begun"));
    assert_eq!(run.await.stuck, "timed out after 1s");
    release.send(()).unwrap();
    assert_eq!(news.recv(), Ok("ended"));
}

fn refused(refused: Refused) -> usize {
    refused.0 + 100
}

// asked (spawn, retry) ─→ called (blocking, retry, fallback)
#[dag]
mod again {
    use super::*;

    #[input]
    pub struct Input {
        pub workers: Handle,
        pub first: Arc<Flaky>,
        pub second: Arc<Flaky>,
    }

    #[node(spawn = workers, retry(attempts = 3, backoff = "1s"))]
    async fn asked(first: &Flaky) -> Result<usize, Refused> {
        yields(1).await;
        first.call()
    }
    #[node(blocking = workers, retry(attempts = 2, backoff = "1s"), fallback = refused)]
    fn called(second: &Flaky, asked: &usize) -> Result<usize, Refused> {
        second.call().map(|calls| calls + asked)
    }
}

#[tokio::test(start_paused = true)]
async fn nodes_elsewhere_are_tried_again() {
    let paused = Paused::new();
    let diary = Arc::new(Diary::new());
    for (fails, called) in [((0, 0), 2), ((2, 1), 5), ((1, 9), 102)] {
        let (first, second) = (Arc::new(Flaky::new(&diary, fails.0)), Arc::new(Flaky::new(&diary, fails.1)));
        let input =
            again::Input { workers: paused.handle.clone(), first: Arc::clone(&first), second: Arc::clone(&second) };
        assert_eq!(again::Pipeline::run(input).await.unwrap().called, called);
        assert_eq!((first.calls(), second.calls()), (fails.0 + 1, (fails.1 + 1).min(2)));
    }
    let (first, second) = (Arc::new(Flaky::new(&diary, 9)), Arc::new(Flaky::new(&diary, 0)));
    let input = again::Input { workers: paused.handle.clone(), first: Arc::clone(&first), second };
    assert_eq!(again::Pipeline::run(input).await.expect_err("refused").node(), "asked");
    assert_eq!(first.calls(), 3);
}

// tasks (each number, spawn, retry, limit)
// functions (each number, blocking, retry, limit)
#[dag]
mod limited {
    use super::*;

    #[input]
    pub struct Input {
        pub workers: Handle,
        pub permits: Arc<Semaphore>,
        pub gauge: Arc<Gauge>,
        pub numbers: Vec<u32>,
        pub failed: Arc<Mutex<Vec<u32>>>,
    }

    fn once(failed: &Mutex<Vec<u32>>, number: u32) -> Result<u32, u32> {
        let mut failed = failed.lock().unwrap();
        if failed.contains(&number) {
            return Ok(number);
        }
        failed.push(number);
        Err(number)
    }

    #[node(spawn = workers, retry(attempts = 2, backoff = "0ms"), limit = permits)]
    async fn tasks(#[each(numbers)] number: &u32, gauge: &Gauge, failed: &Mutex<Vec<u32>>) -> Result<u32, u32> {
        let _inside = gauge.enter();
        yields(3).await;
        once(failed, *number)
    }
    #[node(blocking = workers, retry(attempts = 2, backoff = "0ms"), limit = permits)]
    fn functions(#[each(numbers)] number: &u32, gauge: &Gauge, failed: &Mutex<Vec<u32>>) -> Result<u32, u32> {
        let _inside = gauge.enter();
        once(failed, number + 100).map(|_| number * 2)
    }
}

#[test]
fn elements_elsewhere_are_limited_and_tried_again() {
    let workers = Workers::new();
    on_both_flavours(async || {
        let gauge = Arc::<Gauge>::default();
        let input = limited::Input {
            workers: workers.handle(),
            permits: Arc::new(Semaphore::new(2)),
            gauge: Arc::clone(&gauge),
            numbers: (0..20).collect(),
            failed: Arc::default(),
        };
        let output = limited::Pipeline::run(input).await.unwrap();
        assert_eq!(output.tasks, (0..20).collect::<Vec<_>>());
        assert_eq!(output.functions, (0..20).map(|number| number * 2).collect::<Vec<_>>());
        assert!(gauge.most() <= 2);
        assert_eq!(gauge.total(), 80);
    });
}

// wanted ┄→ task (spawn)
//        ┄→ function (blocking)
#[dag]
mod conditional {
    use super::*;

    #[input]
    pub struct Input {
        pub workers: Handle,
        pub wanted: bool,
    }

    #[node(spawn = workers, when = wanted)]
    async fn task() -> String {
        place()
    }
    #[node(blocking = workers, when = wanted)]
    fn function() -> String {
        place()
    }
    async fn both(task: Option<&String>, function: Option<&String>) -> String {
        format!("{task:?} {function:?}")
    }
}

#[test]
fn a_node_that_is_skipped_does_not_look_at_its_runtime() {
    let workers = Workers::new();
    on_both_flavours(async || {
        let run = |workers, wanted| conditional::Pipeline::run(conditional::Input { workers, wanted });
        let both = r#"Some("elsewhere") Some("elsewhere")"#;
        assert_eq!(run(workers.handle(), true).await.both, both);
        assert_eq!(run(Workers::gone(), false).await.both, "None None");
    });
}
