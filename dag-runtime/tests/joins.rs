//! Independent branches.

mod support;

use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use dag_runtime::{Failure, branch, join, pair, try_branch, try_join};
use support::{Alive, Caller, Gate, Log, gates, only, poll_once};

/// Fails as node number `node` once `gate` is open.
async fn fail(node: usize, gate: &Gate) -> Result<(), Failure<&'static str>> {
    gate.wait().await;
    Err(Failure::new(node, "no"))
}

// (a | (b | c))
#[test]
fn branches_start_in_order_and_their_outputs_nest_as_they_do() {
    let log = Log::default();
    let leaf = |name: &'static str| branch(log.watch(name, async move { name }));
    let run = pin!(join(pair(leaf("a"), pair(leaf("b"), leaf("c")))));
    assert_eq!(poll_once(run), Poll::Ready(("a", ("b", "c"))));
    assert_eq!(only("poll", log.events()), ["poll a", "poll b", "poll c"]);
}

// (a | b | c), b done first
#[test]
fn a_finished_branch_is_dropped_at_once_and_not_polled_again() {
    let log = Log::default();
    let [a, b, c] = gates();
    let leaf = |name, gate: &Gate| branch(log.watch(name, gate.wait()));
    let mut run = pin!(join(pair(leaf("a", &a), pair(leaf("b", &b), leaf("c", &c)))));
    assert!(poll_once(run.as_mut()).is_pending());
    log.events();
    b.open();
    assert!(poll_once(run.as_mut()).is_pending());
    assert_eq!(log.events(), ["poll a", "poll b", "end b", "drop b", "poll c"]);
    a.open();
    c.open();
    assert!(poll_once(run.as_mut()).is_ready());
    assert_eq!(log.events(), ["poll a", "end a", "drop a", "poll c", "end c", "drop c"]);
}

// (a | b fails | c)
#[test]
fn what_comes_after_a_branch_that_fails_at_once_is_not_started() {
    for wide in [false, true] {
        let log = Log::default();
        let gate = Gate::default();
        gate.open();
        let tree = pair(
            branch(log.watch("a", async {})),
            pair(try_branch(log.watch("b", fail(1, &gate))), branch(log.watch("c", async {}))),
        );
        let polled = if wide { poll_once(pin!(try_join(tree).wide())) } else { poll_once(pin!(try_join(tree))) };
        assert_eq!(polled, Poll::Ready(Err(Failure::new(1, "no"))));
        let polls = only("poll", log.events());
        assert_eq!(polls, ["poll a", "poll b"]);
    }
}

// (node 5 fails | node 2 fails | node 9 fails | fine)
#[test]
fn of_several_failures_at_one_wake_up_the_one_declared_first_is_reported() {
    let (log, gate) = (Log::default(), Gate::default());
    let leaf = |node: usize| try_branch(log.watch(&node.to_string(), fail(node, &gate)));
    let fine = branch(log.watch("fine", gate.wait()));
    let mut run = pin!(try_join(pair(pair(leaf(5), leaf(2)), pair(leaf(9), fine))));
    assert!(poll_once(run.as_mut()).is_pending());
    log.events();
    gate.open();
    assert_eq!(poll_once(run.as_mut()).map_err(|f| f.node), Poll::Ready(Err(2)));
    let polls = only("poll", log.events());
    assert_eq!(polls, ["poll 5", "poll 2", "poll 9", "poll fine"]);
}

// (node 5 fails | node 2 fails | fine), each with a gate of its own
#[test]
fn a_wide_join_polls_all_that_were_woken_before_it_reports_a_failure() {
    let log = Log::default();
    let [five, two, fine] = gates();
    let tree = pair(
        try_branch(log.watch("5", fail(5, &five))),
        pair(try_branch(log.watch("2", fail(2, &two))), branch(log.watch("fine", fine.wait()))),
    );
    let mut run = pin!(try_join(tree).wide());
    assert!(poll_once(run.as_mut()).is_pending());
    assert!(poll_once(run.as_mut()).is_pending());
    log.events();
    two.open();
    five.open();
    assert_eq!(poll_once(run.as_mut()).map_err(|f| f.node), Poll::Ready(Err(2)));
    assert_eq!(log.events(), ["poll 5", "end 5", "drop 5", "poll 2", "end 2", "drop 2"]);
}

// (a | b | c | d), gates opened one a poll, given up after every possible number of polls
#[test]
fn every_value_and_future_is_dropped_once_wherever_a_join_is_given_up() {
    for wide in [false, true] {
        for polls in 0..=5 {
            let (log, alive, gates) = (Log::default(), Alive::default(), gates::<4>());
            let names = ["a", "b", "c", "d"];
            let leaf = |i: usize| {
                let (gate, before, alive) = (gates[i].wait(), alive.value(), alive.clone());
                branch(log.watch(names[i], async move {
                    gate.await;
                    drop(before);
                    alive.value()
                }))
            };
            let tree = pair(pair(leaf(0), leaf(1)), pair(leaf(2), leaf(3)));
            let finished =
                if wide { drive(join(tree).wide(), polls, &gates) } else { drive(join(tree), polls, &gates) };
            assert_eq!(finished, polls == 5);
            assert_eq!(alive.count(), 0);
            let mut drops = only("drop", log.events());
            drops.sort();
            assert_eq!(drops, ["drop a", "drop b", "drop c", "drop d"]);
        }
    }
}

/// Polls so many times, opening a gate after each, and drops the future.
fn drive<F: Future>(run: F, polls: usize, gates: &[Gate]) -> bool {
    let mut run = Box::pin(run);
    for poll in 0..polls {
        if poll_once(run.as_mut()).is_ready() {
            return true;
        }
        gates.get(poll).into_iter().for_each(Gate::open);
    }
    false
}

// (a | b fails | c)
#[test]
fn every_value_and_future_is_dropped_once_when_a_branch_fails() {
    let (log, alive, [a, b, c]) = (Log::default(), Alive::default(), gates());
    let leaf = |name, gate: &Gate| {
        let (gate, alive) = (gate.wait(), alive.clone());
        branch(log.watch(name, async move {
            gate.await;
            alive.value()
        }))
    };
    {
        let bad = try_branch(log.watch("b", fail(1, &b)));
        let mut run = pin!(try_join(pair(leaf("a", &a), pair(bad, leaf("c", &c)))));
        assert!(poll_once(run.as_mut()).is_pending());
        a.open();
        b.open();
        assert!(matches!(poll_once(run.as_mut()), Poll::Ready(Err(_))));
    }
    assert_eq!(alive.count(), 0);
    let drops = only("drop", log.events());
    assert_eq!(drops, ["drop a", "drop b", "drop c"]);
}

// a alone
#[test]
fn a_single_branch_is_a_tree() {
    assert_eq!(poll_once(pin!(join(branch(async { 1 })))), Poll::Ready(1));
    let one: Poll<Result<_, Failure<()>>> = poll_once(pin!(try_join(branch(async { 1 }))));
    assert_eq!(one, Poll::Ready(Ok(1)));
}

// (a | b)
#[test]
#[should_panic = "after they completed"]
fn a_join_polled_after_its_end_panics() {
    let mut run = pin!(join(pair(branch(async {}), branch(async {}))));
    assert!(poll_once(run.as_mut()).is_ready());
    let _ = poll_once(run.as_mut());
}

// (a | b)
#[test]
fn a_narrow_join_hands_its_callers_waker_on() {
    let [a, b] = gates();
    let caller = Arc::new(Caller::default());
    let mut run = pin!(join(pair(branch(a.wait()), branch(b.wait()))));
    assert!(caller.poll(run.as_mut()).is_pending());
    a.open();
    assert_eq!(caller.wakes(), 1);
    assert!(caller.poll(run.as_mut()).is_pending());
    b.open();
    assert_eq!(caller.wakes(), 1);
    assert!(caller.poll(run.as_mut()).is_ready());
}
