//! Conditional nodes: run or skipped.

mod cases;
mod decided;
mod needed;
mod values;

use std::sync::Arc;

use dagwright::dag;

use crate::support::{Item, Ledger, Log};

#[derive(Clone, Debug, PartialEq)]
pub struct Badge(pub String);

#[derive(Clone, Debug, PartialEq)]
pub struct Broken(pub u32);

// user ─────────┬────────────────────────┬→ page
// member (input)┴→ badge (when member) ──┘
#[dag]
mod by_input {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub member: bool,
    }

    async fn user(log: &Log) -> String {
        log.work("user", 10, "Ada".into()).await
    }
    #[node(when = member)]
    async fn badge(user: &str, log: &Log) -> Badge {
        log.work("badge", 20, Badge(user.to_uppercase())).await
    }
    async fn page(user: &str, badge: Option<&Badge>, log: &Log) -> String {
        log.work("page", 5, format!("{user} {badge:?}")).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_node_whose_condition_is_true_runs() {
    let log = Log::new();
    let output = by_input::Pipeline::run(by_input::Input { log: &log, member: true }).await;
    assert_eq!(output.page, "Ada Some(Badge(\"ADA\"))");
    log.assert_earliest("user, badge: user, page: user badge");
}

#[tokio::test(start_paused = true)]
async fn a_node_whose_condition_is_false_is_skipped_and_its_consumers_do_not_wait() {
    let log = Log::new();
    let output = by_input::Pipeline::run(by_input::Input { log: &log, member: false }).await;
    assert_eq!(output.page, "Ada None");
    log.assert_earliest("user, page: user");
}

// user ───┬───────────────────┬→ page
//         ├→ badge (when member)
// member ─┘
#[dag]
mod by_node {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub millis: [u64; 2],
        pub answer: bool,
    }

    async fn user(log: &Log, millis: [u64; 2]) -> String {
        log.work("user", millis[0], "Ada".into()).await
    }
    async fn member(log: &Log, millis: [u64; 2], answer: bool) -> bool {
        log.work("member", millis[1], answer).await
    }
    #[node(when = member)]
    async fn badge(user: &str, log: &Log) -> Badge {
        log.work("badge", 20, Badge(user.to_uppercase())).await
    }
    async fn page(user: &str, badge: Option<&Badge>, log: &Log) -> String {
        log.work("page", 5, format!("{user} {badge:?}")).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_node_waits_for_its_condition_and_its_parameters() {
    for millis in [[10, 30], [30, 10], [10, 10], [0, 10], [10, 0], [0, 0]] {
        let log = Log::new();
        let output = by_node::Pipeline::run(by_node::Input { log: &log, millis, answer: true }).await;
        assert_eq!(output.page, "Ada Some(Badge(\"ADA\"))");
        log.assert_earliest("user, member, badge: user member, page: user badge");
    }
}

#[tokio::test(start_paused = true)]
async fn the_consumers_of_a_skipped_node_wait_until_it_is_skipped() {
    for millis in [[10, 30], [30, 10], [10, 10], [0, 10], [10, 0], [0, 0]] {
        let log = Log::new();
        let output = by_node::Pipeline::run(by_node::Input { log: &log, millis, answer: false }).await;
        assert_eq!(output.page, "Ada None");
        log.assert_earliest("user, member, page: user member");
    }
}

// member (may fail) ─→ badge
#[dag]
mod fallible_condition {
    use super::*;

    #[input]
    pub struct Input {
        pub answer: Result<bool, Broken>,
    }

    async fn member(answer: Result<bool, Broken>) -> Result<bool, Broken> {
        answer
    }
    #[node(when = member)]
    async fn badge() -> u32 {
        1
    }
}

#[tokio::test]
async fn a_condition_may_fail() {
    let run = async |answer| {
        let run = fallible_condition::Pipeline::run(fallible_condition::Input { answer });
        run.await.map(|output| output.badge)
    };
    assert_eq!(run(Ok(true)).await.unwrap(), Some(1));
    assert_eq!(run(Ok(false)).await.unwrap(), None);
    assert!(matches!(run(Err(Broken(1))).await, Err(fallible_condition::Error::Member(Broken(1)))));
}

// text ───┬→ member ─┬→ first (when member) ─┬→ line
//         │          ├→ second (when member) ┤
//         │          └───────────────────────┤
//         └──────────────────────────────────┘
#[dag]
mod shared_flag {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub name: &'a str,
    }

    async fn text(name: &str, log: &Log) -> String {
        log.work("text", 10, name.to_owned()).await
    }
    async fn member(text: &str, log: &Log) -> bool {
        log.work("member", 10, text == "Ada").await
    }
    #[node(when = member)]
    async fn first<'a>(text: &'a str, log: &Log) -> Option<&'a str> {
        log.work("first", 30, text.get(..1)).await
    }
    #[node(when = member)]
    async fn second<'a>(text: &'a str, log: &Log) -> Vec<&'a str> {
        log.work("second", 20, vec![&text[1..2]]).await
    }
    async fn line(first: Option<&Option<&str>>, second: Option<&Vec<&str>>, member: &bool, log: &Log) -> String {
        log.work("line", 10, format!("{member} {first:?} {second:?}")).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_condition_serves_several_nodes_and_values_may_borrow() {
    let log = Log::new();
    let output = shared_flag::Pipeline::run(shared_flag::Input { log: &log, name: "Ada" }).await;
    assert_eq!(output.line, "true Some(Some(\"A\")) Some([\"d\"])");
    log.assert_earliest("text, member: text, first: text member, second: text member, line: first second member");

    let log = Log::new();
    let output = shared_flag::Pipeline::run(shared_flag::Input { log: &log, name: "Bob" }).await;
    assert_eq!(output.line, "false None None");
    log.assert_earliest("text, member: text, line: member");
}

// a ──────┬→ c
//         └→ d (when flag)
// flag ───┘
#[dag]
mod woven {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub millis: [u64; 4],
        pub answer: bool,
    }

    async fn a(log: &Log, millis: [u64; 4]) -> String {
        log.work("a", millis[0], "a".into()).await
    }
    async fn flag(log: &Log, millis: [u64; 4], answer: bool) -> bool {
        log.work("flag", millis[1], answer).await
    }
    async fn c(a: &str, log: &Log, millis: [u64; 4]) -> String {
        log.work("c", millis[2], format!("c{a}")).await
    }
    #[node(when = flag)]
    async fn d(a: &str, log: &Log, millis: [u64; 4]) -> String {
        log.work("d", millis[3], format!("d{a}")).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_condition_may_weave_a_graph() {
    for millis in [[10, 30, 40, 10], [30, 10, 10, 40], [10, 10, 10, 10], [0, 20, 0, 0], [0; 4]] {
        let log = Log::new();
        let output = woven::Pipeline::run(woven::Input { log: &log, millis, answer: true }).await;
        assert_eq!((output.c.as_str(), output.d.as_deref()), ("ca", Some("da")));
        log.assert_earliest("a, flag, c: a, d: a flag");

        let log = Log::new();
        let output = woven::Pipeline::run(woven::Input { log: &log, millis, answer: false }).await;
        assert_eq!((output.c.as_str(), output.d), ("ca", None));
        log.assert_earliest("a, flag, c: a");
    }
}

// item ─→ eaten (when enabled, takes the item)
#[dag]
mod dropped {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
        pub enabled: bool,
    }

    async fn decided(enabled: bool) -> bool {
        enabled
    }
    async fn item(ledger: &Arc<Ledger>) -> Item {
        Item::make(ledger, "item's body", 2, "item").await
    }
    #[node(when = decided)]
    async fn eaten(item: Item, ledger: &Arc<Ledger>) -> Item {
        let _item = item;
        Item::make(ledger, "eaten's body", 1, "eaten").await
    }
}

#[tokio::test]
async fn what_a_skipped_node_would_have_taken_is_dropped_once() {
    for (enabled, left) in [(true, &["eaten"][..]), (false, &[])] {
        let ledger = Arc::<Ledger>::default();
        let output = dropped::Pipeline::run(dropped::Input { ledger: Arc::clone(&ledger), enabled }).await;
        assert_eq!(ledger.live(), left);
        assert_eq!(output.eaten.is_some(), enabled);
        drop(output);
        ledger.assert_settled();
    }
}

// flag (inline) → number (inline, when flag) → shown (inline)
#[dag]
mod inline {
    #[input]
    pub struct Input {
        pub seed: u32,
    }

    #[node]
    fn flag(seed: u32) -> bool {
        seed > 1
    }
    #[node(when = flag)]
    fn number(seed: u32) -> u32 {
        seed * 2
    }
    #[node]
    fn shown(number: Option<u32>) -> String {
        format!("{number:?}")
    }
}

#[test]
fn inline_nodes_may_be_conditional_and_conditions() {
    let run = |seed| futures::executor::block_on(inline::Pipeline::run(inline::Input { seed })).shown;
    assert_eq!((run(1).as_str(), run(2).as_str()), ("None", "Some(4)"));
}

// ready (future) ─→ number
#[dag]
mod future_condition {
    use super::*;

    #[input]
    pub struct Input<'a, F: Future<Output = bool>> {
        #[future]
        pub ready: F,
        pub log: &'a Log,
    }

    #[node(when = ready)]
    async fn number(log: &Log) -> u32 {
        log.work("number", 10, 1).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_future_input_may_be_a_condition() {
    for answer in [true, false] {
        let log = Log::new();
        let ready = log.work("ready", 20, answer);
        let output = future_condition::Pipeline::run(future_condition::Input { ready, log: &log }).await;
        assert_eq!(output.number, answer.then_some(1));
        log.assert_earliest(if answer { "ready, number: ready" } else { "ready" });
    }
}
