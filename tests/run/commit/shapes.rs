//! Commits in woven parts, as plain functions, and with values that others borrow.

use dagwright::dag;

use super::{Refused, unless};
use crate::support::Log;

// user ──┬──► cart ───┐
//        └──► offers ─┴► page           `cart` and `offers` are woven with `user` and `stock`; all but `page` may fail
// stock ─┘
// pay (commit, takes user)   mail (commit, an inline one that takes page)
#[dag]
mod woven {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub failing: &'a str,
        pub millis: [u64; 4],
    }

    async fn user(log: &Log, failing: &str, millis: [u64; 4]) -> Result<String, Refused> {
        log.work("user", millis[0], unless("user", failing, "Ada".to_owned())).await
    }
    async fn stock(log: &Log, failing: &str, millis: [u64; 4]) -> Result<u32, Refused> {
        log.work("stock", millis[1], unless("stock", failing, 2)).await
    }
    async fn cart<'u>(user: &'u str, log: &Log, failing: &str, millis: [u64; 4]) -> Result<&'u str, Refused> {
        log.work("cart", millis[2], unless("cart", failing, user)).await
    }
    async fn offers(user: &str, stock: u32, log: &Log, failing: &str, millis: [u64; 4]) -> Result<usize, Refused> {
        log.work("offers", millis[3], unless("offers", failing, user.len() + stock as usize)).await
    }
    async fn page(cart: &str, offers: usize, log: &Log) -> String {
        log.work("page", 10, format!("{cart} {offers}")).await
    }
    #[node(commit)]
    async fn pay(user: &str, log: &Log) -> usize {
        log.work("pay", 10, user.len()).await
    }
    #[node(commit)]
    fn mail(page: &str, log: &Log) -> usize {
        log.inline("mail", page.len())
    }
}

const GRAPH: &str = "user, stock, cart: user, offers: user stock, page: cart offers, pay: cart offers, mail: page";

#[tokio::test(start_paused = true)]
async fn in_a_woven_part_a_commit_starts_when_all_lanes_have_succeeded() {
    for millis in [[10, 20, 30, 40], [20, 10, 40, 10], [10, 40, 10, 30], [0, 0, 30, 0], [0; 4]] {
        let log = Log::new();
        let output = woven::Pipeline::run(woven::Input { log: &log, failing: "", millis }).await.unwrap();
        assert_eq!((output.pay, output.mail), (3, 5));
        log.assert_earliest(GRAPH);
    }
}

#[tokio::test(start_paused = true)]
async fn in_a_woven_part_no_commit_starts_behind_a_failure() {
    for failing in ["user", "stock", "cart", "offers"] {
        for millis in [[10, 20, 30, 40], [20, 10, 40, 10], [10, 40, 10, 30], [0, 0, 30, 0], [0; 4]] {
            let log = Log::new();
            let failed = woven::Pipeline::run(woven::Input { log: &log, failing, millis }).await;
            assert_eq!(failed.map(|_| ()).unwrap_err().node(), failing);
            assert!(!log.starts().iter().any(|node| ["pay", "mail"].contains(node)), "{:?}", log.starts());
        }
    }
}

// checks ×3 (may fail) ─→ payments ×3 (commit) ─→ receipts ×3 (may fail)
#[dag]
mod elements {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub millis: [u64; 3],
        pub failing: Option<u64>,
    }

    async fn checks(#[each(millis)] item: u64, log: &Log, failing: Option<u64>) -> Result<u64, Refused> {
        let name = ["check 10", "check 20", "check 30"][item as usize / 10 - 1];
        log.work(name, item, if failing == Some(item) { Err(Refused) } else { Ok(item) }).await
    }
    #[node(commit)]
    async fn payments(#[each(checks)] check: u64, log: &Log) -> u64 {
        let name = ["pay 10", "pay 20", "pay 30"][check as usize / 10 - 1];
        log.work(name, 5, check + 1).await
    }
    async fn receipts(#[each(payments)] paid: u64, log: &Log) -> Result<u64, Refused> {
        let name = ["receipt 10", "receipt 20", "receipt 30"][paid as usize / 10 - 1];
        log.work(name, 5, Ok(paid)).await
    }
}

#[tokio::test(start_paused = true)]
async fn no_element_of_a_commit_starts_before_the_last_element_that_can_fail_has_succeeded() {
    let log = Log::new();
    let input = elements::Input { log: &log, millis: [10, 30, 20], failing: None };
    assert_eq!(elements::Pipeline::run(input).await.unwrap().receipts, [11, 31, 21]);
    for pay in ["pay 10", "pay 20", "pay 30"] {
        assert_eq!(log.start_of(pay), 30);
    }
    for failing in [10, 20, 30] {
        let log = Log::new();
        let input = elements::Input { log: &log, millis: [10, 30, 20], failing: Some(failing) };
        assert!(elements::Pipeline::run(input).await.is_err());
        assert!(log.starts().iter().all(|node| node.starts_with("check")), "{:?}", log.starts());
    }
}
