//! What a node takes ends with it; what it would have taken, had it not been skipped, ends with the run.

use dagwright::dag;
use futures::executor::block_on;

use super::{Ends, Guard};
use crate::support::yields;

// guard ─────┐
// on (late) ─┴→ (taker) → later: the guard is there before it turns out whether anybody takes it
#[dag]
mod conditional {
    use super::*;

    #[input]
    pub struct Input {
        pub ends: Ends,
        pub takes: bool,
    }

    #[output]
    pub struct Output {
        pub later: usize,
    }

    async fn guard(ends: &Ends) -> Guard {
        ends.guard("guard")
    }
    async fn on(takes: bool) -> bool {
        yields(2).await;
        takes
    }
    #[node(when = on)]
    async fn taker(guard: Guard) -> usize {
        guard.name.len()
    }
    async fn later(taker: Option<usize>, ends: &Ends) -> usize {
        taker.unwrap_or_default() + 10 * ends.so_far().len()
    }
}

#[test]
fn a_skipped_node_takes_nothing() {
    for (takes, later) in [(true, 15), (false, 0)] {
        let ends = Ends::default();
        let output = block_on(conditional::Pipeline::run(conditional::Input { ends: ends.clone(), takes }));
        assert_eq!(output.later, later);
        ends.assert("guard");
    }
}

// server → tx → commit → after_commit
#[dag]
mod transaction {
    use super::*;

    #[input]
    pub struct Input {
        pub ends: Ends,
        pub fails: bool,
    }

    async fn server(ends: &Ends) -> Guard {
        ends.guard("server")
    }
    async fn tx(_server: &Guard, ends: &Ends) -> Guard {
        ends.guard("tx")
    }
    async fn check(_server: &Guard, fails: bool) -> Result<u32, String> {
        if fails { Err("no".to_owned()) } else { Ok(1) }
    }
    async fn commit(tx: Guard, _check: u32) -> &'static str {
        tx.name
    }
    async fn after_commit(_commit: &str, ends: &Ends) -> Vec<&'static str> {
        ends.so_far()
    }
}

#[test]
fn what_is_taken_ends_with_the_one_who_takes_it() {
    let ends = Ends::default();
    let input = transaction::Input { ends: ends.clone(), fails: false };
    assert_eq!(block_on(transaction::Pipeline::run(input)).unwrap().after_commit, ["tx"]);
    ends.assert("tx server");
}

#[test]
fn what_was_not_taken_because_of_a_failure_ends_before_what_it_was_made_of() {
    let ends = Ends::default();
    let input = transaction::Input { ends: ends.clone(), fails: true };
    assert!(block_on(transaction::Pipeline::run(input)).is_err());
    ends.assert("tx server");
}
