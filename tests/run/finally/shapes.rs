//! `finally` nodes behind woven parts, tasks and threads.

use std::sync::Arc;

use dagwright::dag;

use super::{Refused, unless};
use crate::support::{Item, Ledger, Log, on_both_flavours};

// user ──┬──► cart ──┐
//        └──► offers ┴► page      all but `page` may fail; clear (finally) looks at all
// stock ─┘
#[dag]
mod woven {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub failing: &'a [&'a str],
        pub millis: [u64; 4],
        pub seen: &'a std::sync::Mutex<String>,
    }

    async fn user(log: &Log, failing: &[&str], millis: [u64; 4]) -> Result<String, Refused> {
        log.work("user", millis[0], unless("user", failing, "Ada".to_owned())).await
    }
    async fn stock(log: &Log, failing: &[&str], millis: [u64; 4]) -> Result<u32, Refused> {
        log.work("stock", millis[1], unless("stock", failing, 2)).await
    }
    async fn cart<'u>(user: &'u str, log: &Log, failing: &[&str], millis: [u64; 4]) -> Result<&'u str, Refused> {
        log.work("cart", millis[2], unless("cart", failing, user)).await
    }
    async fn offers(user: &str, stock: u32, log: &Log, failing: &[&str], millis: [u64; 4]) -> Result<u64, Refused> {
        log.work("offers", millis[3], unless("offers", failing, user.len() as u64 + u64::from(stock))).await
    }
    async fn page(cart: &str, offers: u64, log: &Log) -> String {
        log.work("page", 10, format!("{cart} {offers}")).await
    }
    #[node(finally)]
    async fn clear(
        user: Option<&str>,
        stock: Option<&u32>,
        cart: Option<&str>,
        offers: Option<&u64>,
        page: Option<&String>,
        failure: Option<&Error>,
        seen: &std::sync::Mutex<String>,
    ) {
        let failed = failure.map(Error::node);
        *seen.lock().unwrap() = format!("{user:?} {stock:?} {cart:?} {offers:?} {page:?} {failed:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn it_looks_at_the_values_of_lanes() {
    let run = async |failing: &[&str], millis| {
        let (log, seen) = (Log::new(), std::sync::Mutex::default());
        let outcome = woven::Pipeline::run(woven::Input { log: &log, failing, millis, seen: &seen }).await;
        assert_eq!(outcome.is_err(), !failing.is_empty());
        seen.into_inner().unwrap()
    };
    for millis in [[10, 20, 30, 40], [0; 4]] {
        assert_eq!(run(&[], millis).await, r#"Some("Ada") Some(2) Some("Ada") Some(5) Some("Ada 5") None"#);
    }
    let millis = [10, 20, 30, 40];
    assert_eq!(run(&["user"], millis).await, r#"None None None None None Some("user")"#);
    assert_eq!(run(&["stock"], millis).await, r#"Some("Ada") None None None None Some("stock")"#);
    assert_eq!(run(&["cart"], millis).await, r#"Some("Ada") Some(2) None None None Some("cart")"#);
    assert_eq!(run(&["offers"], millis).await, r#"Some("Ada") Some(2) Some("Ada") None None Some("offers")"#);
}

// folder (spawn) ─→ files (spawn) ─→ sum (blocking, may fail)      slow (spawn): aborted
#[dag]
mod tasks {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
        pub failing: &'static [&'static str],
    }

    #[output]
    pub struct Output {
        pub folder: Item,
        pub sum: usize,
        pub slow: u8,
    }

    #[node(spawn)]
    async fn folder(ledger: &Arc<Ledger>) -> Item {
        Item::new(ledger, "folder")
    }
    #[node(spawn)]
    async fn files(folder: &Item) -> Vec<String> {
        vec![folder.is("folder").to_string()]
    }
    #[node(blocking)]
    fn sum(files: &[String], _folder: &Item, failing: &'static [&'static str]) -> Result<usize, Refused> {
        unless("sum", failing, files.len())
    }
    #[node(spawn)]
    async fn slow(ledger: &Arc<Ledger>, failing: &'static [&'static str]) -> u8 {
        let _slow = Item::new(ledger, "slow");
        if !failing.is_empty() {
            std::future::pending::<()>().await;
        }
        8
    }
    #[node(finally)]
    async fn clear(
        folder: Option<&Item>,
        files: Option<&[String]>,
        sum: Option<&usize>,
        slow: Option<&u8>,
        failure: Option<&Error>,
        ledger: &Arc<Ledger>,
    ) {
        assert!(folder.is_some_and(|folder| folder.is("folder")));
        assert_eq!(files.map(<[String]>::len), Some(1));
        let failed = failure.is_some();
        assert_eq!((sum, slow), if failed { (None, None) } else { (Some(&1), Some(&8)) });
        // A task is aborted; it ends when its executor comes to it.
        ledger.left_with(["folder"]).await;
    }
}

#[test]
fn it_looks_at_the_values_of_tasks_which_are_over() {
    on_both_flavours(async || {
        for failing in [&[][..], &["sum"]] {
            let ledger = Arc::new(Ledger::default());
            let run = tasks::Pipeline::run(tasks::Input { ledger: Arc::clone(&ledger), failing });
            let outcome = assert_send(run).await;
            assert_eq!(outcome.is_err(), !failing.is_empty());
            drop(outcome);
            ledger.assert_settled();
        }
    });
}

fn assert_send<F: Future + Send>(future: F) -> F {
    future
}
