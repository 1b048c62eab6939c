//! The first failure ends the run.

use std::sync::Arc;

use dagwright::dag;
use futures::executor::block_on;

use crate::support::{Item, Ledger, Log, poll_once, yields};

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Broken;

// a ──────→ c
// b (fails) → d
#[dag]
mod beside {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn a(log: &Log) -> u32 {
        log.work("a", 100, 1).await
    }
    async fn b(log: &Log) -> Result<u32, Broken> {
        log.work("b", 30, Err(Broken)).await
    }
    async fn c(a: u32, log: &Log) -> u32 {
        log.work("c", 10, a).await
    }
    async fn d(b: u32, log: &Log) -> u32 {
        log.work("d", 10, b).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_failure_ends_the_run_at_once() {
    let log = Log::new();
    let error = beside::Pipeline::run(beside::Input { log: &log }).await.err();
    assert!(matches!(error, Some(beside::Error::B(Broken))));
    assert_eq!(log.starts(), ["a", "b"]);
    assert_eq!(log.ends(), ["b"]);
    assert_eq!(log.makespan(), 30);
}

// kept → fails
// slow
#[dag]
mod drops {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
    }

    async fn kept(ledger: &Arc<Ledger>) -> Item {
        Item::make(ledger, "kept's body", 1, "kept").await
    }
    async fn fails(kept: &Item, ledger: &Arc<Ledger>) -> Result<u32, Broken> {
        let _ = kept;
        let _body = Item::new(ledger, "fails' body");
        yields(1).await;
        Err(Broken)
    }
    async fn slow(ledger: &Arc<Ledger>) -> Item {
        Item::make(ledger, "slow's body", 9, "slow").await
    }
}

#[test]
fn everything_else_is_dropped_before_the_caller_sees_the_error() {
    let ledger = Arc::<Ledger>::default();
    let input = drops::Input { ledger: Arc::clone(&ledger) };
    let mut run = Box::pin(drops::Pipeline::run(input));
    assert!(poll_once(run.as_mut()).is_pending());
    assert!(poll_once(run.as_mut()).is_pending());
    assert_eq!(ledger.live(), ["fails' body", "kept", "slow's body"]);
    let failed = poll_once(run.as_mut());
    assert!(matches!(failed, std::task::Poll::Ready(Err(drops::Error::Fails(Broken)))));
    assert_eq!(ledger.live(), [""; 0], "the future of the run is still there");
    assert_eq!(Arc::strong_count(&ledger), 1, "so is its input");
    ledger.assert_settled();
}

// z           all of them fail, at the same instant; declared: z, y, x
// y
// x
#[dag]
mod together {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn z(log: &Log) -> u32 {
        log.work("z", 10, 1).await
    }
    async fn y(log: &Log) -> Result<u32, Broken> {
        log.work("y", 10, Err(Broken)).await
    }
    async fn x(log: &Log) -> Result<u32, Broken> {
        log.work("x", 10, Err(Broken)).await
    }
}

#[tokio::test(start_paused = true)]
async fn of_several_failures_in_one_wake_up_the_first_declared_is_reported() {
    let log = Log::new();
    let error = together::Pipeline::run(together::Input { log: &log }).await.err();
    assert_eq!(error.unwrap().node(), "y");
}

// late_root → late (fails)          both fail at the same instant; `late` hangs on the root that
// early_root → early (fails)        is declared, and polled, first, and is itself declared last
#[dag]
mod crossed {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn late_root(log: &Log) -> u32 {
        log.work("late_root", 10, 1).await
    }
    async fn early_root(log: &Log) -> u32 {
        log.work("early_root", 20, 1).await
    }
    async fn early(early_root: u32, log: &Log) -> Result<u32, Broken> {
        log.work("early", u64::from(early_root) * 10, Err(Broken)).await
    }
    async fn late(late_root: u32, log: &Log) -> Result<u32, Broken> {
        log.work("late", u64::from(late_root) * 20, Err(Broken)).await
    }
}

#[tokio::test(start_paused = true)]
async fn the_first_declared_failure_is_reported_even_when_another_is_seen_first() {
    let log = Log::new();
    let error = crossed::Pipeline::run(crossed::Input { log: &log }).await.err();
    assert_eq!(log.ends(), ["late_root", "early_root", "late", "early"]);
    assert_eq!(error.unwrap().node(), "early");
}

// a ─┬→ c (fails)         c and d fail at the same instant, d is declared before c;
//    └→ d (fails)         the graph is woven
// b ─┘
#[dag]
mod woven {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn d(a: &u32, b: &u32, log: &Log) -> Result<u32, Broken> {
        log.work("d", u64::from(a + b), Err(Broken)).await
    }
    async fn c(a: &u32, log: &Log) -> Result<u32, Broken> {
        log.work("c", u64::from(a * 12), Err(Broken)).await
    }
    async fn a(log: &Log) -> u32 {
        log.work("a", 10, 1).await
    }
    async fn b(log: &Log) -> u32 {
        log.work("b", 20, 1).await
    }
}

#[tokio::test(start_paused = true)]
async fn the_first_declared_failure_is_reported_in_a_woven_graph() {
    let log = Log::new();
    let error = woven::Pipeline::run(woven::Input { log: &log }).await.err();
    assert_eq!(log.makespan(), 22);
    assert_eq!(log.start_of("d"), 20);
    assert_eq!(log.start_of("c"), 10);
    assert_eq!(error.unwrap().node(), "d");
}

// a (fails)         neither waits: b, declared later, is not even started
// b (fails)
#[dag]
mod at_once {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn a(log: &Log) -> Result<u32, Broken> {
        log.work("a", 0, Err(Broken)).await
    }
    async fn b(log: &Log) -> Result<u32, Broken> {
        log.work("b", 0, Err(Broken)).await
    }
}

#[test]
fn after_a_failure_at_the_first_poll_nothing_more_is_started() {
    let log = Log::new();
    let error = block_on(at_once::Pipeline::run(at_once::Input { log: &log })).err();
    assert_eq!(error.unwrap().node(), "a");
    assert_eq!(log.starts(), ["a"]);
}

// a → checked (inline, fails) → c
// b
#[dag]
mod inline {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn a(log: &Log) -> u32 {
        log.work("a", 10, 1).await
    }
    #[node]
    fn checked(a: u32, log: &Log) -> Result<u32, Broken> {
        log.inline("checked", a.checked_sub(2).ok_or(Broken))
    }
    async fn c(checked: u32, log: &Log) -> u32 {
        log.work("c", 10, checked).await
    }
    async fn b(log: &Log) -> u32 {
        log.work("b", 50, 1).await
    }
}

#[tokio::test(start_paused = true)]
async fn an_inline_node_may_fail() {
    let log = Log::new();
    let error = inline::Pipeline::run(inline::Input { log: &log }).await.err();
    assert_eq!(error.unwrap().node(), "checked");
    assert_eq!(log.starts(), ["a", "b", "checked"]);
    assert_eq!(log.makespan(), 10);
}

// z ──→ p        p and q fail when they are started, in one wake-up: x ends and lets p start, y ends and lets q
//     ↗
// x ─┼→ r
//     ↘
// y ──→ q
#[dag]
mod as_started {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn z(log: &Log) -> u32 {
        log.work("z", 10, 1).await
    }
    async fn x(log: &Log) -> u32 {
        log.work("x", 20, 1).await
    }
    async fn y(log: &Log) -> u32 {
        log.work("y", 20, 1).await
    }
    async fn p(_z: &u32, _x: &u32, log: &Log) -> Result<u32, Broken> {
        log.work("p", 0, Err(Broken)).await
    }
    async fn r(_x: &u32, log: &Log) -> u32 {
        log.work("r", 10, 1).await
    }
    async fn q(_x: &u32, _y: &u32, log: &Log) -> Result<u32, Broken> {
        log.work("q", 0, Err(Broken)).await
    }
}

#[tokio::test(start_paused = true)]
async fn of_two_nodes_that_fail_as_soon_as_they_start_the_first_declared_is_reported() {
    let log = Log::new();
    let error = as_started::Pipeline::run(as_started::Input { log: &log }).await.err();
    assert_eq!(error.unwrap().node(), "p");
    assert_eq!(log.starts(), ["z", "x", "y", "p", "q"]);
}

// audit (always, fails)
// page (output)
#[dag]
mod always {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    #[output]
    pub struct Output {
        pub page: u32,
    }

    #[node(always)]
    async fn audit(log: &Log) -> Result<(), Broken> {
        log.work("audit", 10, Err(Broken)).await
    }
    async fn page(log: &Log) -> u32 {
        log.work("page", 20, 1).await
    }
}

#[tokio::test(start_paused = true)]
async fn the_failure_of_a_node_that_always_runs_ends_the_run() {
    let log = Log::new();
    let error = always::Pipeline::run(always::Input { log: &log }).await.err();
    assert_eq!(error.unwrap().node(), "audit");
    assert_eq!(log.makespan(), 10);
}
