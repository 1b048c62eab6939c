//! Everything is `Send`, `Sync` and `UnwindSafe` exactly as its parts are.

#![allow(clippy::needless_borrow, reason = "each reference is a chance for a trait to apply")]

use std::cell::Cell;
use std::collections::HashMap;
use std::future::{Ready, ready};
use std::marker::PhantomData;
use std::panic::UnwindSafe;
use std::rc::Rc;

use dag_runtime::elements::{Borrowed, methods::*};
use dag_runtime::{
    Failure, Giver, Handoff, HoldsTimeout, Join, Lanes, Latches, Late, LateWriter, PollWoken, Slot, Taker, Timeout,
    TryBranch, TryJoin, Wait, WideJoinDriver, Writer, branch, each, join, pair, try_each, try_join,
};

/// Asks a question about a concrete type that generic code cannot ask: does it lack a trait?
struct Ask<T>(PhantomData<T>);

trait No {
    const SEND: bool = false;
    const SYNC: bool = false;
    const UNWIND: bool = false;
}
impl<T> No for T {}

macro_rules! ask {
    ($name:ident, $answer:ident, $bound:ident) => {
        #[allow(dead_code, reason = "the answer for the types that have the trait")]
        impl<T: $bound> Ask<T> {
            const $answer: bool = true;
        }
        macro_rules! $name {
            ($type:ty) => {
                <Ask<$type>>::$answer
            };
        }
    };
}
ask!(is_send, SEND, Send);
ask!(is_sync, SYNC, Sync);
ask!(is_unwind_safe, UNWIND, UnwindSafe);

type One<F> = dag_runtime::Branch<F>;
type Weave<'l, T> = Join<T, Lanes<'l, PollWoken, 3, 1>>;

// A future that can be sent, of an output that cannot.
type Local = std::future::Pending<Rc<()>>;
type Shared = Ready<u8>;

const _: () = {
    assert!(is_send!(Join<One<Shared>>) && is_sync!(Join<One<Shared>>));
    assert!(is_send!(Join<One<Shared>, WideJoinDriver>));
    assert!(is_send!(Weave<'static, One<Shared>>) && is_sync!(Weave<'static, One<Shared>>));
    assert!(is_send!(TryJoin<Rc<()>, One<Shared>>));
    assert!(is_send!(Latches<3, 1>) && is_sync!(Latches<3, 1>));
    assert!(is_send!(Wait<'static, 3, 1>));
    assert!(is_send!(Timeout) && is_sync!(Timeout));
    assert!(!is_send!(Join<One<Local>>) && !is_sync!(Join<One<Local>>));
    assert!(!is_send!(Weave<'static, One<Local>>));
    assert!(!is_send!(TryJoin<(), TryBranch<Shared, Rc<()>>>));
    assert!(!is_send!(Failure<Rc<()>>) && is_send!(Failure<u8>));
};

const _: () = {
    assert!(is_send!(Slot<u8>) && is_sync!(Slot<u8>));
    assert!(is_send!(Slot<Cell<u8>>) && !is_sync!(Slot<Cell<u8>>));
    assert!(!is_send!(Slot<Rc<()>>) && !is_sync!(Slot<Rc<()>>));
    assert!(is_send!(Late<Cell<u8>>) && !is_sync!(Late<Cell<u8>>));
    assert!(!is_send!(Late<Rc<()>>));
    assert!(is_send!(Handoff<Cell<u8>>) && is_sync!(Handoff<Cell<u8>>));
    assert!(!is_send!(Handoff<Rc<()>>) && !is_sync!(Handoff<Rc<()>>));
    assert!(is_send!(Writer<'static, u8>) && !is_send!(Writer<'static, Cell<u8>>));
    assert!(!is_send!(Writer<'static, Rc<()>>));
    assert!(is_send!(Giver<'static, Cell<u8>>) && is_send!(Taker<'static, Cell<u8>>));
    assert!(!is_send!(Giver<'static, Rc<()>>) && !is_send!(Taker<'static, Rc<()>>));
};

const _: () = {
    assert!(is_unwind_safe!(Join<One<Shared>>) && is_unwind_safe!(Join<One<Shared>, WideJoinDriver>));
    assert!(is_unwind_safe!(Weave<'static, One<Shared>>) && is_unwind_safe!(Wait<'static, 3, 1>));
    assert!(is_unwind_safe!(TryJoin<u8, One<Shared>>));
    assert!(!is_unwind_safe!(Join<One<Ready<&mut u8>>>));
    assert!(is_unwind_safe!(&Slot<u8>) && is_unwind_safe!(Writer<'static, u8>));
    assert!(!is_unwind_safe!(&Slot<Cell<u8>>));
    assert!(is_unwind_safe!(Giver<'static, u8>) && is_unwind_safe!(Taker<'static, u8>));
    assert!(is_unwind_safe!(Late<u8>) && is_unwind_safe!(LateWriter<'static, u8>));
};

fn assert_send(_: &impl Send) {}

#[test]
fn joins_of_async_blocks_can_be_sent() {
    let tree = || pair(branch(async { 1 }), branch(ready(String::new())));
    assert_send(&join(tree()));
    assert_send(&join(tree()).wide());
    assert_send(&try_join::<Failure<()>, _>(tree()).wide());
}

struct Item(String);

struct Shop<'a> {
    items: &'a [Item],
    prefix: &'a str,
}

/// A node that borrows, and returns a borrow, across an await.
async fn label<'a>(item: &'a Item, prefix: &str) -> Result<&'a str, Timeout> {
    ready(()).await;
    Ok(item.0.strip_prefix(prefix).unwrap_or(&item.0))
}

async fn every_kind_of_element(shop: Shop<'_>) -> Vec<&str> {
    let prefix = shop.prefix.to_owned();
    let owned = shop.items.iter().map(|item| item.0.clone());
    let lengths = each(owned, 2, |name| async move { ready(name.len()).await }).await;
    let map: HashMap<&str, &Item> = shop.items.iter().map(|item| (item.0.as_str(), item)).collect();
    let of_map = each((&&Borrowed(&map)).elements_for_node(), 2, |item| label(item, &prefix)).await;
    let labels = try_each((&&Borrowed(&shop.items)).elements_for_node(), 2, |item| label(item, &prefix)).await;
    assert_eq!(lengths.len(), of_map.len());
    labels.unwrap_or_default()
}

// Lifetimes in values held across an await are the first point where the compiler gives up.
#[test]
fn work_for_each_of_some_borrowed_elements_can_be_sent() {
    let items = [Item("a tea".into()), Item("milk".into())];
    let labels = every_kind_of_element(Shop { items: &items, prefix: "a " });
    assert_send(&labels);
    assert_eq!(futures::executor::block_on(labels), ["tea", "milk"]);
    assert_send(&each(0..3, 1, |_| async { PhantomData::<Cell<u8>> }));
}

#[cfg(feature = "tokio")]
mod tokio_options {
    use std::time::Duration;

    use dag_runtime::{Backoff, blocking, deadline, limit, retry, spawn, timeout};
    use tokio::sync::Semaphore;

    use super::*;

    async fn label_with_all_options<'a>(
        item: &'a Item,
        prefix: &str,
        semaphore: &Semaphore,
    ) -> Result<&'a str, Timeout> {
        let second = Duration::from_secs(1);
        let backoff = Backoff { attempts: 3, first: second, factor: 2.0, longest: second, jitter: true };
        limit(
            "x",
            semaphore,
            retry("x", backoff, || timeout("x", second, label(item, prefix), HoldsTimeout::timed_out)),
        )
        .await
    }

    async fn labels<'a>(shop: Shop<'a>, semaphore: &Semaphore) -> Vec<Result<&'a str, Timeout>> {
        let prefix = shop.prefix.to_owned();
        each(shop.items.iter(), 2, |item| label_with_all_options(item, &prefix, semaphore)).await
    }

    #[tokio::test]
    async fn work_with_options_can_be_sent() {
        let (items, semaphore) = ([Item("a tea".into()), Item("milk".into())], Semaphore::new(1));
        let labels = labels(Shop { items: &items, prefix: "a " }, &semaphore);
        assert_send(&labels);
        assert_eq!(labels.await, [Ok("tea"), Ok("milk")]);
        assert_send(&deadline("x", Duration::ZERO, label(&items[0], "")));
        // A value that is not shared between threads can still go to another.
        assert_send(&spawn("x", async { Cell::new(1) }));
        assert_send(&blocking("x", || Cell::new(1)));
    }
}
