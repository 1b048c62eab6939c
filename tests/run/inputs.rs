//! The types of an input: trait objects, closures, futures, nothing.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use dagwright::dag;
use futures::executor::block_on;
use futures::future::BoxFuture;

use crate::support::{Item, Ledger, Log, poll_once, yields};

// one → two
#[dag]
mod nothing {
    async fn one() -> u32 {
        1
    }
    async fn two(one: u32) -> u32 {
        one + 1
    }
}

#[test]
fn without_an_input_struct_run_takes_nothing() {
    assert_eq!(block_on(nothing::Pipeline::run()).two, 2);
}

// greet, name → line;  boxed, name → other
#[dag]
mod trait_objects {
    pub trait Greet: Sync {
        fn greet(&self, name: &str) -> String;
    }

    pub struct Polite;

    impl Greet for Polite {
        fn greet(&self, name: &str) -> String {
            format!("good day, {name}")
        }
    }

    #[input]
    pub struct Input<'a> {
        pub greet: &'a dyn Greet,
        pub boxed: Box<dyn Greet + Send>,
        pub name: String,
    }

    async fn line(greet: &dyn Greet, name: &str) -> String {
        greet.greet(name)
    }
    async fn other(boxed: &(dyn Greet + Send), name: &String) -> usize {
        boxed.greet(name).len()
    }
}

#[test]
fn trait_objects_are_inputs() {
    let (greet, boxed) = (&trait_objects::Polite, Box::new(trait_objects::Polite));
    let input = trait_objects::Input { greet, boxed, name: "Ada".into() };
    let output = block_on(trait_objects::Pipeline::run(input));
    assert_eq!((output.line.as_str(), output.other), ("good day, Ada", 13));
}

// apply, fetch, boxed → twice, fetched, called
#[dag]
mod closures {
    #[input]
    pub struct Input<'a, F, A>
    where
        F: Fn(u32) -> u32,
        A: AsyncFn(u32) -> u32,
    {
        pub apply: F,
        pub fetch: A,
        pub boxed: Box<dyn Fn(u32) -> u32 + 'a>,
    }

    async fn twice(apply: &impl Fn(u32) -> u32) -> u32 {
        apply(apply(1))
    }
    async fn fetched(fetch: &impl AsyncFn(u32) -> u32, twice: u32) -> u32 {
        fetch(twice).await
    }
    async fn called(boxed: &dyn Fn(u32) -> u32, fetched: &u32) -> u32 {
        boxed(*fetched)
    }
}

#[test]
fn closures_are_inputs() {
    let ten = 10;
    let input = closures::Input {
        apply: |number| number + ten,
        fetch: async |number| number * 2,
        boxed: Box::new(|number| number + ten),
    };
    assert_eq!(block_on(closures::Pipeline::run(input)).called, 52);
}

// consume (FnOnce, by value) → done
#[dag]
mod once {
    #[input]
    pub struct Input<F: FnOnce() -> String> {
        pub consume: F,
    }

    async fn done(consume: impl FnOnce() -> String) -> String {
        consume()
    }
}

#[test]
fn a_closure_that_can_be_called_once_is_moved_in() {
    let text = String::from("moved");
    let output = block_on(once::Pipeline::run(once::Input { consume: move || text }));
    assert_eq!(output.done, "moved");
}

// token (future) ─┐
// user ───────────┴→ page
#[dag]
mod future {
    use super::*;

    #[input]
    pub struct Input<'a, F>
    where
        F: Future<Output = String>,
    {
        #[future]
        pub token: F,
        pub log: &'a Log,
    }

    async fn user(log: &Log) -> String {
        log.work("user", 50, "Ada".into()).await
    }
    async fn page(user: &str, token: &str, log: &Log) -> String {
        log.work("page", 10, format!("{user}/{token}")).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_future_input_is_awaited_beside_the_nodes() {
    let log = Log::new();
    let token = log.work("token", 40, String::from("t"));
    let output = future::Pipeline::run(future::Input { token, log: &log }).await;
    assert_eq!(output.page, "Ada/t");
    log.assert_earliest("token, user, page: user token");
    assert_eq!(log.makespan(), 60);
}

#[tokio::test(start_paused = true)]
async fn a_future_input_may_take_longer_than_the_nodes() {
    let log = Log::new();
    let token = log.work("token", 90, String::from("t"));
    future::Pipeline::run(future::Input { token, log: &log }).await;
    log.assert_earliest("token, user, page: user token");
    assert_eq!(log.makespan(), 100);
}

// a ─┬→ c         a and b are futures handed in, boxed and not; c takes the value of a by reference
//    └→ d
// b ─┘
#[dag]
mod woven_futures {
    use super::*;

    #[input]
    pub struct Input<'a, B: Future<Output = u32>> {
        #[future]
        pub a: BoxFuture<'a, u32>,
        #[future]
        pub b: B,
        pub log: &'a Log,
    }

    async fn c(a: &u32, log: &Log) -> u32 {
        log.work("c", 50, a * 10).await
    }
    async fn d(a: &u32, b: u32, log: &Log) -> u32 {
        log.work("d", 20, a + b).await
    }
}

#[tokio::test(start_paused = true)]
async fn several_future_inputs_are_woven_like_nodes() {
    let log = Log::new();
    let input = woven_futures::Input { a: Box::pin(log.work("a", 10, 1)), b: log.work("b", 40, 2), log: &log };
    let output = woven_futures::Pipeline::run(input).await;
    assert_eq!((output.c, output.d), (10, 3));
    log.assert_earliest("a, b, c: a, d: a b");
    assert_eq!(log.makespan(), 60);
}

// token (future) → kept         a hand-written future
#[dag]
mod polled {
    use super::*;

    #[input]
    pub struct Input {
        #[future]
        pub token: Countdown,
    }

    async fn kept(token: Item) -> Item {
        token
    }
    async fn slow() -> u32 {
        yields(5).await;
        1
    }
}

/// Ready at its third poll; panics if it is polled again.
pub struct Countdown {
    left: u32,
    body: Option<Item>,
    ledger: Arc<Ledger>,
}

impl Countdown {
    fn new(ledger: &Arc<Ledger>) -> Self {
        let body = Some(Item::new(ledger, "future"));
        Self { left: 3, body, ledger: Arc::clone(ledger) }
    }
}

impl Future for Countdown {
    type Output = Item;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Item> {
        self.left = self.left.checked_sub(1).expect("polled after it was ready");
        if self.left > 0 {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        self.body = None;
        Poll::Ready(Item::new(&self.ledger, "token"))
    }
}

#[test]
fn a_future_input_is_not_polled_after_it_is_ready() {
    let ledger = Arc::default();
    let token = Countdown::new(&ledger);
    let output = block_on(polled::Pipeline::run(polled::Input { token }));
    assert_eq!(output.slow, 1);
    assert_eq!(ledger.live(), ["token"]);
    drop(output);
    ledger.assert_settled();
}

#[test]
fn a_future_input_is_dropped_with_the_run() {
    let ledger = Arc::default();
    let token = Countdown::new(&ledger);
    let mut run = Box::pin(polled::Pipeline::run(polled::Input { token }));
    assert!(poll_once(run.as_mut()).is_pending());
    assert_eq!(ledger.live(), ["future"]);
    drop(run);
    ledger.assert_settled();
}
