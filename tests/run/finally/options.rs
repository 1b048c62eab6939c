//! Options of `finally` nodes, and the entry points they run in.

use std::sync::Arc;

use dagwright::dag;
use tokio::sync::Semaphore;

use super::{Refused, unless};
use crate::support::{Diary, Flaky, Log};

// page      late (timeout), tried (retry), fallen (fallback), skipped (when), permitted (limit), each of the names
#[dag]
mod options {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub diary: &'a Arc<Diary>,
        pub flaky: &'a Flaky,
        pub vip: bool,
        pub permits: &'a Semaphore,
        pub names: Vec<u64>,
    }

    async fn page() -> String {
        "page".to_owned()
    }
    #[node(finally, timeout = "20ms", fallback = give_up)]
    async fn late(page: Option<&str>, diary: &Diary) {
        diary.work(format_args!("late {page:?}"), 1000).await;
    }
    fn give_up(late: dagwright::Timeout) {
        assert_eq!(late.node(), "late");
    }
    #[node(finally, retry(attempts = 3, backoff = "10ms"))]
    async fn tried(page: Option<&str>, flaky: &Flaky) -> Result<usize, crate::support::Refused> {
        assert_eq!(page, Some("page"));
        flaky.call()
    }
    #[node(finally, when = vip)]
    async fn skipped(diary: &Diary) -> Result<(), Refused> {
        diary.note("skipped runs");
        Ok(())
    }
    #[node(finally, limit = permits)]
    async fn permitted(diary: &Diary, permits: &Semaphore) {
        assert_eq!(permits.available_permits(), 0);
        diary.work("permitted", 5).await;
    }
    #[node(finally, concurrency = 1)]
    async fn each(#[each(names)] name: u64, page: Option<&str>, diary: &Diary) -> Result<u64, Refused> {
        diary.work(format_args!("{name} {}", page.is_some()), name).await;
        Ok(name)
    }
}

#[tokio::test(start_paused = true)]
async fn options_act_as_on_other_nodes() {
    for vip in [false, true] {
        let (diary, permits) = (Arc::new(Diary::new()), Semaphore::new(1));
        let flaky = Flaky::new(&diary, 2);
        let input = options::Input { diary: &diary, flaky: &flaky, vip, permits: &permits, names: vec![3, 4] };
        assert_eq!(options::Pipeline::run(input).await.unwrap().page, "page");
        assert_eq!(diary.times(r#"late Some("page") is dropped"#), [20]);
        assert_eq!(flaky.calls(), 3);
        assert_eq!(diary.times("call 3"), [30]);
        assert_eq!(diary.times("skipped runs").len(), usize::from(vip));
        assert_eq!(diary.times("permitted ends"), [5]);
        assert_eq!((diary.times("3 true ends"), diary.times("4 true ends")), (vec![3], vec![7]));
    }
}

// Two outputs, one of which has no `cart`.
#[dag]
mod entries {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub failing: &'a [&'a str],
        pub seen: &'a std::sync::Mutex<String>,
    }

    #[output]
    pub struct Output {
        pub cart: u32,
    }

    #[output]
    pub struct Quote {
        pub price: u32,
    }

    async fn cart(log: &Log, failing: &[&str]) -> Result<u32, Refused> {
        log.work("cart", 10, unless("cart", failing, 1)).await
    }
    async fn price(log: &Log) -> u32 {
        log.work("price", 10, 2).await
    }
    #[node(finally)]
    async fn seen_all(
        cart: Option<&u32>,
        price: Option<&u32>,
        failure: Option<&Error>,
        seen: &std::sync::Mutex<String>,
        log: &Log,
    ) {
        *seen.lock().unwrap() = format!("{cart:?} {price:?} {:?}", failure.is_some());
        log.work("seen_all", 0, ()).await
    }
    #[node(finally, always(Quote))]
    fn of_quotes(log: &Log) {
        log.inline("of_quotes", ());
    }
}

#[tokio::test(start_paused = true)]
async fn it_runs_in_every_entry_point_and_makes_nothing_run() {
    let (log, seen) = (Log::new(), std::sync::Mutex::default());
    let run = entries::Pipeline::run(entries::Input { log: &log, failing: &["cart"], seen: &seen });
    assert!(run.await.is_err());
    assert_eq!((seen.lock().unwrap().as_str(), log.starts()), ("None None true", vec!["cart", "seen_all"]));
    let log = Log::new();
    let quote = entries::Pipeline::run_quote(entries::Input { log: &log, failing: &[], seen: &seen }).await;
    assert_eq!(quote.price, 2);
    assert_eq!(seen.into_inner().unwrap(), "None Some(2) false");
    assert_eq!(log.starts(), ["price", "seen_all", "of_quotes"]);
}
