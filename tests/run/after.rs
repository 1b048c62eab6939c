//! Order without data.

use dagwright::dag;

use crate::support::Log;

#[derive(Debug)]
pub struct Broken;

// written ┄→ read         no value passes
#[dag]
mod pair {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    #[node(after(written))]
    async fn read(log: &Log) -> u32 {
        log.work("read", 10, 1).await
    }
    async fn written(log: &Log) -> u32 {
        log.work("written", 30, 2).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_node_starts_after_another_which_stays_in_the_output() {
    let log = Log::new();
    let pair::Output { read, written } = pair::Pipeline::run(pair::Input { log: &log }).await;
    assert_eq!((read, written), (1, 2));
    log.assert_earliest("written, read: written");
}

// migrated ┄┬→ loaded ─→ page
// warmed ┄┄┄┘              neither has a value
// user ─────→ loaded
#[dag]
mod several {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub millis: [u64; 3],
    }

    async fn migrated(log: &Log, millis: [u64; 3]) {
        log.work("migrated", millis[0], ()).await
    }
    async fn warmed(log: &Log, millis: [u64; 3]) {
        log.work("warmed", millis[1], ()).await
    }
    async fn user(log: &Log, millis: [u64; 3]) -> String {
        log.work("user", millis[2], "Ada".into()).await
    }
    #[node(after(migrated, warmed))]
    async fn loaded(user: &str, log: &Log) -> String {
        log.work("loaded", 10, format!("<{user}>")).await
    }
    async fn page(loaded: &str, user: &str, log: &Log) -> String {
        log.work("page", 10, format!("{user} {loaded}")).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_node_starts_after_several_that_have_no_value() {
    for millis in [[10, 20, 30], [30, 20, 10], [20, 30, 10], [0, 0, 10], [0; 3]] {
        let log = Log::new();
        let several::Output { page } = several::Pipeline::run(several::Input { log: &log, millis }).await;
        assert_eq!(page, "Ada <Ada>");
        log.assert_earliest("migrated, warmed, user, loaded: migrated warmed user, page: loaded");
    }
}

// migrated ┄→ loaded (output)
#[dag]
mod declared {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    #[output]
    pub struct Output {
        pub loaded: u32,
    }

    async fn schema(log: &Log) -> u32 {
        log.work("schema", 10, 7).await
    }
    async fn migrated(schema: u32, log: &Log) -> u32 {
        log.work("migrated", 10, schema).await
    }
    #[node(after(migrated))]
    async fn loaded(log: &Log) -> u32 {
        log.work("loaded", 10, 1).await
    }
}

#[tokio::test(start_paused = true)]
async fn what_comes_before_a_needed_node_is_needed_too() {
    let log = Log::new();
    let declared::Output { loaded } = declared::Pipeline::run(declared::Input { log: &log }).await;
    assert_eq!(loaded, 1);
    log.assert_earliest("schema, migrated: schema, loaded: migrated");
}

// token (future) ┄→ page
#[dag]
mod future {
    use super::*;

    #[input]
    pub struct Input<'a, F: Future<Output = String>> {
        #[future]
        pub token: F,
        pub log: &'a Log,
    }

    #[node(after(token))]
    async fn page(log: &Log) -> u32 {
        log.work("page", 10, 1).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_node_starts_after_a_future_input() {
    let log = Log::new();
    let token = log.work("token", 40, String::from("t"));
    assert_eq!(future::Pipeline::run(future::Input { token, log: &log }).await.page, 1);
    log.assert_earliest("token, page: token");
}

// user ─┬→ mailed (when subscribed) ┄→ archived
//       └──────────────────────────────┘
#[dag]
mod skipped {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub subscribed: bool,
    }

    async fn user(log: &Log) -> String {
        log.work("user", 10, "Ada".into()).await
    }
    #[node(when = subscribed)]
    async fn mailed(user: &str, log: &Log) -> usize {
        log.work("mailed", 20, user.len()).await
    }
    #[node(after(mailed))]
    async fn archived(user: &str, log: &Log) -> String {
        log.work("archived", 10, user.to_owned()).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_skipped_node_counts_as_over() {
    let log = Log::new();
    let output = skipped::Pipeline::run(skipped::Input { log: &log, subscribed: true }).await;
    assert_eq!((output.mailed, output.archived.as_str()), (Some(3), "Ada"));
    log.assert_earliest("user, mailed: user, archived: mailed");

    let log = Log::new();
    let output = skipped::Pipeline::run(skipped::Input { log: &log, subscribed: false }).await;
    assert_eq!((output.mailed, output.archived.as_str()), (None, "Ada"));
    log.assert_earliest("user, archived: user");
}

// written (may fail) ┄→ read
#[dag]
mod failing {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    #[output]
    pub struct Output {
        pub read: u32,
    }

    async fn written(log: &Log) -> Result<(), Broken> {
        log.work("written", 10, Err(Broken)).await
    }
    #[node(after(written))]
    async fn read(log: &Log) -> u32 {
        log.work("read", 10, 1).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_failure_of_what_comes_before_ends_the_run() {
    let log = Log::new();
    let error = failing::Pipeline::run(failing::Input { log: &log }).await.err().unwrap();
    assert_eq!(error.node(), "written");
    assert_eq!(log.starts(), ["written"]);
}

// a ─┬→ c
//    ┊
// b ┄┴→ d         d takes a, and comes after b
#[dag]
mod woven {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub millis: [u64; 4],
    }

    async fn a(log: &Log, millis: [u64; 4]) -> String {
        log.work("a", millis[0], "a".into()).await
    }
    async fn b(log: &Log, millis: [u64; 4]) {
        log.work("b", millis[1], ()).await
    }
    async fn c(a: &str, log: &Log, millis: [u64; 4]) -> String {
        log.work("c", millis[2], format!("c{a}")).await
    }
    #[node(after(b))]
    async fn d(a: &str, log: &Log, millis: [u64; 4]) -> String {
        log.work("d", millis[3], format!("d{a}")).await
    }
}

#[tokio::test(start_paused = true)]
async fn an_order_may_weave_a_graph() {
    for millis in [[10, 30, 40, 10], [30, 10, 10, 40], [10, 10, 10, 10], [0; 4]] {
        let log = Log::new();
        let output = woven::Pipeline::run(woven::Input { log: &log, millis }).await;
        assert_eq!((output.c.as_str(), output.d.as_str()), ("ca", "da"));
        log.assert_earliest("a, b, c: a, d: a b");
    }
}

// a ─→ c
//      ┊
// b ┄┄┄┘        d, declared between a and b, has nothing to do with them
// d
#[dag]
mod beside {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn a(log: &Log) -> u32 {
        log.work("a", 10, 1).await
    }
    async fn d(log: &Log) -> u32 {
        log.work("d", 20, 4).await
    }
    async fn b(log: &Log) -> u32 {
        log.work("b", 30, 2).await
    }
    #[node(after(b))]
    async fn c(a: &u32, log: &Log) -> u32 {
        log.work("c", 10, *a).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_node_that_others_only_come_after_may_be_an_output_at_the_end_of_its_lane() {
    let log = Log::new();
    let output = beside::Pipeline::run(beside::Input { log: &log }).await;
    assert_eq!((output.b, output.c, output.d), (2, 1, 4));
    log.assert_earliest("a, d, b, c: a b");
}

// x (inline) ┄→ a ┄→ y (inline) ┄→ z (inline)         declared the other way round
#[dag]
mod inline {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    #[node(after(y))]
    fn z(log: &Log) {
        log.inline("z", ());
    }
    #[node(after(a))]
    fn y(log: &Log) {
        log.inline("y", ());
    }
    #[node(after(x))]
    async fn a(log: &Log) {
        log.work("a", 10, ()).await
    }
    #[node]
    fn x(log: &Log) {
        log.inline("x", ());
    }
}

#[tokio::test(start_paused = true)]
async fn inline_nodes_have_an_order_too() {
    let log = Log::new();
    let inline::Output {} = inline::Pipeline::run(inline::Input { log: &log }).await;
    assert_eq!(log.starts(), ["x", "a", "y", "z"]);
}

// user ─→ page          `page` takes `user` by value and comes after it, and after its log
// log (input) ┄→ page
#[dag]
mod redundant {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn user(log: &Log) -> String {
        log.work("user", 10, "Ada".into()).await
    }
    #[node(after(user, log))]
    async fn page(user: String, log: &Log) -> String {
        log.work("page", 10, user).await
    }
}

#[tokio::test(start_paused = true)]
async fn an_order_that_holds_anyway_changes_nothing() {
    let log = Log::new();
    assert_eq!(redundant::Pipeline::run(redundant::Input { log: &log }).await.page, "Ada");
    log.assert_earliest("user, page: user");
}

// user ─→ page (takes the value by move)
//   ┊┄→ seen (after user, only)
#[dag]
mod moved {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn user(log: &Log) -> String {
        log.work("user", 10, "Ada".into()).await
    }
    async fn page(user: String, log: &Log) -> String {
        log.work("page", 10, user).await
    }
    #[node(after(user))]
    async fn seen(log: &Log) {
        log.work("seen", 30, ()).await
    }
}

#[tokio::test(start_paused = true)]
async fn an_order_does_not_keep_the_value_from_being_moved() {
    let log = Log::new();
    assert_eq!(moved::Pipeline::run(moved::Input { log: &log }).await.page, "Ada");
    log.assert_earliest("user, page: user, seen: user");
}
