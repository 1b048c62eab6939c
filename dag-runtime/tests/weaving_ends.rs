//! Early ends of woven branches.

mod support;

use std::pin::pin;
use std::task::Poll;

use dag_runtime::{Failure, Handoff, Latch, Latches, Slot, branch, pair, try_branch, try_weave, weave};
use support::{Alive, Gate, Log, Value, gates, only, poll_once};

/// a → c, a → d, b → d, as lanes a c and b d.
const N: [Latch; 3] = [Latch::new(0, 0), Latch::new(1, 0), Latch::new(1, 2)];

/// Three lanes that start by themselves.
const ALONE: [Latch; 3] = [Latch::new(0, 0), Latch::new(1, 0), Latch::new(2, 0)];

//   (a | b fails at once | c)
#[test]
fn a_lane_that_fails_as_it_starts_keeps_later_ones_from_starting() {
    let (log, latches) = (Log::default(), Latches::<3, 1>::new(&ALONE));
    let fail = async { Err::<(), _>(Failure::new(1, "no")) };
    let tree = pair(
        branch(log.watch("a", async {})),
        pair(try_branch(log.watch("b", fail)), branch(log.watch("c", async {}))),
    );
    let run = pin!(try_weave(&latches, tree));
    assert_eq!(poll_once(run).map_err(|f| f.node), Poll::Ready(Err(1)));
    assert_eq!(only("poll", log.events()), ["poll a", "poll b"]);
}

//   (5 fails | 2 fails | fine) after the same gate
#[test]
fn of_lanes_that_fail_at_one_wake_up_the_node_declared_first_is_reported() {
    let (log, latches, gate) = (Log::default(), Latches::<3, 1>::new(&ALONE), Gate::default());
    let fail = |node: usize| {
        let gate = gate.wait();
        try_branch(async move {
            gate.await;
            Err::<(), _>(Failure::new(node, "no"))
        })
    };
    let fine = branch(log.watch("fine", gate.wait()));
    let mut run = pin!(try_weave(&latches, pair(fail(5), pair(fail(2), fine))));
    assert!(poll_once(run.as_mut()).is_pending());
    log.events();
    gate.open();
    assert_eq!(poll_once(run.as_mut()).map_err(|f| f.node), Poll::Ready(Err(2)));
    assert_eq!(only("end", log.events()), ["end fine"]);
}

//   a fails while b's latch, in another lane, waits for it
#[test]
fn a_failure_leaves_parked_lanes_where_they_are() {
    let (log, alive) = (Log::default(), Alive::default());
    {
        let latches = Latches::<3, 1>::new(&N);
        let gate = Gate::default();
        let left = async {
            gate.wait().await;
            Err::<(), _>(Failure::new(0, "no"))
        };
        let right = async {
            let _value = alive.value();
            latches.wait(2).await;
            log.note("not reached");
        };
        let mut run = pin!(try_weave(&latches, pair(try_branch(left), branch(right))));
        assert!(poll_once(run.as_mut()).is_pending());
        assert_eq!(alive.count(), 1);
        gate.open();
        assert!(matches!(poll_once(run.as_mut()), Poll::Ready(Err(_))));
    }
    assert_eq!((alive.count(), log.events()), (0, vec![]));
}

//   the N with values that count, given up after every possible number of polls
#[test]
fn every_value_is_dropped_once_wherever_a_weave_is_given_up() {
    async fn run(alive: Alive, gates: &[Gate; 4]) -> (Value, Value) {
        let latches = Latches::<3, 1>::new(&N);
        let (mut a_slot, mut b_handoff) = (Slot::new(), Handoff::new());
        let ((a_writer, a_reader), (b_giver, b_taker)) = (a_slot.split(), b_handoff.split());
        let left = async {
            a_writer.set(alive.value());
            gates[0].wait().await;
            latches.count_down(&[2]);
            gates[2].wait().await;
            alive.value()
        };
        let right = async {
            b_giver.give(alive.value());
            gates[1].wait().await;
            latches.wait(2).await;
            let (_, b): (&Value, Value) = (a_reader.get(), b_taker.take());
            gates[3].wait().await;
            b
        };
        weave(&latches, pair(branch(left), branch(right))).await
    }
    for polls in 0..=5 {
        let (alive, gates) = (Alive::default(), gates());
        let mut run = Box::pin(run(alive.clone(), &gates));
        let mut finished = false;
        for poll in 0..polls {
            finished = poll_once(run.as_mut()).is_ready();
            gates.get(poll).into_iter().for_each(Gate::open);
        }
        drop(run);
        assert_eq!((finished, alive.count()), (polls == 5, 0));
    }
}
