//! Nodes that start only when all that can fail has succeeded.

mod elsewhere;
mod failures;
mod shapes;

use dagwright::dag;

use crate::support::Log;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Refused;

/// The outcome of a node, of which one is told to fail.
fn unless<T>(node: &str, failing: &str, value: T) -> Result<T, Refused> {
    if node == failing { Err(Refused) } else { Ok(value) }
}

// order ──┬→ pay (commit) ─→ receipt (may fail)
//         └→ total           slow, cannot fail
// stock (may fail, nobody uses it) ┄→ pay
// fraud (may fail, slow)           ┄→ pay
#[dag]
mod payment {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub failing: &'a str,
    }

    #[node(commit)]
    async fn pay(order: &str, log: &Log, failing: &str) -> Result<u32, Refused> {
        log.work("pay", 10, unless("pay", failing, order.len() as u32)).await
    }
    async fn receipt(pay: u32, log: &Log, failing: &str) -> Result<u32, Refused> {
        log.work("receipt", 10, unless("receipt", failing, pay)).await
    }
    async fn order(log: &Log, failing: &str) -> Result<String, Refused> {
        log.work("order", 20, unless("order", failing, "two".to_owned())).await
    }
    async fn total(order: &str, log: &Log) -> usize {
        log.work("total", 200, order.len()).await
    }
    async fn stock(log: &Log, failing: &str) -> Result<(), Refused> {
        log.work("stock", 30, unless("stock", failing, ())).await
    }
    async fn fraud(log: &Log, failing: &str) -> Result<(), Refused> {
        log.work("fraud", 50, unless("fraud", failing, ())).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_commit_starts_when_the_last_that_can_fail_has_succeeded_and_waits_for_nothing_else() {
    let log = Log::new();
    let output = payment::Pipeline::run(payment::Input { log: &log, failing: "" }).await.unwrap();
    assert_eq!((output.receipt, output.total), (3, 3));
    log.assert_earliest("order, total: order, stock, fraud, pay: order stock fraud, receipt: pay");
    assert_eq!(log.start_of("pay"), 50);
}

#[tokio::test(start_paused = true)]
async fn a_commit_does_not_start_in_a_run_that_fails_before() {
    for failing in ["order", "stock", "fraud"] {
        let log = Log::new();
        let failed = payment::Pipeline::run(payment::Input { log: &log, failing }).await;
        assert_eq!(failed.map(|_| ()).unwrap_err().node(), failing);
        assert!(!log.starts().contains(&"pay"), "{failing}: {:?}", log.starts());
    }
}

#[tokio::test(start_paused = true)]
async fn what_follows_a_commit_may_fail_when_it_has_happened() {
    for failing in ["pay", "receipt"] {
        let log = Log::new();
        let failed = payment::Pipeline::run(payment::Input { log: &log, failing }).await;
        assert_eq!(failed.map(|_| ()).unwrap_err().node(), failing);
        assert_eq!(log.start_of("pay"), 50);
    }
}

// Each output has the nodes that it needs: `fraud` is none of the quote's, and `stock` none of the order's.
#[dag]
mod entries {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub failing: &'a str,
    }

    #[output]
    pub struct Output {
        pub pay: u32,
        pub fraud: u32,
    }

    #[output]
    pub struct Quote {
        pub pay: u32,
        pub stock: Result<u32, Refused>,
        pub price: u32,
    }

    #[node(commit)]
    async fn pay(log: &Log) -> u32 {
        log.work("pay", 10, 1).await
    }
    async fn fraud(log: &Log, failing: &str) -> Result<u32, Refused> {
        log.work("fraud", 50, unless("fraud", failing, 2)).await
    }
    async fn stock(log: &Log, failing: &str) -> Result<u32, Refused> {
        log.work("stock", 40, unless("stock", failing, 3)).await
    }
    async fn price(log: &Log, failing: &str) -> Result<u32, Refused> {
        log.work("price", 30, unless("price", failing, 4)).await
    }
}

#[tokio::test(start_paused = true)]
async fn in_each_entry_point_a_commit_waits_for_that_ones_nodes() {
    let log = Log::new();
    entries::Pipeline::run(entries::Input { log: &log, failing: "" }).await.unwrap();
    log.assert_earliest("fraud, pay: fraud");
    let log = Log::new();
    let quote = entries::Pipeline::run_quote(entries::Input { log: &log, failing: "stock" }).await.unwrap();
    assert_eq!((quote.pay, quote.stock, quote.price), (1, Err(Refused), 4));
    log.assert_earliest("stock, price, pay: price");
}

// flag ─→ pay (commit, when = flag); check (may fail, when = flag); other (may fail)
#[dag]
mod conditional {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub paid: bool,
        pub checked: bool,
    }

    #[node(commit, when = paid)]
    async fn pay(log: &Log) -> u32 {
        log.work("pay", 10, 1).await
    }
    #[node(when = is_checked)]
    async fn check(log: &Log) -> Result<u32, Refused> {
        log.work("check", 50, Ok(2)).await
    }
    async fn is_checked(log: &Log, checked: bool) -> bool {
        log.work("is_checked", 20, checked).await
    }
    async fn other(log: &Log) -> Result<u32, Refused> {
        log.work("other", 10, Ok(3)).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_node_that_is_skipped_holds_no_commit_back_and_a_commit_may_be_skipped() {
    let run = async |paid, checked| {
        let log = Log::new();
        let output = conditional::Pipeline::run(conditional::Input { log: &log, paid, checked }).await.unwrap();
        assert_eq!((output.pay, output.check, output.other), (paid.then_some(1), checked.then_some(2), 3));
        log
    };
    run(true, true).await.assert_earliest("is_checked, other, check: is_checked, pay: check other");
    run(true, false).await.assert_earliest("is_checked, other, pay: is_checked other");
    run(false, true).await.assert_earliest("is_checked, other, check: is_checked");
    run(false, false).await.assert_earliest("is_checked, other");
}

// photo (may fail) ─→ badge (when = vip)      pay (commit)
#[dag]
mod unneeded {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub vip: bool,
    }

    async fn photo(log: &Log) -> Result<u32, Refused> {
        log.work("photo", 30, Ok(1)).await
    }
    #[node(when = vip)]
    async fn badge(photo: u32, log: &Log) -> u32 {
        log.work("badge", 10, photo).await
    }
    #[node(commit)]
    async fn pay(log: &Log) -> u32 {
        log.work("pay", 10, 2).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_commit_does_not_make_a_node_run_that_nobody_needs() {
    let log = Log::new();
    unneeded::Pipeline::run(unneeded::Input { log: &log, vip: false }).await.unwrap();
    log.assert_earliest("pay");
    let log = Log::new();
    unneeded::Pipeline::run(unneeded::Input { log: &log, vip: true }).await.unwrap();
    log.assert_earliest("photo, badge: photo, pay: photo");
}
