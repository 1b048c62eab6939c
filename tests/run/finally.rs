//! Nodes that run when everything else of a run is over.

mod errors;
mod options;
mod shapes;
mod values;

use std::sync::Arc;

use dagwright::dag;

use crate::support::{Item, Ledger, Log, poll_once};

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Refused;

/// The outcome of a node, of which some are told to fail.
fn unless<T>(node: &str, failing: &[&str], value: T) -> Result<T, Refused> {
    if failing.contains(&node) { Err(Refused) } else { Ok(value) }
}

// user ─→ cart         clear (finally) looks at all of them
// slow
#[dag]
mod shop {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub failing: &'a [&'a str],
        pub seen: &'a std::sync::Mutex<String>,
    }

    #[node(finally)]
    async fn clear(
        user: Option<&str>,
        cart: Option<&u32>,
        slow: Option<&u8>,
        failure: Option<&Error>,
        seen: &std::sync::Mutex<String>,
        log: &Log,
        failing: &[&str],
    ) -> Result<(), Refused> {
        let failed = failure.map(Error::node);
        *seen.lock().unwrap() = format!("{user:?} {cart:?} {slow:?} {failed:?}");
        log.work("clear", 10, unless("clear", failing, ())).await
    }
    async fn user(log: &Log, failing: &[&str]) -> Result<String, Refused> {
        log.work("user", 10, unless("user", failing, "Ada".to_owned())).await
    }
    async fn cart(user: &str, log: &Log, failing: &[&str]) -> Result<u32, Refused> {
        log.work("cart", 10, unless("cart", failing, user.len() as u32)).await
    }
    async fn slow(log: &Log) -> u8 {
        log.work("slow", 50, 7).await
    }
}

/// The node that the run failed with, what `clear` saw, and the log.
async fn shopped(failing: &[&str]) -> (Option<&'static str>, String, Log) {
    let (log, seen) = (Log::new(), std::sync::Mutex::default());
    let outcome = shop::Pipeline::run(shop::Input { log: &log, failing, seen: &seen }).await;
    if let Ok(output) = &outcome {
        assert_eq!((output.cart, output.slow), (3, 7));
    }
    (outcome.err().map(|error| error.node()), seen.into_inner().unwrap(), log)
}

#[tokio::test(start_paused = true)]
async fn it_runs_after_a_success_and_sees_what_the_nodes_gave() {
    let (failed, seen, log) = shopped(&[]).await;
    assert_eq!((failed, seen.as_str()), (None, r#"Some("Ada") Some(3) Some(7) None"#));
    log.assert_earliest("user, cart: user, slow, clear: cart slow");
}

#[tokio::test(start_paused = true)]
async fn it_runs_after_a_failure_and_sees_what_was_there_by_then() {
    let (failed, seen, log) = shopped(&["cart"]).await;
    assert_eq!((failed, seen.as_str()), (Some("cart"), r#"Some("Ada") None None Some("cart")"#));
    assert_eq!((log.start_of("clear"), log.ends()), (20, vec!["user", "cart", "clear"]));
    let (failed, seen, log) = shopped(&["user"]).await;
    assert_eq!((failed, seen.as_str()), (Some("user"), r#"None None None Some("user")"#));
    assert_eq!(log.ends(), ["user", "clear"]);
}

#[tokio::test(start_paused = true)]
async fn its_own_failure_is_reported_if_there_is_no_other() {
    let (failed, seen, _) = shopped(&["clear"]).await;
    assert_eq!((failed, seen.as_str()), (Some("clear"), r#"Some("Ada") Some(3) Some(7) None"#));
    let (failed, seen, log) = shopped(&["cart", "clear"]).await;
    assert_eq!((failed, seen.as_str()), (Some("cart"), r#"Some("Ada") None None Some("cart")"#));
    assert_eq!(log.ends(), ["user", "cart", "clear"]);
}

#[tokio::test(start_paused = true)]
async fn it_does_not_run_when_the_future_is_dropped() {
    let (log, seen) = (Log::new(), std::sync::Mutex::default());
    let mut run = Box::pin(shop::Pipeline::run(shop::Input { log: &log, failing: &[], seen: &seen }));
    assert!(poll_once(run.as_mut()).is_pending());
    drop(run);
    assert_eq!(log.starts(), ["user", "slow"]);
}

#[tokio::test(start_paused = true)]
async fn it_ends_with_the_future_when_that_is_dropped_meanwhile() {
    let (log, seen) = (Log::new(), std::sync::Mutex::default());
    let run = shop::Pipeline::run(shop::Input { log: &log, failing: &["user"], seen: &seen });
    let late = tokio::time::timeout(std::time::Duration::from_millis(15), run).await;
    assert!(late.is_err());
    assert_eq!((log.starts(), log.ends()), (vec!["user", "slow", "clear"], vec!["user"]));
}

// broken (panics)      clear (finally)
#[dag]
mod panicking {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn broken() -> Result<u32, Refused> {
        panic!("on purpose")
    }
    #[node(finally)]
    async fn clear(log: &Log) {
        log.work("clear", 0, ()).await
    }
}

#[tokio::test(start_paused = true)]
async fn it_does_not_run_after_a_panic() {
    let log = Log::new();
    let run = std::panic::AssertUnwindSafe(panicking::Pipeline::run(panicking::Input { log: &log }));
    let caught = futures::FutureExt::catch_unwind(run).await;
    assert!(caught.is_err() && log.starts().is_empty());
}

// kept (looked at), left (not looked at) ─→ fails      clear (finally)
#[dag]
mod drops {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
        pub fails: bool,
    }

    async fn kept(ledger: &Arc<Ledger>) -> Item {
        Item::make(ledger, "kept's body", 1, "kept").await
    }
    async fn left(ledger: &Arc<Ledger>) -> Item {
        Item::make(ledger, "left's body", 1, "left").await
    }
    async fn failing(_kept: &Item, _left: &Item, fails: bool) -> Result<u32, Refused> {
        if fails { Err(Refused) } else { Ok(1) }
    }
    async fn endless(ledger: &Arc<Ledger>, fails: bool) -> Item {
        let turns = if fails { usize::MAX } else { 0 };
        Item::make(ledger, "endless' body", turns, "endless").await
    }
    #[node(finally)]
    async fn clear(kept: Option<&Item>, ledger: &Arc<Ledger>, fails: bool) {
        assert!(kept.is_some_and(|kept| kept.is("kept")));
        // The output has `endless` in hand.
        let live = if fails { vec!["kept"] } else { vec!["endless", "kept"] };
        assert_eq!(ledger.live(), live);
    }
}

#[tokio::test]
async fn what_it_looks_at_is_there_and_everything_else_has_ended() {
    for fails in [false, true] {
        let ledger = Arc::new(Ledger::default());
        let outcome = drops::Pipeline::run(drops::Input { ledger: Arc::clone(&ledger), fails }).await;
        assert_eq!(outcome.is_err(), fails);
        drop(outcome);
        ledger.assert_settled();
    }
}
