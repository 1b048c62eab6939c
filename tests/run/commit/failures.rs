//! The failures that hold a commit back, and those that do not.

use dagwright::dag;

use super::{Refused, unless};
use crate::support::{Diary, Flaky, Log};

// offers (may fail) ─→ page (takes the Result)     ads (may fail, fallback)     stock (may fail)
#[dag]
mod handled {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub failing: &'a str,
    }

    async fn offers(log: &Log) -> Result<u32, Refused> {
        log.work("offers", 50, Err(Refused)).await
    }
    async fn page(offers: Result<&u32, &Refused>, log: &Log) -> bool {
        log.work("page", 10, offers.is_err()).await
    }
    #[node(fallback = none)]
    async fn ads(log: &Log) -> Result<u32, Refused> {
        log.work("ads", 40, Err(Refused)).await
    }
    fn none(_: Refused) -> u32 {
        0
    }
    #[node(infallible)]
    async fn seen(log: &Log) -> Result<u32, Refused> {
        log.work("seen", 30, Err(Refused)).await
    }
    async fn stock(log: &Log, failing: &str) -> Result<u32, Refused> {
        log.work("stock", 20, unless("stock", failing, 1)).await
    }
    #[node(commit)]
    async fn pay(log: &Log) -> u32 {
        log.work("pay", 5, 2).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_failure_that_ends_no_run_holds_no_commit_back() {
    let log = Log::new();
    let output = handled::Pipeline::run(handled::Input { log: &log, failing: "" }).await.unwrap();
    assert_eq!((output.page, output.ads, output.seen, output.pay), (true, 0, Err(Refused), 2));
    log.assert_earliest("offers, ads, seen, stock, page: offers, pay: stock");
    let log = Log::new();
    let failed = handled::Pipeline::run(handled::Input { log: &log, failing: "stock" }).await;
    assert!(failed.is_err());
    assert_eq!(log.starts(), ["offers", "ads", "seen", "stock"]);
}

// An attempt of `quote` fails, and one takes too long; `pay` has attempts of its own.
#[dag]
mod tried_again {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub diary: &'a Diary,
        pub quotes: &'a Flaky,
        pub payments: &'a Flaky,
    }

    #[node(retry(attempts = 3, backoff = "10ms"))]
    async fn quote(quotes: &Flaky, diary: &Diary) -> Result<usize, crate::support::Refused> {
        diary.work("quote", 5).await;
        quotes.call()
    }
    #[node(timeout = "200ms")]
    async fn slow(diary: &Diary) {
        diary.work("slow", 60).await;
    }
    #[node(commit, retry(attempts = 2, backoff = "10ms"))]
    async fn pay(payments: &Flaky, diary: &Diary) -> Result<usize, crate::support::Refused> {
        diary.work("pay", 5).await;
        payments.call()
    }
}

#[tokio::test(start_paused = true)]
async fn a_commit_waits_for_the_last_attempt_and_for_a_node_whose_only_failure_is_its_timeout() {
    let diary = std::sync::Arc::new(Diary::new());
    let (quotes, payments) = (Flaky::new(&diary, 2), Flaky::new(&diary, 1));
    let input = tried_again::Input { diary: &diary, quotes: &quotes, payments: &payments };
    let output = tried_again::Pipeline::run(input).await.unwrap();
    assert_eq!((output.quote, output.pay), (3, 2));
    assert_eq!(diary.times("quote starts"), [0, 15, 40]);
    assert_eq!(diary.times("pay starts"), [60, 75]);
}

#[derive(Debug, PartialEq)]
pub struct AppError(&'static str);

impl From<Refused> for AppError {
    fn from(_: Refused) -> Self {
        Self("refused")
    }
}

// first ─→ second        two commits that can fail, the second of which waits for the first
// third                  a commit that waits for none of them
#[dag(error = AppError)]
mod several {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub failing: &'a str,
    }

    #[node(commit, after(first))]
    async fn second(log: &Log, failing: &str) -> Result<u32, Refused> {
        log.work("second", 10, unless("second", failing, 2)).await
    }
    #[node(commit)]
    async fn first(log: &Log, failing: &str) -> Result<u32, Refused> {
        log.work("first", 30, unless("first", failing, 1)).await
    }
    #[node(commit)]
    async fn third(log: &Log, failing: &str) -> Result<u32, Refused> {
        log.work("third", 20, unless("third", failing, 3)).await
    }
    async fn check(log: &Log, failing: &str) -> Result<(), Refused> {
        log.work("check", 10, unless("check", failing, ())).await
    }
    async fn noted(first: u32, log: &Log, failing: &str) -> Result<u32, Refused> {
        log.work("noted", 40, unless("noted", failing, first)).await
    }
}

#[tokio::test(start_paused = true)]
async fn commits_wait_for_each_other_only_where_they_say_so() {
    let log = Log::new();
    let output = several::Pipeline::run(several::Input { log: &log, failing: "" }).await.unwrap();
    assert_eq!((output.second, output.third, output.noted), (2, 3, 1));
    log.assert_earliest("check, first: check, third: check, second: first, noted: first");
}

#[tokio::test(start_paused = true)]
async fn no_commit_starts_if_the_only_node_in_front_of_them_fails() {
    let log = Log::new();
    let failed = several::Pipeline::run(several::Input { log: &log, failing: "check" }).await;
    assert_eq!(failed.map(|_| ()), Err(AppError("refused")));
    assert_eq!(log.starts(), ["check"]);
}
