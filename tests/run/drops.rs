//! Each value and each body is dropped exactly once, wherever the run ends.

use std::sync::Arc;

use dagwright::dag;

use crate::support::{Item, Ledger, poll_once};

/// Polls the runs that `start` makes 0 times, then once, twice, … and drops each, until one finishes. Returns the
/// number of polls of that one.
#[track_caller]
fn cancel_everywhere<F: Future>(start: impl Fn(Arc<Ledger>) -> F) -> usize {
    for polls in 0.. {
        let ledger = Arc::<Ledger>::default();
        let finished = run_for(polls, start(Arc::clone(&ledger)));
        assert_eq!(ledger.live(), [""; 0], "after {polls} polls");
        assert_eq!(Arc::strong_count(&ledger), 1, "after {polls} polls");
        ledger.assert_settled();
        if finished {
            return polls;
        }
    }
    unreachable!()
}

/// Polls `run` that many times, then drops it and its output; returns true if it finished.
fn run_for<F: Future>(polls: usize, run: F) -> bool {
    let mut run = Box::pin(run);
    (0..polls).any(|_| poll_once(run.as_mut()).is_ready())
}

//   ┌→ b ─┐
// a ┤     ├→ d
//   └→ c ─┘
#[dag]
mod diamond {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
    }

    async fn a(ledger: &Arc<Ledger>) -> Item {
        Item::make(ledger, "a's body", 2, "a").await
    }
    async fn b(_a: &Item, ledger: &Arc<Ledger>) -> Item {
        Item::make(ledger, "b's body", 3, "b").await
    }
    async fn c(_a: &Item, ledger: &Arc<Ledger>) -> Item {
        Item::make(ledger, "c's body", 1, "c").await
    }
    async fn d(b: Item, c: &Item, ledger: &Arc<Ledger>) -> Item {
        let _ = (b, c);
        Item::make(ledger, "d's body", 2, "d").await
    }
}

#[test]
fn a_diamond_may_be_cancelled_at_every_await() {
    let polls = cancel_everywhere(|ledger| diamond::Pipeline::run(diamond::Input { ledger }));
    assert_eq!(polls, 2 + 3 + 2 + 1);
}

#[test]
fn at_the_end_only_the_output_lives() {
    let ledger = Arc::<Ledger>::default();
    let input = diamond::Input { ledger: Arc::clone(&ledger) };
    let output = futures::executor::block_on(diamond::Pipeline::run(input));
    assert_eq!(ledger.live(), ["d"]);
    drop(output);
    assert_eq!(ledger.made(), ["a", "a's body", "b", "b's body", "c", "c's body", "d", "d's body"]);
    ledger.assert_settled();
}

// a ─┬→ c ─┐
//    └→ d ─┴→ e
// b ─┘
#[dag]
mod woven {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
        pub turns: [usize; 5],
    }

    #[output]
    pub struct Output {
        pub e: Item,
        pub b: Item,
    }

    async fn a(ledger: &Arc<Ledger>, turns: [usize; 5]) -> Item {
        Item::make(ledger, "a's body", turns[0], "a").await
    }
    async fn b(ledger: &Arc<Ledger>, turns: [usize; 5]) -> Item {
        Item::make(ledger, "b's body", turns[1], "b").await
    }
    async fn c(_a: &Item, ledger: &Arc<Ledger>, turns: [usize; 5]) -> Item {
        Item::make(ledger, "c's body", turns[2], "c").await
    }
    async fn d(_a: &Item, _b: &Item, ledger: &Arc<Ledger>, turns: [usize; 5]) -> Item {
        Item::make(ledger, "d's body", turns[3], "d").await
    }
    async fn e(c: Item, d: Item, ledger: &Arc<Ledger>, turns: [usize; 5]) -> Item {
        let _ = (c, d);
        Item::make(ledger, "e's body", turns[4], "e").await
    }
}

#[test]
fn a_woven_graph_may_be_cancelled_at_every_await() {
    for turns in [[1, 3, 4, 1, 1], [3, 1, 1, 4, 1], [2, 2, 2, 2, 2], [0, 2, 0, 1, 0], [0; 5]] {
        let start = |ledger| woven::Pipeline::run(woven::Input { ledger, turns });
        let [a, b, c, d, e] = turns;
        let longest = (a + c).max(a.max(b) + d) + e;
        assert_eq!(cancel_everywhere(start), longest + 1, "{turns:?}");
    }
}

#[derive(Debug)]
pub struct Broken;

// a ─┬→ c               one of the nodes fails, each in its turn
//    └→ d → e
// b ─┘
#[dag]
mod failing {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
        pub fails: &'static str,
    }

    #[node(skip)]
    async fn made(
        ledger: &Arc<Ledger>,
        fails: &'static str,
        turns: usize,
        [body, value]: [&'static str; 2],
    ) -> Result<Item, Broken> {
        let item = Item::make(ledger, body, turns, value).await;
        if fails == value { Err(Broken) } else { Ok(item) }
    }

    async fn a(ledger: &Arc<Ledger>, fails: &'static str) -> Result<Item, Broken> {
        made(ledger, fails, 1, ["a's body", "a"]).await
    }
    async fn b(ledger: &Arc<Ledger>, fails: &'static str) -> Result<Item, Broken> {
        made(ledger, fails, 2, ["b's body", "b"]).await
    }
    async fn c(_a: &Item, ledger: &Arc<Ledger>, fails: &'static str) -> Result<Item, Broken> {
        made(ledger, fails, 3, ["c's body", "c"]).await
    }
    async fn d(_a: &Item, b: Item, ledger: &Arc<Ledger>, fails: &'static str) -> Result<Item, Broken> {
        let _moved = b;
        made(ledger, fails, 1, ["d's body", "d"]).await
    }
    async fn e(d: Item, ledger: &Arc<Ledger>, fails: &'static str) -> Result<Item, Broken> {
        let _moved = d;
        made(ledger, fails, 4, ["e's body", "e"]).await
    }
}

#[test]
fn a_failing_run_may_be_cancelled_at_every_await() {
    let run = |fails| cancel_everywhere(|ledger| failing::Pipeline::run(failing::Input { ledger, fails }));
    assert_eq!(["a", "b", "c", "d", "e", "none"].map(run), [2, 3, 5, 4, 8, 8]);
}

#[test]
fn the_value_that_was_not_returned_is_dropped_when_a_sibling_fails_in_the_same_wake_up() {
    let ledger = Arc::<Ledger>::default();
    let input = failing::Input { ledger: Arc::clone(&ledger), fails: "b" };
    let failed = futures::executor::block_on(failing::Pipeline::run(input));
    assert_eq!(failed.err().unwrap().node(), "b");
    assert_eq!(ledger.live(), [""; 0]);
    ledger.assert_settled();
}

// handed (input) → used         inputs that are moved, read, and not used by this entry point
#[dag]
mod inputs {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
        pub moved: Item,
        pub read: Item,
        pub kept: Item,
    }

    #[output]
    pub struct Output {
        pub kept: Item,
        pub used: Item,
    }

    async fn used(moved: Item, _read: &Item, ledger: &Arc<Ledger>) -> Item {
        let _moved = moved;
        Item::make(ledger, "body", 2, "used").await
    }
}

#[test]
fn inputs_are_dropped_once_too() {
    let polls = cancel_everywhere(|ledger| {
        let [moved, read, kept] = ["moved", "read", "kept"].map(|name| Item::new(&ledger, name));
        inputs::Pipeline::run(inputs::Input { ledger, moved, read, kept })
    });
    assert_eq!(polls, 3);
}
