//! The order of ends: in reverse of the nodes' order, however a run ends.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dagwright::dag;
use futures::executor::block_on;

use super::{Ends, Guard};
use crate::support::{poll_once, yields};

/// The end of a run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum End {
    Well,
    Failure,
    Panic,
    Dropped,
}

impl End {
    pub const ALL: [Self; 4] = [Self::Well, Self::Failure, Self::Panic, Self::Dropped];

    /// The last thing that a run does.
    pub async fn come(self) -> Result<u32, String> {
        match self {
            Self::Well => Ok(1),
            Self::Failure => Err("failed".to_owned()),
            Self::Panic => std::panic::resume_unwind(Box::new("panicked")),
            Self::Dropped => std::future::pending().await,
        }
    }
}

/// Runs to that end and drops what comes of it.
pub fn end(end: End, run: impl Future) {
    if end == End::Dropped {
        let mut run = Box::pin(run);
        for _ in 0..9 {
            assert!(poll_once(run.as_mut()).is_pending());
        }
        return;
    }
    let _ = catch_unwind(AssertUnwindSafe(|| drop(block_on(run))));
}

macro_rules! pipelines {
    ($($(#[$meta:meta])* $test:ident, $module:ident, $expected:literal: { $($node:item)* })*) => {
        $(
            #[dag]
            mod $module {
                use super::*;

                #[input]
                pub struct Input {
                    pub ends: Ends,
                    pub end: End,
                }

                #[output]
                pub struct Output {
                    pub last: u32,
                }

                $($node)*
            }

            #[test]
            fn $test() {
                for how in End::ALL {
                    let ends = Ends::default();
                    end(how, $module::Pipeline::run($module::Input { ends: ends.clone(), end: how }));
                    ends.assert($expected);
                }
            }
        )*
    };
}

pipelines! {
    // a → b → c → last
    values_of_a_sequence_end_in_reverse_order, sequence, "c b a": {
        async fn a(ends: &Ends) -> Guard { ends.guard("a") }
        async fn b(_a: &Guard, ends: &Ends) -> Guard { ends.guard("b") }
        async fn c(_b: &Guard, ends: &Ends) -> Guard { ends.guard("c") }
        async fn last(_c: &Guard, end: End) -> Result<u32, String> { end.come().await }
    }

    // a → b ┐
    // c → d ┴→ last
    values_of_branches_end_in_reverse_order, branches, "d c b a": {
        async fn a(ends: &Ends) -> Guard { yields(2).await; ends.guard("a") }
        async fn b(_a: &Guard, ends: &Ends) -> Guard { ends.guard("b") }
        async fn c(ends: &Ends) -> Guard { ends.guard("c") }
        async fn d(_c: &Guard, ends: &Ends) -> Guard { ends.guard("d") }
        async fn last(_b: &Guard, _d: &Guard, end: End) -> Result<u32, String> { end.come().await }
    }

    // a, b → c, d → last: single calls beside a chain
    values_of_calls_and_chains_end_in_reverse_order, mixed, "d c b a": {
        async fn a(ends: &Ends) -> Guard { yields(3).await; ends.guard("a") }
        async fn b(ends: &Ends) -> Guard { ends.guard("b") }
        async fn c(_b: &Guard, ends: &Ends) -> Guard { ends.guard("c") }
        async fn d(ends: &Ends) -> Guard { yields(1).await; ends.guard("d") }
        async fn last(_a: &Guard, _c: &Guard, _d: &Guard, end: End) -> Result<u32, String> { end.come().await }
    }

    // a, b, c, last beside each other: the run ends while they are done
    values_that_wait_for_a_branch_end_in_reverse_order, beside, "c b a": {
        #[node(always)]
        async fn a(ends: &Ends) -> Guard { ends.guard("a") }
        #[node(always)]
        async fn b(ends: &Ends) -> Guard { yields(1).await; ends.guard("b") }
        #[node(always)]
        async fn c(ends: &Ends) -> Guard { ends.guard("c") }
        async fn last(end: End) -> Result<u32, String> { yields(3).await; end.come().await }
    }

    // a, b, c beside the failure, and used behind it
    values_that_are_handed_out_end_in_reverse_order, handed_out, "c b a": {
        async fn a(ends: &Ends) -> Guard { ends.guard("a") }
        async fn b(ends: &Ends) -> Guard { yields(1).await; ends.guard("b") }
        async fn c(ends: &Ends) -> Guard { ends.guard("c") }
        async fn failing(end: End) -> Result<u32, String> { yields(3).await; end.come().await }
        async fn last(_a: &Guard, _b: &Guard, _c: &Guard, failing: u32) -> u32 { failing }
    }

    // a ─┬→ c ─┐
    //    └→ d ─┴→ last
    // b ─┘
    values_of_lanes_end_in_reverse_order, woven, "d c b a": {
        async fn a(ends: &Ends) -> Guard { yields(1).await; ends.guard("a") }
        async fn b(ends: &Ends) -> Guard { ends.guard("b") }
        async fn c(_a: &Guard, ends: &Ends) -> Guard { yields(2).await; ends.guard("c") }
        async fn d(_a: &Guard, _b: &Guard, ends: &Ends) -> Guard { ends.guard("d") }
        async fn last(_c: &Guard, _d: &Guard, end: End) -> Result<u32, String> { end.come().await }
    }

    // the same, declared against the edges; the failure comes from a lane, and in it stands a chain
    values_of_lanes_end_before_what_they_were_made_of, lanes, "c e d a b": {
        async fn last(_e: &Guard, _c: &Guard, end: End) -> Result<u32, String> { end.come().await }
        async fn e(_d: &Guard, ends: &Ends) -> Guard { ends.guard("e") }
        async fn d(_a: &Guard, _b: &Guard, ends: &Ends) -> Guard { ends.guard("d") }
        async fn c(_a: &Guard, ends: &Ends) -> Guard { ends.guard("c") }
        async fn b(ends: &Ends) -> Guard { ends.guard("b") }
        async fn a(ends: &Ends) -> Guard { yields(2).await; ends.guard("a") }
    }

    // numbers between guards, a guard of several, an unused one
    guards_of_all_shapes_end_in_reverse_order, shapes, "e d 1 2 b a": {
        async fn a(ends: &Ends) -> Option<Guard> { Some(ends.guard("a")) }
        async fn n(_a: &Option<Guard>) -> u32 { 1 }
        async fn b(_n: u32, ends: &Ends) -> Result<Guard, String> { Ok(ends.guard("b")) }
        async fn c(_b: &Guard, ends: &Ends) -> Vec<Guard> { vec![ends.guard("1"), ends.guard("2")] }
        #[node(always, after(c))]
        async fn d(ends: &Ends) -> Box<Guard> { Box::new(ends.guard("d")) }
        #[node(after(d))]
        fn e(ends: &Ends) -> (Guard, u32) { (ends.guard("e"), 1) }
        async fn last(_e: &(Guard, u32), end: End) -> Result<u32, String> { end.come().await }
    }

    // outputs are values too, as long as the run has them
    inline_values_end_in_reverse_order, inline, "b a": {
        #[node]
        fn a(ends: &Ends) -> Guard { ends.guard("a") }
        #[node]
        fn b(_a: &Guard, ends: &Ends) -> Guard { ends.guard("b") }
        async fn last(_b: &Guard, end: End) -> Result<u32, String> { end.come().await }
    }
}
