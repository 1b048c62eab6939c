//! The end of a value that nobody takes after all, or whose run ends early.

use std::sync::Arc;

use dagwright::dag;
use futures::executor::block_on;

use crate::support::{Item, Ledger, poll_once, yields};

// The one who takes `file` may be skipped: then it ends with the run, behind `lock`, which came later.
#[dag]
mod skipped {
    use super::super::super::ends::{Ends, Guard};

    #[input]
    pub struct Input {
        pub ends: Ends,
        pub vip: bool,
    }

    async fn file(ends: &Ends) -> Guard {
        ends.guard("file")
    }
    async fn size(file: &Guard) -> u32 {
        let _ = file;
        3
    }
    async fn lock(ends: &Ends, size: u32) -> Guard {
        let _ = size;
        ends.guard("lock")
    }
    async fn locked(lock: &Guard) -> bool {
        let _ = lock;
        true
    }
    #[node(when = vip)]
    async fn sent(file: Guard, lock: &Guard, ends: &Ends) -> String {
        let _ = lock;
        drop(file);
        ends.so_far().join(" ")
    }
}

#[test]
fn a_value_whose_taker_is_skipped_ends_with_the_run_in_its_order() {
    for (vip, sent, order) in [(true, Some("file"), "file lock"), (false, None, "lock file")] {
        let ends = super::super::ends::Ends::default();
        let output = block_on(skipped::Pipeline::run(skipped::Input { ends: ends.clone(), vip }));
        assert_eq!(output.sent.as_deref(), sent);
        ends.assert(order);
    }
}

//       ┌→ b ─┐
// a ────┼→ c ─┼→ d      a moves to d
// other ┴→ e ─┘
#[dag]
mod woven {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
    }

    async fn a(ledger: &Arc<Ledger>) -> Item {
        Item::make(ledger, "a's body", 2, "a").await
    }
    async fn other(ledger: &Arc<Ledger>) -> Item {
        Item::make(ledger, "other's body", 1, "other").await
    }
    async fn b(a: &Item, ledger: &Arc<Ledger>) -> Item {
        assert!(a.is("a"));
        Item::make(ledger, "b's body", 3, "b").await
    }
    async fn c(a: &Item, other: &Item, ledger: &Arc<Ledger>) -> Item {
        assert!(a.is("a") && other.is("other"));
        Item::make(ledger, "c's body", 1, "c").await
    }
    async fn d(a: Item, b: &Item, c: &Item, ledger: &Arc<Ledger>) -> Item {
        assert!(a.is("a") && b.is("b") && c.is("c"));
        yields(1).await;
        Item::make(ledger, "d's body", 2, "d").await
    }
    async fn e(other: &Item) -> bool {
        yields(2).await;
        other.is("other")
    }
}

#[test]
fn a_woven_run_may_be_dropped_at_every_await() {
    for polls in 0.. {
        let ledger = Arc::<Ledger>::default();
        let mut run = Box::pin(woven::Pipeline::run(woven::Input { ledger: Arc::clone(&ledger) }));
        let finished = (0..polls).any(|_| poll_once(run.as_mut()).is_ready());
        drop(run);
        assert_eq!(ledger.live(), [""; 0], "after {polls} polls");
        ledger.assert_settled();
        if finished {
            return;
        }
    }
}
