//! All options of one node, in the documented order.

mod elsewhere;
mod fallbacks;

use std::sync::Arc;

use dagwright::{Timeout, dag};
use tokio::sync::Semaphore;
use tokio::task::Id;

use crate::support::{Diary, current_task};

/// The failure of an attempt.
#[derive(Debug, PartialEq)]
pub enum Broken {
    Late(Timeout),
    Refused,
}

impl From<Timeout> for Broken {
    fn from(timeout: Timeout) -> Self {
        Self::Late(timeout)
    }
}

// enabled ─┬→ first (everything)
//          └→ second (everything)         one permit for both of them
#[dag]
mod everything {
    use super::*;

    #[input]
    pub struct Input {
        pub diary: Arc<Diary>,
        pub permits: Arc<Semaphore>,
        pub enabled: bool,
        pub takes: [u64; 2],
    }

    fn instead(error: Broken) -> String {
        format!("{error:?}")
    }

    #[node(spawn, timeout = "50ms", retry(attempts = 2, backoff = "10ms"), limit = permits, fallback = instead, when = enabled)]
    async fn first(diary: &Diary, takes: [u64; 2]) -> Result<String, Broken> {
        diary.work("first", takes[0]).await;
        Err(Broken::Refused)
    }
    #[node(spawn, timeout = "50ms", retry(attempts = 2, backoff = "10ms"), limit = permits, fallback = instead, when = enabled)]
    async fn second(diary: &Diary, takes: [u64; 2]) -> Result<String, Broken> {
        diary.work("second", takes[1]).await;
        Ok("done".into())
    }
    async fn page(first: Option<&String>, second: Option<&str>, diary: &Diary) -> String {
        diary.note("page");
        format!("{first:?} {second:?}")
    }
}

fn input(diary: &Arc<Diary>, enabled: bool, takes: [u64; 2]) -> everything::Input {
    everything::Input { diary: Arc::clone(diary), permits: Arc::new(Semaphore::new(1)), enabled, takes }
}

#[tokio::test(start_paused = true)]
async fn each_attempt_has_its_timeout_then_comes_the_retry_and_the_permit_is_held_over_all_attempts() {
    let diary = Arc::new(Diary::new());
    let output = everything::Pipeline::run(input(&diary, true, [60, 20])).await;
    assert_eq!(output.page, "Some(\"Late(Timeout { node: \\\"first\\\", limit: 50ms })\") Some(\"done\")");
    assert_eq!(
        diary.lines(),
        [
            "0 first starts",
            "50 first is dropped",
            "60 first starts",
            "110 first is dropped",
            "110 second starts",
            "130 second ends",
            "130 page",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_timeout_does_not_count_what_is_waited_for_a_permit_nor_between_attempts() {
    let diary = Arc::new(Diary::new());
    let output = everything::Pipeline::run(input(&diary, true, [45, 45])).await;
    assert_eq!(output.page, "Some(\"Refused\") Some(\"done\")");
    assert_eq!(
        diary.lines(),
        [
            "0 first starts",
            "45 first ends",
            "55 first starts",
            "100 first ends",
            "100 second starts",
            "145 second ends",
            "145 page",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_skipped_node_needs_no_permit_and_has_no_fallback() {
    let diary = Arc::new(Diary::new());
    let permits = Arc::new(Semaphore::new(0));
    let input = everything::Input { permits, ..input(&diary, false, [60, 60]) };
    assert_eq!(everything::Pipeline::run(input).await.page, "None None");
    assert_eq!(diary.lines(), ["0 page"]);
}

// items ─→ priced (each, everything) ─→ page
#[dag]
mod each {
    use super::*;

    #[input]
    pub struct Input {
        pub diary: Arc<Diary>,
        pub permits: Arc<Semaphore>,
        pub enabled: bool,
        pub items: Vec<u64>,
    }

    fn instead(error: Broken) -> (String, Option<Id>) {
        (format!("{error:?}"), None)
    }

    #[node(
        spawn,
        timeout = "50ms",
        retry(attempts = 2, backoff = "10ms"),
        limit = permits,
        fallback = instead,
        concurrency = 3,
        when = enabled
    )]
    async fn priced(#[each(items)] item: &u64, diary: &Diary) -> Result<(String, Option<Id>), Broken> {
        diary.work(item, *item).await;
        if *item == 13 { Err(Broken::Refused) } else { Ok((format!("price of {item}"), current_task())) }
    }
    async fn page(priced: Option<&[(String, Option<Id>)]>) -> Option<Vec<String>> {
        priced.map(|priced| priced.iter().map(|(text, task)| format!("{text} {}", task.is_some())).collect())
    }
}

#[tokio::test(start_paused = true)]
async fn everything_holds_for_each_element() {
    let diary = Arc::new(Diary::new());
    let permits = Arc::new(Semaphore::new(2));
    let items = vec![60, 13, 20, 30];
    let input = each::Input { diary: Arc::clone(&diary), permits: Arc::clone(&permits), enabled: true, items };
    let output = each::Pipeline::run(input).await;
    let texts = [
        "Late(Timeout { node: \"priced\", limit: 50ms }) false",
        "Refused false",
        "price of 20 true",
        "price of 30 true",
    ];
    assert_eq!(output.page.unwrap(), texts);
    assert_eq!(
        diary.lines(),
        [
            "0 60 starts",
            "0 13 starts",
            "13 13 ends",
            "23 13 starts",
            "36 13 ends",
            "36 20 starts",
            "50 60 is dropped",
            "56 20 ends",
            "56 30 starts",
            "60 60 starts",
            "86 30 ends",
            "110 60 is dropped",
        ]
    );
    assert_eq!(permits.available_permits(), 2);
}

#[tokio::test(start_paused = true)]
async fn elements_of_a_skipped_node_are_not_looked_at() {
    let diary = Arc::new(Diary::new());
    let permits = Arc::new(Semaphore::new(2));
    let input = each::Input { diary: Arc::clone(&diary), permits, enabled: false, items: vec![1] };
    assert_eq!(each::Pipeline::run(input).await.page, None);
    assert_eq!(diary.lines(), [""; 0]);
}
