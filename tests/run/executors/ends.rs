//! Failures, panics and the ends of runs with nodes on another runtime, and of that runtime itself.

use std::future::pending;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, mpsc};

use dagwright::dag;
use futures::FutureExt;
use futures::executor::block_on;
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tracing::{Instrument, Span, info_span};

use crate::support::{Item, Ledger, Workers, on_both_flavours, poll_once, yields};

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Broken(pub u32);

/// The error of a run, made of a node's.
#[derive(Debug, PartialEq)]
pub struct AppError(pub u32);

impl From<Broken> for AppError {
    fn from(broken: Broken) -> Self {
        Self(broken.0)
    }
}

// held (spawn, never ends)
// asked (spawn, may fail) → answered (blocking, may fail)
#[dag]
mod failing {
    use super::*;

    #[input]
    pub struct Input {
        pub workers: Handle,
        pub ledger: Arc<Ledger>,
        pub number: u32,
    }

    #[node(spawn = workers)]
    async fn held(ledger: &Arc<Ledger>, number: u32) -> u32 {
        let _body = Item::new(ledger, "held");
        if number > 1 { number } else { pending().await }
    }
    #[node(spawn = workers)]
    async fn asked(number: u32) -> Result<u32, Broken> {
        yields(1).await;
        number.checked_sub(1).ok_or(Broken(0))
    }
    #[node(blocking = workers)]
    fn answered(asked: u32) -> Result<String, Broken> {
        if asked > 0 { Ok(format!("answer {asked}")) } else { Err(Broken(1)) }
    }
}

#[test]
fn a_failure_elsewhere_ends_the_run_and_aborts_what_runs_there() {
    let workers = Workers::new();
    on_both_flavours(async || {
        for (number, failed) in [(0, "asked"), (1, "answered")] {
            let ledger = Arc::<Ledger>::default();
            let input = failing::Input { workers: workers.handle(), ledger: Arc::clone(&ledger), number };
            assert_eq!(failing::Pipeline::run(input).await.expect_err("it fails").node(), failed);
            ledger.left_with([]).await;
        }
        let input = failing::Input { workers: workers.handle(), ledger: Arc::default(), number: 2 };
        assert_eq!(failing::Pipeline::run(input).await.unwrap().answered, "answer 1");
    });
}

// loaded (spawn, may fail) ─┬→ seen (takes the result)
//                           └→ kept (blocking, takes the result)
// checked (blocking, may fail)
#[dag(error = AppError)]
mod handled {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub workers: &'a Handle,
        pub number: u32,
    }

    #[node(spawn = workers)]
    async fn loaded(number: u32) -> Result<u32, Broken> {
        if number > 5 { Ok(number) } else { Err(Broken(number)) }
    }
    async fn seen(loaded: Result<&u32, &Broken>) -> String {
        format!("{loaded:?}")
    }
    #[node(blocking = workers)]
    fn kept(loaded: Result<&u32, &Broken>) -> bool {
        loaded.is_ok()
    }
    #[node(blocking = workers)]
    fn checked(number: u32) -> Result<(), Broken> {
        if number > 0 { Ok(()) } else { Err(Broken(99)) }
    }
}

#[test]
fn a_failure_elsewhere_may_be_handled_and_becomes_the_users_error() {
    let workers = Workers::new();
    on_both_flavours(async || {
        let handle = workers.handle();
        let run = |number| handled::Pipeline::run(handled::Input { workers: &handle, number });
        let output = run(7).await.unwrap();
        assert_eq!((output.seen.as_str(), output.kept), ("Ok(7)", true));
        let output = run(3).await.unwrap();
        assert_eq!((output.seen.as_str(), output.kept), ("Err(Broken(3))", false));
        assert_eq!(run(0).await.err(), Some(AppError(99)));
    });
}

// kept → panics (spawn, or blocking)
// slow
#[dag]
mod panicking {
    use super::*;

    #[input]
    pub struct Input {
        pub workers: Handle,
        pub ledger: Arc<Ledger>,
        pub in_a_task: bool,
    }

    async fn kept(ledger: &Arc<Ledger>) -> Item {
        Item::make(ledger, "kept's body", 1, "kept").await
    }
    #[node(spawn = workers)]
    async fn panics(kept: &Item, in_a_task: bool) {
        let _ = kept;
        assert!(!in_a_task, "in a task");
    }
    #[node(blocking = workers)]
    fn panics_too(kept: &Item, in_a_task: bool) {
        let _ = kept;
        assert!(in_a_task, "in a function");
    }
    async fn slow(ledger: &Arc<Ledger>) {
        let _body = Item::new(ledger, "slow's body");
        pending::<()>().await;
    }
}

#[test]
fn a_panic_elsewhere_reaches_the_caller() {
    let workers = Workers::new();
    on_both_flavours(async || {
        for (in_a_task, text) in [(true, "in a task"), (false, "in a function")] {
            let ledger = Arc::<Ledger>::default();
            let input = panicking::Input { workers: workers.handle(), ledger: Arc::clone(&ledger), in_a_task };
            let panic = AssertUnwindSafe(panicking::Pipeline::run(input)).catch_unwind().await.expect_err("a panic");
            assert_eq!(panic.downcast_ref::<&'static str>(), Some(&text));
            ledger.left_with([]).await;
            ledger.assert_settled();
        }
    });
}

// waits (spawn)
// blocks (blocking)
#[dag]
mod dropped {
    use super::*;

    #[input]
    pub struct Input {
        pub workers: Handle,
        pub ledger: Arc<Ledger>,
        pub waiting: oneshot::Sender<()>,
        pub blocked: oneshot::Sender<()>,
        pub release: mpsc::Receiver<()>,
    }

    #[node(spawn = workers)]
    async fn waits(ledger: &Arc<Ledger>, waiting: oneshot::Sender<()>) {
        let _body = Item::new(ledger, "task");
        waiting.send(()).unwrap();
        pending::<()>().await;
    }
    #[node(blocking = workers)]
    fn blocks(ledger: &Arc<Ledger>, blocked: oneshot::Sender<()>, release: mpsc::Receiver<()>) -> Item {
        let _body = Item::new(ledger, "function");
        blocked.send(()).unwrap();
        release.recv().unwrap();
        Item::new(ledger, "value")
    }
}

#[test]
fn a_dropped_run_aborts_its_task_there_and_lets_its_function_work_on() {
    let workers = Workers::new();
    on_both_flavours(async || {
        let ledger = Arc::<Ledger>::default();
        let ((waiting, waits), (blocked, blocks)) = (oneshot::channel(), oneshot::channel());
        let (release, released) = mpsc::channel();
        let input = dropped::Input {
            workers: workers.handle(),
            ledger: Arc::clone(&ledger),
            waiting,
            blocked,
            release: released,
        };
        let mut run = Box::pin(dropped::Pipeline::run(input));
        assert!(poll_once(run.as_mut()).is_pending());
        waits.await.unwrap();
        blocks.await.unwrap();
        assert_eq!(ledger.live(), ["function", "task"]);
        drop(run);
        ledger.left_with(["function"]).await;
        release.send(()).unwrap();
        ledger.left_with([]).await;
        assert_eq!(ledger.made(), ["function", "task", "value"]);
        ledger.assert_settled();
    });
}

// first (spawn) → second (spawn)         one task, which says which span it is in
// called (blocking)
#[dag]
mod traced {
    use super::*;

    #[input]
    pub struct Input {
        pub workers: Handle,
    }

    fn current() -> Option<&'static str> {
        Span::current().metadata().map(|span| span.name())
    }

    #[node(spawn = workers)]
    async fn first() -> Option<&'static str> {
        yields(1).await;
        current()
    }
    #[node(spawn = workers)]
    async fn second(first: &Option<&'static str>) -> [Option<&'static str>; 2] {
        [*first, current()]
    }
    #[node(blocking = workers)]
    fn called() -> Option<&'static str> {
        current()
    }
}

#[test]
fn the_current_span_is_current_elsewhere() {
    let _ = tracing::subscriber::set_global_default(tracing_subscriber::registry());
    let workers = Workers::new();
    on_both_flavours(async || {
        let run = || traced::Pipeline::run(traced::Input { workers: workers.handle() });
        let output = run().instrument(info_span!("request")).await;
        assert_eq!((output.second, output.called), ([Some("request"); 2], Some("request")));
        let output = run().await;
        assert_eq!((output.second, output.called), ([None; 2], None));
    });
}

// spawned (spawn, alone or the first of a chain)
// called (blocking)
#[dag]
mod abandoned {
    use super::*;

    #[input]
    pub struct Input {
        pub workers: Handle,
    }

    #[output]
    pub struct Alone {
        pub spawned: u32,
    }

    #[output]
    pub struct Chain {
        pub next: u32,
    }

    #[output]
    pub struct Called {
        pub called: u32,
    }

    #[node(spawn = workers)]
    async fn spawned() -> u32 {
        1
    }
    #[node(spawn = workers)]
    async fn next(spawned: &u32) -> u32 {
        spawned + 1
    }
    #[node(blocking = workers)]
    fn called() -> u32 {
        2
    }
}

fn panic_text(run: impl Future) -> String {
    let Err(panic) = catch_unwind(AssertUnwindSafe(|| block_on(run))) else { panic!("the runtime is gone") };
    panic.downcast_ref::<String>().expect("a text with a name in it").clone()
}

#[test]
fn a_runtime_that_has_shut_down_is_told_with_the_node() {
    let input = || abandoned::Input { workers: Workers::gone() };
    let spawned = "the tokio runtime that `spawn` of node `spawned` names has shut down";
    assert_eq!(panic_text(abandoned::Pipeline::run_alone(input())), spawned);
    assert_eq!(panic_text(abandoned::Pipeline::run_chain(input())), spawned);
    let called = "the executor that `blocking` of node `called` names has shut down";
    assert_eq!(panic_text(abandoned::Pipeline::run_called(input())), called);
}
