//! Plain functions that return futures are nodes as `async fn`s are.

#![allow(clippy::manual_async_fn, reason = "this is the form that is tested")]

use std::pin::Pin;

use dagwright::dag;
use futures::FutureExt;
use futures::future::{BoxFuture, LocalBoxFuture};
use tokio::sync::Semaphore;

use crate::support::Log;

pub struct Doc<'t>(pub &'t str);
#[derive(Debug, PartialEq)]
pub struct Refused;

// id ─→ user ─┬→ cart (boxed, may fail) ─┬→ page
//             ├→ offers (`impl Future`) ─┤
//             └→ other ──────────────────┤
// text ─→ doc (borrows from the input) ──┘
#[dag]
mod shop {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub id: u32,
        pub text: &'a str,
    }

    #[node]
    fn user<'l>(id: u32, log: &'l Log) -> impl Future<Output = u32> + use<'l> {
        log.work("user", 10, id + 1)
    }
    #[node]
    fn cart<'l>(user: &'l u32, log: &'l Log) -> Pin<Box<dyn Future<Output = Result<Vec<u32>, Refused>> + Send + 'l>> {
        Box::pin(log.work("cart", 20, if *user == 1 { Err(Refused) } else { Ok(vec![*user; 2]) }))
    }
    #[node]
    fn offers(user: &u32, log: &Log) -> impl Future<Output = usize> {
        log.work("offers", 30, *user as usize)
    }
    async fn other(user: u32, log: &Log) -> u32 {
        log.work("other", 5, user).await
    }
    #[node]
    fn doc<'t>(text: &'t str) -> BoxFuture<'t, Doc<'t>> {
        async move { Doc(text) }.boxed()
    }
    async fn page(cart: Vec<u32>, offers: usize, doc: &Doc<'_>, other: u32, log: &Log) -> String {
        log.work("page", 1, format!("{cart:?} {offers} {} {other}", doc.0)).await
    }
}

#[tokio::test(start_paused = true)]
async fn what_the_future_gives_is_the_nodes_value() {
    let log = Log::new();
    let output = shop::Pipeline::run(shop::Input { log: &log, id: 6, text: "here" }).await.unwrap();
    assert_eq!(output.page, "[7, 7] 7 here 7");
    log.assert_earliest("user, cart: user, offers: user, other: user, page: cart offers other");
    assert_eq!((log.makespan(), &log.starts()[..4]), (41, &["user", "cart", "offers", "other"][..]));
}

#[tokio::test(start_paused = true)]
async fn a_failure_in_the_future_ends_the_run() {
    let log = Log::new();
    let error = shop::Pipeline::run(shop::Input { log: &log, id: 0, text: "" }).await.err();
    assert!(matches!(error, Some(shop::Error::Cart(Refused))));
    assert_eq!(log.makespan(), 30);
}

// a → c, a → d, b → d: woven, each with an option
#[dag]
mod with_options {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub permits: &'a Semaphore,
        pub numbers: Vec<u64>,
        pub flag: bool,
    }

    #[node(limit = permits)]
    fn a(log: &Log) -> BoxFuture<'_, u64> {
        log.inline("a is called", ());
        log.work("a", 10, 1).boxed()
    }
    #[node(limit = permits, timeout = "1s", retry)]
    fn b(log: &Log) -> impl Future<Output = Result<u64, dagwright::Timeout>> {
        log.inline("b is called", ());
        log.work("b", 10, Ok(2))
    }
    #[node(when = flag)]
    fn c<'l>(a: u64, log: &'l Log) -> LocalBoxFuture<'l, u64> {
        log.work("c", 10, a).boxed_local()
    }
    #[node]
    fn d<'l>(#[each(numbers)] number: &'l u64, a: &'l u64, b: u64) -> impl Future<Output = u64> + use<'l> {
        async move { number + a + b }
    }
    #[node]
    fn sum<T: Copy + Into<u64>>(#[from(d)] numbers: &[T], _c: Option<u64>) -> impl Future<Output = u64> {
        async move { numbers.iter().copied().map(Into::into).sum() }
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_of_the_function_runs_before_its_turn() {
    let (log, permits) = (Log::new(), Semaphore::new(1));
    let input = with_options::Input { log: &log, permits: &permits, numbers: vec![10, 20], flag: true };
    assert_eq!(with_options::Pipeline::run(input).await.unwrap().sum, 36);
    assert_eq!(log.starts(), ["a is called", "a", "c", "b is called", "b"]);
}

// a (spawned) → b
#[dag]
mod spawned {
    use super::*;

    #[input]
    pub struct Input {
        pub text: String,
    }
    #[node(spawn)]
    fn a(text: &str) -> BoxFuture<'_, Result<usize, Refused>> {
        async move { Ok(text.len()) }.boxed()
    }
    #[node(spawn, fallback = none)]
    fn b(text: &str, a: usize) -> impl Future<Output = Result<usize, Refused>> + Send {
        async move { text.len().checked_sub(2 * a).ok_or(Refused) }
    }
    fn none(_: Refused) -> usize {
        100
    }
}

#[tokio::test]
async fn such_a_function_may_run_as_a_task() {
    let output = spawned::Pipeline::run(spawned::Input { text: "three".to_owned() }).await.unwrap();
    assert_eq!(output.b, 100);
}

// The handle is awaited by the node that takes it.
#[dag]
mod handed_on {
    use tokio::task::JoinHandle;

    async fn job() -> JoinHandle<u32> {
        tokio::spawn(async { 7 })
    }
    async fn report(job: JoinHandle<u32>) -> u32 {
        job.await.unwrap_or_default()
    }
}

#[tokio::test]
async fn a_node_may_take_the_handle_of_a_task_and_await_it() {
    assert_eq!(handed_on::Pipeline::run().await.report, 7);
}
