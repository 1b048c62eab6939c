//! Work on other threads, on both of tokio's flavours.
#![cfg(feature = "tokio")]

mod support;

use std::any::Any;
use std::future::pending;
use std::panic::{AssertUnwindSafe, panic_any};
use std::pin::pin;
use std::sync::{Arc, Barrier, mpsc};

use dag_runtime::{blocking, spawn, unshare};
use futures::FutureExt;
use futures::future::{join, join_all};
use support::{Alive, Log, poll_once};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;

fn current_thread() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

fn two_workers() -> Runtime {
    Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

fn on_both_flavours<F: Future>(test: impl Fn() -> F) {
    current_thread().block_on(test());
    two_workers().block_on(test());
}

async fn panic_of(work: impl Future) -> Box<dyn Any + Send> {
    let Err(panic) = AssertUnwindSafe(work).catch_unwind().await else { panic!("it did not panic") };
    panic
}

#[test]
fn what_is_never_polled_is_never_begun() {
    on_both_flavours(|| async {
        let (log, alive) = (Log::default(), Alive::default());
        let (value, other) = (alive.value(), alive.value());
        let task = {
            let log = log.clone();
            spawn("x", async move {
                let _value = value;
                log.note("task");
            })
        };
        let function = {
            let log = log.clone();
            blocking("x", move || {
                let _value = other;
                log.note("function");
            })
        };
        drop((task, function));
        assert_eq!((alive.count(), log.events()), (0, vec![]));
    });
}

// task → the caller, who waits not for it but for its message
#[test]
fn a_task_goes_on_though_its_caller_is_not_polled() {
    on_both_flavours(|| async {
        let (sender, receiver) = oneshot::channel();
        let mut task = pin!(spawn("x", async move {
            tokio::task::yield_now().await;
            sender.send("sent").unwrap();
            7
        }));
        assert!(poll_once(task.as_mut()).is_pending());
        assert_eq!(receiver.await.unwrap(), "sent");
        assert_eq!(task.await, 7);
    });
}

#[test]
fn a_task_is_aborted_when_its_caller_is_dropped() {
    on_both_flavours(|| async {
        let alive = Alive::default();
        let (started, start) = oneshot::channel();
        let (held, end) = oneshot::channel::<()>();
        let value = alive.value();
        let mut task = Box::pin(spawn("x", async move {
            let _held = (held, value);
            started.send(()).unwrap();
            pending::<()>().await
        }));
        assert!(poll_once(task.as_mut()).is_pending());
        start.await.unwrap();
        assert_eq!(alive.count(), 1);
        drop(task);
        assert!(end.await.is_err());
    });
}

#[test]
fn a_panic_reaches_the_caller_as_it_is() {
    on_both_flavours(|| async {
        let of_task = panic_of(spawn("x", async { panic_any(41_u8) })).await;
        let of_function = panic_of(blocking("x", || panic_any(42_u8))).await;
        assert_eq!((of_task.downcast_ref(), of_function.downcast_ref()), (Some(&41_u8), Some(&42_u8)));
    });
}

#[test]
fn what_a_task_or_function_shared_is_let_go_before_its_value_is_there() {
    on_both_flavours(|| async {
        for _ in 0..500 {
            let shared = Arc::new(String::from("cart"));
            let (task, function) = (shared.clone(), shared.clone());
            let lengths = join(spawn("x", async move { task.len() }), blocking("x", move || function.len())).await;
            assert_eq!((lengths, unshare(shared).len()), ((4, 4), 4));
        }
    });
}

// function | answer: the function blocks its thread until the answer is there
#[test]
fn awaits_go_on_while_a_function_blocks() {
    on_both_flavours(|| async {
        let (sender, receiver) = mpsc::channel();
        let function = blocking("x", move || receiver.recv().unwrap());
        let answer = async {
            tokio::task::yield_now().await;
            sender.send(42).unwrap();
        };
        assert_eq!(join(function, answer).await, (42, ()));
    });
}

// 0 | 1 | … | 19, each blocking until all are there
#[test]
fn twenty_functions_block_at_once() {
    on_both_flavours(|| async {
        let barrier = Arc::new(Barrier::new(20));
        let functions = (0..20).map(|_| {
            let barrier = barrier.clone();
            blocking("x", move || barrier.wait())
        });
        assert_eq!(join_all(functions).await.len(), 20);
    });
}

// first, second, third on one thread: the second is dropped while it waits for the first
#[test]
fn a_function_that_has_not_begun_is_not_called_after_its_caller_is_dropped() {
    let runtime = Builder::new_current_thread().max_blocking_threads(1).build().unwrap();
    runtime.block_on(async {
        let (log, alive) = (Log::default(), Alive::default());
        let (release, released) = mpsc::channel::<()>();
        let mut first = pin!(blocking("x", move || released.recv().unwrap()));
        assert!(poll_once(first.as_mut()).is_pending());
        let (note, value) = (log.clone(), alive.value());
        let mut second = Box::pin(blocking("x", move || {
            let _value = value;
            note.note("second");
        }));
        assert!(poll_once(second.as_mut()).is_pending());
        drop(second);
        release.send(()).unwrap();
        first.await;
        let note = log.clone();
        blocking("x", move || note.note("third")).await;
        assert_eq!((log.events(), alive.count()), (vec!["third".to_owned()], 0));
    });
}

#[test]
fn a_function_under_way_goes_on_to_its_end_and_its_value_is_dropped() {
    on_both_flavours(|| async {
        let (started, start) = oneshot::channel();
        let (release, released) = mpsc::channel::<()>();
        let (held, end) = oneshot::channel::<()>();
        let log = Log::default();
        let note = log.clone();
        let mut function = Box::pin(blocking("x", move || {
            started.send(()).unwrap();
            released.recv().unwrap();
            note.note("end");
            held
        }));
        assert!(poll_once(function.as_mut()).is_pending());
        start.await.unwrap();
        drop(function);
        assert_eq!(log.events(), Vec::<String>::new());
        release.send(()).unwrap();
        assert!(end.await.is_err());
        assert_eq!(log.events(), ["end"]);
    });
}

#[test]
#[should_panic = "the tokio runtime shut down while node `x` was under way"]
fn a_runtime_that_shuts_down_is_named_in_the_panic() {
    let runtime = current_thread();
    let mut task = pin!(spawn("x", pending::<()>()));
    {
        let _inside = runtime.enter();
        assert!(poll_once(task.as_mut()).is_pending());
    }
    drop(runtime);
    let _ = poll_once(task.as_mut());
}
