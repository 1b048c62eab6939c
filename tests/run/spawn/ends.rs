//! The ends of tasks, when the run ends.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use dagwright::dag;
use futures::FutureExt;
use tokio::runtime::Handle;
use tokio::sync::Notify;

use crate::support::{Item, Ledger, on_both_flavours, yields};

#[derive(Debug)]
pub struct Broken;

/// The end of a run.
#[derive(Clone, Copy, PartialEq)]
pub enum End {
    Fails,
    FailsSpawned,
    Panics,
    PanicsSpawned,
    Never,
}

// kept (spawn) ─→ endless (spawn)         once `endless` and `slow` are under way, the run ends in one of several ways
// slow ───────────────────────────
// here
// there (spawn)
#[dag]
mod ending {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
        pub end: End,
        pub under_way: Arc<Notify>,
    }

    #[node(spawn)]
    async fn kept(ledger: &Arc<Ledger>) -> Item {
        Item::make(ledger, "kept's body", 1, "kept").await
    }
    #[node(spawn)]
    async fn endless(kept: &Item, ledger: &Arc<Ledger>, under_way: &Notify) {
        let _ = kept;
        let _body = Item::new(ledger, "endless's body");
        under_way.notify_waiters();
        under_way.notify_one();
        std::future::pending::<()>().await;
    }
    async fn slow(ledger: &Arc<Ledger>) {
        let _body = Item::new(ledger, "slow's body");
        std::future::pending::<()>().await;
    }
    async fn here(end: End, under_way: &Notify) -> Result<(), Broken> {
        if matches!(end, End::Fails | End::Panics) {
            under_way.notified().await;
            assert!(end != End::Panics, "in the caller's task");
            return Err(Broken);
        }
        Ok(())
    }
    #[node(spawn)]
    async fn there(end: End, under_way: &Notify) -> Result<(), Broken> {
        if matches!(end, End::FailsSpawned | End::PanicsSpawned) {
            under_way.notified().await;
            assert!(end != End::PanicsSpawned, "in a task");
            return Err(Broken);
        }
        Ok(())
    }
}

/// A run, its ledger, and the signal that it is under way.
fn start(end: End) -> (impl Future<Output = Result<ending::Output, ending::Error>>, Arc<Ledger>, Arc<Notify>) {
    let (ledger, under_way) = (Arc::<Ledger>::default(), Arc::<Notify>::default());
    let input = ending::Input { ledger: Arc::clone(&ledger), end, under_way: Arc::clone(&under_way) };
    (ending::Pipeline::run(input), ledger, under_way)
}

/// Sees everything dropped, each thing once, and no task left.
async fn assert_over(ledger: &Arc<Ledger>) {
    ledger.left_with([]).await;
    assert_eq!(ledger.made(), ["endless's body", "kept", "kept's body", "slow's body"]);
    ledger.assert_settled();
    while Handle::current().metrics().num_alive_tasks() > 0 {
        tokio::task::yield_now().await;
    }
}

#[test]
fn a_failure_aborts_what_is_spawned() {
    for (end, node) in [(End::Fails, "here"), (End::FailsSpawned, "there")] {
        on_both_flavours(async || {
            let (run, ledger, _) = start(end);
            assert_eq!(run.await.expect_err("it fails").node(), node);
            assert_over(&ledger).await;
        });
    }
}

#[test]
fn dropping_the_run_aborts_what_is_spawned() {
    on_both_flavours(async || {
        let (run, ledger, under_way) = start(End::Never);
        let mut run = Box::pin(run);
        tokio::select! {
            _ = &mut run => unreachable!("it never ends"),
            () = under_way.notified() => {}
        }
        drop(run);
        assert_over(&ledger).await;
    });
}

#[test]
fn aborting_the_task_of_a_run_aborts_what_it_spawned() {
    on_both_flavours(async || {
        let (run, ledger, under_way) = start(End::Never);
        let task = tokio::spawn(run);
        under_way.notified().await;
        task.abort();
        assert!(task.await.expect_err("it is aborted").is_cancelled());
        assert_over(&ledger).await;
    });
}

#[test]
fn a_panic_reaches_the_caller_and_aborts_what_is_spawned() {
    for (end, message) in [(End::Panics, "in the caller's task"), (End::PanicsSpawned, "in a task")] {
        on_both_flavours(async || {
            let (run, ledger, _) = start(end);
            let panic = AssertUnwindSafe(run).catch_unwind().await.expect_err("a panic");
            assert_eq!(panic.downcast_ref::<&'static str>(), Some(&message));
            assert_over(&ledger).await;
        });
    }
}

// a (spawn) ─┬→ c (spawn, endless)         c is aborted because d fails
//            └→ d (spawn, fails)
// b (spawn) ─┘
#[dag]
mod woven {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
        pub under_way: Notify,
    }

    #[node(spawn)]
    async fn a(ledger: &Arc<Ledger>) -> Item {
        Item::make(ledger, "a's body", 1, "a").await
    }
    #[node(spawn)]
    async fn b(ledger: &Arc<Ledger>) -> Item {
        Item::make(ledger, "b's body", 2, "b").await
    }
    #[node(spawn)]
    async fn c(_a: &Item, ledger: &Arc<Ledger>, under_way: &Notify) -> Item {
        let _body = Item::new(ledger, "c's body");
        under_way.notify_one();
        std::future::pending().await
    }
    #[node(spawn)]
    async fn d(_a: &Item, b: Item, ledger: &Arc<Ledger>, under_way: &Notify) -> Result<Item, Broken> {
        let _bodies = (b, Item::new(ledger, "d's body"));
        under_way.notified().await;
        yields(1).await;
        Err(Broken)
    }
}

#[test]
fn a_failure_in_a_woven_graph_aborts_what_is_spawned() {
    on_both_flavours(async || {
        let ledger = Arc::<Ledger>::default();
        let input = woven::Input { ledger: Arc::clone(&ledger), under_way: Notify::new() };
        assert_eq!(woven::Pipeline::run(input).await.expect_err("d fails").node(), "d");
        ledger.left_with([]).await;
        assert_eq!(ledger.made(), ["a", "a's body", "b", "b's body", "c's body", "d's body"]);
        ledger.assert_settled();
    });
}

// a (spawn) ─┬→ b (spawn)
//            └→ c
#[dag]
mod finished {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
    }

    #[node(spawn)]
    async fn a(ledger: &Arc<Ledger>) -> Item {
        Item::make(ledger, "a's body", 1, "a").await
    }
    #[node(spawn)]
    async fn b(a: &Item, ledger: &Arc<Ledger>) -> Item {
        let _ = a;
        Item::make(ledger, "b's body", 1, "b").await
    }
    async fn c(a: &Item, ledger: &Arc<Ledger>) -> Item {
        let _ = a;
        Item::make(ledger, "c's body", 3, "c").await
    }
}

#[test]
fn at_the_end_of_a_run_with_tasks_only_the_output_lives() {
    on_both_flavours(async || {
        let ledger = Arc::<Ledger>::default();
        let output = finished::Pipeline::run(finished::Input { ledger: Arc::clone(&ledger) }).await;
        assert_eq!(ledger.live(), ["b", "c"]);
        drop(output);
        ledger.assert_settled();
        assert_eq!(Arc::strong_count(&ledger), 1);
    });
}
