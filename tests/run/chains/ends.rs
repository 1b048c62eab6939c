//! The ends of chains that are given up, and their need for memory and polls.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use dagwright::dag;
use futures::FutureExt;

use crate::support::{Gauge, Item, Ledger, poll_once, yields};

fn assert_send<T: Send>(value: T) -> T {
    value
}

// names ─→ made (each) ─┬→ seen (each) ─→ line
//                       └→ all ──────────↗
#[dag]
mod held {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub ledger: &'a Arc<Ledger>,
        pub names: Vec<(&'static str, usize)>,
    }

    async fn made(#[each(names)] name: &(&'static str, usize), ledger: &Arc<Ledger>) -> Item {
        yields(name.1).await;
        assert!(name.0 != "boom", "boom");
        Item::new(ledger, name.0)
    }
    async fn seen<'i>(#[each(made)] item: &'i Item) -> &'i Item {
        yields(1).await;
        item
    }
    #[node]
    fn all(made: &[Item]) -> usize {
        made.len()
    }
    async fn line(seen: &[&Item], all: usize) -> String {
        format!("{} {all}", seen.iter().filter(|item| item.is("b")).count())
    }
}

#[tokio::test]
async fn a_run_that_is_dropped_drops_each_element_once() {
    for polls in 0..6 {
        let ledger = Arc::<Ledger>::default();
        let input = held::Input { ledger: &ledger, names: vec![("a", 1), ("b", 0), ("c", 3)] };
        let mut run = Box::pin(assert_send(held::Pipeline::run(input)));
        for _ in 0..polls {
            let _ = poll_once(run.as_mut());
        }
        drop(run);
        assert!(ledger.live().is_empty());
        ledger.assert_settled();
    }
}

#[tokio::test]
async fn a_panic_drops_each_element_once() {
    let ledger = Arc::<Ledger>::default();
    let input = held::Input { ledger: &ledger, names: vec![("a", 1), ("b", 0), ("boom", 2)] };
    let panic = std::panic::AssertUnwindSafe(held::Pipeline::run(input)).catch_unwind().await.err().unwrap();
    assert_eq!(panic.downcast_ref::<&str>(), Some(&"boom"));
    assert_eq!(ledger.made(), ["a", "b"]);
    ledger.assert_settled();
}

#[tokio::test]
async fn elements_end_with_the_run() {
    let ledger = Arc::<Ledger>::default();
    let input = held::Input { ledger: &ledger, names: vec![("a", 1), ("b", 0), ("c", 3)] };
    assert_eq!(held::Pipeline::run(input).await.line, "1 3");
    ledger.assert_settled();
}

/// Counts its polls.
struct Counted<'a, F>(F, &'a AtomicUsize);

impl<F: Future + Unpin> Future for Counted<'_, F> {
    type Output = F::Output;

    fn poll(mut self: std::pin::Pin<&mut Self>, cx: &mut std::task::Context<'_>) -> std::task::Poll<F::Output> {
        self.1.fetch_add(1, SeqCst);
        self.0.poll_unpin(cx)
    }
}

// count ─→ first (each, three at once) ─→ second (each, by value, two at once)
#[dag]
mod many {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub count: usize,
        pub alive: &'a Gauge,
        pub polls: &'a AtomicUsize,
    }

    #[node]
    fn numbers(count: usize) -> std::ops::Range<usize> {
        0..count
    }
    #[node(concurrency = 3)]
    async fn first(#[each(numbers)] number: usize, alive: &Gauge, polls: &AtomicUsize) -> usize {
        let _inside = alive.enter();
        Counted(pin!(yields(1)), polls).await;
        number
    }
    #[node(concurrency = 2)]
    async fn second(#[each(first)] number: usize, alive: &Gauge, polls: &AtomicUsize) -> usize {
        let _inside = alive.enter();
        Counted(pin!(yields(1)), polls).await;
        number
    }
}

#[tokio::test]
async fn only_what_is_under_way_is_held_and_nothing_is_polled_in_vain() {
    let (alive, polls) = (Gauge::default(), AtomicUsize::new(0));
    let output = many::Pipeline::run(many::Input { count: 2_000, alive: &alive, polls: &polls }).await;
    assert!(output.second.into_iter().eq(0..2_000));
    assert_eq!((alive.most(), alive.total()), (5, 4_000));
    assert_eq!(polls.load(SeqCst), 8_000, "once in vain, and once when it was woken");
}
