//! A panic in a node reaches the caller as a panic.

use std::panic::{AssertUnwindSafe, UnwindSafe};
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

/// A value of the user's own.
pub struct Own(pub u32);

macro_rules! shapes {
    ($($name:ident: { $($node:item)* })*) => {
        $(
            #[dag]
            mod $name {
                use super::*;

                #[input]
                pub struct Input {
                    pub n: u32,
                }

                $($node)*
            }
        )*

        #[test]
        fn a_run_of_any_shape_is_unwind_safe() {
            fn unwinds<T: UnwindSafe + Future>(run: T) {
                assert!(block_on(run.catch_unwind()).is_ok());
            }
            $(unwinds($name::Pipeline::run($name::Input { n: 1 }));)*
        }
    };
}

shapes! {
    sequence: {
        async fn a(n: u32) -> Own { yields(1).await; Own(n) }
        async fn b(a: &Own) -> Own { yields(1).await; Own(a.0) }
    }
    branches: {
        async fn a(n: u32) -> Own { yields(1).await; Own(n) }
        async fn b(a: &Own) -> String { yields(1).await; a.0.to_string() }
        async fn c(n: u32) -> Own { yields(1).await; Own(n) }
        async fn d(c: &Own) -> Result<u32, String> { yields(1).await; Ok(c.0) }
        async fn e(b: &str, d: u32) -> usize { b.len() + d as usize }
    }
    woven: {
        async fn a(n: u32) -> Own { yields(1).await; Own(n) }
        async fn b() -> u32 { 1 }
        async fn c(a: &Own) -> u32 { yields(1).await; a.0 }
        async fn d(a: &Own, b: u32) -> Result<u32, String> { Ok(a.0 + b) }
    }
    handed_over: {
        async fn a(n: u32) -> Own { yields(1).await; Own(n) }
        async fn b() -> Vec<u8> { yields(1).await; vec![1] }
        async fn c(a: &Own) -> u32 { yields(1).await; a.0 }
        async fn d(a: &Own, b: Vec<u8>) -> u32 { a.0 + u32::from(b[0]) }
    }
    conditional: {
        async fn on(n: u32) -> bool { yields(2).await; n == 1 }
        async fn a(n: u32) -> Own { yields(1).await; Own(n) }
        #[node(when = on)]
        async fn b(a: &Own) -> Own { Own(a.0) }
        async fn c(b: Option<&Own>) -> u32 { b.map_or(0, |own| own.0) }
    }
    inline: {
        #[node]
        fn a(n: u32) -> Own { Own(n) }
        #[node]
        fn b(#[from(a)] own: &Own) -> u32 { own.0 }
    }
}
