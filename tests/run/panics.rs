//! A panic in a node reaches the caller as a panic.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use dagwright::dag;
use futures::FutureExt;
use futures::executor::block_on;

use crate::support::{Item, Ledger, yields};

// value → panics
// slow
#[dag]
mod panicking {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
        pub inline: bool,
    }

    async fn value(ledger: &Arc<Ledger>) -> Item {
        Item::make(ledger, "value's body", 1, "value").await
    }
    async fn panics(value: &Item, inline: bool) {
        let _ = value;
        yields(1).await;
        assert!(inline, "an asynchronous node");
    }
    #[node]
    fn inline_panics(value: &Item, inline: bool) {
        let _ = value;
        assert!(!inline, "an inline node");
    }
    async fn slow(ledger: &Arc<Ledger>) -> Item {
        Item::make(ledger, "slow's body", 9, "slow").await
    }
}

fn panic_message(inline: bool) -> &'static str {
    let ledger = Arc::<Ledger>::default();
    let run = panicking::Pipeline::run(panicking::Input { ledger: Arc::clone(&ledger), inline });
    let panic = block_on(AssertUnwindSafe(run).catch_unwind()).expect_err("a panic");
    ledger.assert_settled();
    panic.downcast_ref::<&'static str>().copied().expect("a message")
}

#[test]
fn a_panic_reaches_the_caller_and_everything_is_dropped() {
    assert_eq!(panic_message(false), "an asynchronous node");
}

#[test]
fn a_panic_of_an_inline_node_reaches_the_caller() {
    assert_eq!(panic_message(true), "an inline node");
}
