//! Work on executors that are named: another runtime, a pool of rayon's.
#![cfg(any(feature = "tokio", feature = "rayon"))]

mod support;

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};
use std::sync::{Arc, mpsc};
use std::thread;

use dag_runtime::{BlockingExecutor, blocking_on, blocking_pool, unshare};
use futures::executor::block_on;
use support::{Alive, Log, poll_once};

fn panic_of<T>(work: impl Future<Output = T>) -> Box<dyn Any + Send> {
    let Err(panic) = catch_unwind(AssertUnwindSafe(|| block_on(work))) else { panic!("it did not panic") };
    panic
}

/// Does the same with every kind of executor of one thread, whose name is `elsewhere`.
macro_rules! on_all {
    ($check:expr) => {{
        #[cfg(feature = "tokio")]
        {
            let runtime = other_runtime();
            $check(runtime.handle());
            $check(&Arc::new(runtime.handle()));
        }
        #[cfg(feature = "rayon")]
        {
            let builder = rayon_core::ThreadPoolBuilder::new().num_threads(1);
            let pool = builder.thread_name(|_| "elsewhere".into()).build().unwrap();
            $check(&pool);
            $check(&Arc::new(pool));
        }
    }};
}

#[cfg(feature = "tokio")]
fn other_runtime() -> tokio::runtime::Runtime {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder.worker_threads(1).max_blocking_threads(1).thread_name("elsewhere").enable_all().build().unwrap()
}

#[test]
fn a_function_is_called_elsewhere_and_its_caller_needs_no_runtime() {
    fn check(executor: &impl BlockingExecutor) {
        let name = blocking_on("x", blocking_pool(executor), || thread::current().name().map(String::from));
        assert_eq!(block_on(name).as_deref(), Some("elsewhere"));
    }
    on_all!(check);
}

#[test]
fn a_function_that_is_never_polled_is_never_called() {
    fn check(executor: &impl BlockingExecutor) {
        let (log, alive) = (Log::default(), Alive::default());
        let (note, value) = (log.clone(), alive.value());
        drop(blocking_on("x", blocking_pool(executor), move || {
            let _value = value;
            note.note("called");
        }));
        block_on(blocking_on("y", blocking_pool(executor), || ()));
        assert_eq!((alive.count(), log.events()), (0, vec![]));
    }
    on_all!(check);
}

#[test]
fn a_panic_reaches_the_caller_as_it_is() {
    fn check(executor: &impl BlockingExecutor) {
        let panic = panic_of(blocking_on("x", blocking_pool(executor), || panic_any(42_u8)));
        assert_eq!(panic.downcast_ref(), Some(&42_u8));
        assert_eq!(block_on(blocking_on("y", blocking_pool(executor), || 7)), 7);
    }
    on_all!(check);
}

#[test]
fn what_a_function_shared_is_let_go_before_its_value_is_there() {
    fn check(executor: &impl BlockingExecutor) {
        for _ in 0..500 {
            let shared = Arc::new(String::from("cart"));
            let taken = shared.clone();
            let length = block_on(blocking_on("x", blocking_pool(executor), move || taken.len()));
            assert_eq!((length, unshare(shared).len()), (4, 4));
        }
    }
    on_all!(check);
}

// first, second, third on one thread: the second is dropped while it waits for the first
#[test]
fn a_function_that_has_not_begun_is_not_called_after_its_caller_is_dropped() {
    fn check(executor: &impl BlockingExecutor) {
        let (log, alive) = (Log::default(), Alive::default());
        let (release, released) = mpsc::channel::<()>();
        let mut first = Box::pin(blocking_on("x", blocking_pool(executor), move || released.recv().unwrap()));
        assert!(poll_once(first.as_mut()).is_pending());
        let (note, value) = (log.clone(), alive.value());
        let mut second = Box::pin(blocking_on("y", blocking_pool(executor), move || {
            let _value = value;
            note.note("second");
        }));
        assert!(poll_once(second.as_mut()).is_pending());
        drop(second);
        release.send(()).unwrap();
        block_on(first);
        let note = log.clone();
        block_on(blocking_on("z", blocking_pool(executor), move || note.note("third")));
        assert_eq!((log.events(), alive.count()), (vec!["third".to_owned()], 0));
    }
    on_all!(check);
}

#[test]
fn a_function_under_way_goes_on_to_its_end_and_its_value_is_dropped() {
    fn check(executor: &impl BlockingExecutor) {
        let alive = Alive::default();
        let value = alive.value();
        let (started, start) = mpsc::channel();
        let (release, released) = mpsc::channel::<()>();
        let mut function = Box::pin(blocking_on("x", blocking_pool(executor), move || {
            started.send(()).unwrap();
            released.recv().unwrap();
            value
        }));
        assert!(poll_once(function.as_mut()).is_pending());
        start.recv().unwrap();
        drop(function);
        assert_eq!(alive.count(), 1);
        release.send(()).unwrap();
        block_on(blocking_on("y", blocking_pool(executor), || ()));
        assert_eq!(alive.count(), 0);
    }
    on_all!(check);
}

/// Panics when it ends.
struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("at the end of a value");
    }
}

#[test]
fn a_value_that_nobody_takes_may_panic_at_its_end() {
    fn check(executor: &impl BlockingExecutor) {
        let (started, start) = mpsc::channel();
        let (release, released) = mpsc::channel::<()>();
        let mut function = Box::pin(blocking_on("x", blocking_pool(executor), move || {
            started.send(()).unwrap();
            released.recv().unwrap();
            Bomb
        }));
        assert!(poll_once(function.as_mut()).is_pending());
        start.recv().unwrap();
        drop(function);
        release.send(()).unwrap();
        assert_eq!(block_on(blocking_on("y", blocking_pool(executor), || 7)), 7);
    }
    on_all!(check);
}

#[cfg(feature = "tokio")]
mod on_another_runtime {
    use std::future::pending;

    use dag_runtime::{TaskExecutor, spawn_handle, spawn_on};
    use tokio::sync::oneshot;

    use super::*;

    fn text(panic: &(dyn Any + Send)) -> &str {
        panic.downcast_ref::<String>().expect("a text with a name in it")
    }

    #[test]
    fn a_task_runs_there_and_its_caller_needs_no_runtime() {
        fn check(executor: &impl TaskExecutor) {
            let name = spawn_on("x", spawn_handle(executor), async {
                tokio::task::yield_now().await;
                thread::current().name().map(String::from)
            });
            assert_eq!(block_on(name).as_deref(), Some("elsewhere"));
        }
        let runtime = other_runtime();
        check(runtime.handle());
        check(&Arc::new(runtime.handle()));
    }

    #[test]
    fn a_panic_of_a_task_reaches_the_caller_as_it_is() {
        let runtime = other_runtime();
        let panic = panic_of(spawn_on("x", runtime.handle(), async { panic_any(41_u8) }));
        assert_eq!(panic.downcast_ref(), Some(&41_u8));
    }

    #[test]
    fn a_task_is_aborted_when_its_caller_is_dropped() {
        let (runtime, alive) = (other_runtime(), Alive::default());
        let (started, start) = oneshot::channel();
        let (held, end) = oneshot::channel::<()>();
        let value = alive.value();
        let mut task = Box::pin(spawn_on("x", runtime.handle(), async move {
            let _held = (value, held);
            started.send(()).unwrap();
            pending::<()>().await
        }));
        assert!(poll_once(task.as_mut()).is_pending());
        block_on(start).unwrap();
        assert_eq!(alive.count(), 1);
        drop(task);
        assert!(block_on(end).is_err());
        assert_eq!(alive.count(), 0);
    }

    #[test]
    fn a_runtime_that_has_shut_down_is_told_with_the_node() {
        let runtime = other_runtime();
        let handle = runtime.handle().clone();
        drop(runtime);
        let spawned = panic_of(spawn_on("x", &handle, async {}));
        assert_eq!(text(&*spawned), "the tokio runtime that `spawn` of node `x` names has shut down");
        let called = panic_of(blocking_on("y", blocking_pool(&handle), || ()));
        assert_eq!(text(&*called), "the executor that `blocking` of node `y` names has shut down");
    }

    #[test]
    fn a_runtime_that_shuts_down_meanwhile_is_told_with_the_node() {
        let runtime = other_runtime();
        let handle = runtime.handle().clone();
        let mut task = Box::pin(spawn_on("x", &handle, pending::<()>()));
        assert!(poll_once(task.as_mut()).is_pending());
        drop(runtime);
        assert_eq!(text(&*panic_of(task)), "the tokio runtime that `spawn` of node `x` names has shut down");
    }
}
