//! Branches that wait for each other.

mod support;

use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use dag_runtime::{
    Failure, Handoff, Joint, Loom, Slot, branch, pair, try_branch, try_weave, weave,
};
use support::{Alive, Caller, Eight, Gate, Log, Value, eight, gates, only, poll_once, twice};

/// a → c, a → d, b → d, as lanes a c and b d.
const N: [Joint; 3] = [Joint::new(0, 0), Joint::new(1, 0), Joint::new(1, 2)];

/// The N, each node waiting for its gate; `wide` or not.
async fn n(log: &Log, gates: &[Gate; 4], wide: bool) -> (u32, u32) {
    let loom = Loom::<3, 1>::new(&N);
    let a_value = Slot::new();
    let node = async |name: &str, gate: usize, value: u32| {
        log.note(format!("start {name}"));
        gates[gate].wait().await;
        value
    };
    let left = async {
        let a = a_value.set(node("a", 0, 1).await);
        loom.provide(&[2]);
        node("c", 2, a + 10).await
    };
    let right = async {
        let b = node("b", 1, 2).await;
        loom.arrive(2).await;
        node("d", 3, a_value.get() + b).await
    };
    let lanes = pair(
        branch(log.watch("left", left)),
        branch(log.watch("right", right)),
    );
    if wide {
        weave(&loom, lanes).wide().await
    } else {
        weave(&loom, lanes).await
    }
}

//   a   b
//   ├─┐ │
//   c  d      for every order in which a and b end
#[test]
fn each_node_of_an_n_starts_when_its_own_parameters_are_there() {
    for wide in [false, true] {
        let (log, gates) = (Log::default(), gates());
        let mut run = pin!(n(&log, &gates, wide));
        assert!(poll_once(run.as_mut()).is_pending());
        assert_eq!(only("start", log.events()), ["start a", "start b"]);
        gates[0].open();
        assert!(poll_once(run.as_mut()).is_pending());
        assert_eq!(only("start", log.events()), ["start c"]);
        gates[1].open();
        assert!(poll_once(run.as_mut()).is_pending());
        assert_eq!(only("start", log.events()), ["start d"]);
        gates[3].open();
        assert!(poll_once(run.as_mut()).is_pending());
        gates[2].open();
        assert_eq!(poll_once(run.as_mut()), Poll::Ready((11, 3)));

        let (log, gates) = (Log::default(), support::gates());
        let mut run = pin!(n(&log, &gates, wide));
        assert!(poll_once(run.as_mut()).is_pending());
        gates[1].open();
        assert!(poll_once(run.as_mut()).is_pending());
        assert_eq!(only("start", log.events()), ["start a", "start b"]);
        gates[0].open();
        assert!(poll_once(run.as_mut()).is_pending());
        assert_eq!(only("start", log.events()), ["start c", "start d"]);
    }
}

//   the same
#[test]
fn an_n_that_need_not_wait_is_done_in_one_poll() {
    for wide in [false, true] {
        let (log, gates) = (Log::default(), gates());
        gates.iter().for_each(Gate::open);
        let run = pin!(n(&log, &gates, wide));
        assert_eq!(poll_once(run), Poll::Ready((11, 3)));
        let polls = ["poll left", "poll right"];
        assert_eq!(only("poll", log.events()), polls);
    }
}

//   the same: b ends first, then the caller polls for no reason
#[test]
fn a_parked_lane_is_not_polled() {
    for wide in [false, true] {
        let (log, gates) = (Log::default(), gates());
        let mut run = pin!(n(&log, &gates, wide));
        assert!(poll_once(run.as_mut()).is_pending());
        assert!(poll_once(run.as_mut()).is_pending());
        gates[1].open();
        assert!(poll_once(run.as_mut()).is_pending());
        log.events();
        for _ in 0..3 {
            assert!(poll_once(run.as_mut()).is_pending());
        }
        let polls = only("poll", log.events());
        assert!(polls.iter().all(|poll| poll == "poll left"), "{polls:?}");
        assert_eq!(polls.len(), if wide { 0 } else { 3 });
    }
}

//   the same
#[test]
fn a_wide_weave_wakes_its_caller_for_a_lane_that_started_late() {
    let (log, gates) = (Log::default(), gates());
    let caller = Arc::new(Caller::default());
    let mut run = pin!(n(&log, &gates, true));
    assert!(caller.poll(run.as_mut()).is_pending());
    for gate in [1, 0, 3] {
        gates[gate].open();
        assert_eq!(caller.wakes(), 1);
        assert!(caller.poll(run.as_mut()).is_pending());
    }
    gates[2].open();
    assert_eq!(caller.wakes(), 1);
    assert!(caller.poll(run.as_mut()).is_ready());
}

//   a → y, a → z: lanes a z and y, where y is the earlier joint
#[test]
fn a_lane_that_waits_for_its_turn_lets_earlier_joints_go_first() {
    for (turn, order) in [(true, ["y", "z"]), (false, ["z", "y"])] {
        let log = Log::default();
        let joints = const { &[Joint::new(0, 0), Joint::new(1, 1), Joint::new(0, 1)] };
        let loom = Loom::<3, 1>::new(joints);
        let left = async {
            loom.provide(&[1]);
            if turn {
                loom.turn(2).await;
            } else {
                loom.arrive(2).await;
            }
            log.note("z");
        };
        let right = async { log.note("y") };
        assert!(poll_once(pin!(weave(&loom, pair(branch(left), branch(right))))).is_ready());
        assert_eq!(log.events(), order);
    }
}

//   (0 | … | 71) started in the order of the joints, which is not that of the lanes
#[test]
fn more_than_64_joints_are_passed_in_their_order() {
    const JOINTS: [Joint; 72] = {
        let mut joints = [Joint::new(0, 0); 72];
        let mut i = 0;
        while i < 72 {
            joints[i] = Joint::new((i * 5 + 3) % 72, if i == 0 { 0 } else { 1 });
            i += 1;
        }
        joints
    };
    for wide in [false, true] {
        let (log, loom, gate) = (Log::default(), Loom::<72, 2>::new(&JOINTS), Gate::default());
        let mut lanes = 0..;
        let mut lane = || {
            let lane = lanes.next().unwrap();
            let joint = JOINTS.iter().position(|joint| joint.lane == lane).unwrap();
            let (log, loom, gate) = (&log, &loom, &gate);
            branch(async move {
                log.note(joint.to_string());
                if joint == 40 {
                    gate.wait().await;
                }
                if joint < 71 {
                    loom.provide(&[joint + 1]);
                }
            })
        };
        let most: Eight<Eight<_>> = eight(|| eight(&mut lane));
        let tree = pair(most, eight(&mut lane));
        let finished = if wide {
            let mut run = pin!(weave(&loom, tree).wide());
            assert!(poll_once(run.as_mut()).is_pending());
            assert!(poll_once(run.as_mut()).is_pending());
            gate.open();
            poll_once(run.as_mut())
        } else {
            let mut run = pin!(weave(&loom, tree));
            assert!(poll_once(run.as_mut()).is_pending());
            gate.open();
            poll_once(run.as_mut())
        };
        assert!(finished.is_ready());
        let order: Vec<_> = (0..72).map(|joint: usize| joint.to_string()).collect();
        assert_eq!(log.events(), order);
    }
}

/// Three lanes that start by themselves.
const ALONE: [Joint; 3] = [Joint::new(0, 0), Joint::new(1, 0), Joint::new(2, 0)];

//   (a | b fails at once | c)
#[test]
fn a_lane_that_fails_as_it_starts_keeps_later_ones_from_starting() {
    let (log, loom) = (Log::default(), Loom::<3, 1>::new(&ALONE));
    let fail = async { Err::<(), _>(Failure::new(1, "no")) };
    let tree = pair(
        branch(log.watch("a", async {})),
        pair(
            try_branch(log.watch("b", fail)),
            branch(log.watch("c", async {})),
        ),
    );
    let run = pin!(try_weave(&loom, tree));
    assert_eq!(poll_once(run).map_err(|f| f.node), Poll::Ready(Err(1)));
    assert_eq!(only("poll", log.events()), ["poll a", "poll b"]);
}

//   (5 fails | 2 fails | fine) after the same gate
#[test]
fn of_lanes_that_fail_at_one_wake_up_the_node_declared_first_is_reported() {
    let (log, loom, gate) = (Log::default(), Loom::<3, 1>::new(&ALONE), Gate::default());
    let fail = |node: usize| {
        let gate = gate.wait();
        try_branch(async move {
            gate.await;
            Err::<(), _>(Failure::new(node, "no"))
        })
    };
    let fine = branch(log.watch("fine", gate.wait()));
    let mut run = pin!(try_weave(&loom, pair(fail(5), pair(fail(2), fine))));
    assert!(poll_once(run.as_mut()).is_pending());
    log.events();
    gate.open();
    assert_eq!(
        poll_once(run.as_mut()).map_err(|f| f.node),
        Poll::Ready(Err(2))
    );
    assert_eq!(only("end", log.events()), ["end fine"]);
}

//   a fails while b's joint, in another lane, waits for it
#[test]
fn a_failure_leaves_parked_lanes_where_they_are() {
    let (log, alive) = (Log::default(), Alive::default());
    {
        let loom = Loom::<3, 1>::new(&N);
        let gate = Gate::default();
        let left = async {
            gate.wait().await;
            Err::<(), _>(Failure::new(0, "no"))
        };
        let right = async {
            let _value = alive.value();
            loom.arrive(2).await;
            log.note("not reached");
        };
        let mut run = pin!(try_weave(&loom, pair(try_branch(left), branch(right))));
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
        let loom = Loom::<3, 1>::new(&N);
        let (a_value, b_value) = (Slot::new(), Handoff::new());
        let left = async {
            a_value.set(alive.value());
            gates[0].wait().await;
            loom.provide(&[2]);
            gates[2].wait().await;
            alive.value()
        };
        let right = async {
            b_value.put(alive.value());
            gates[1].wait().await;
            loom.arrive(2).await;
            let (_, b): (&Value, Value) = (a_value.get(), b_value.take());
            gates[3].wait().await;
            b
        };
        weave(&loom, pair(branch(left), branch(right))).await
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

//   lane 0 waits for what nobody provides
#[test]
#[should_panic = "nothing arrives"]
#[cfg(debug_assertions)]
fn lanes_that_wait_in_vain_are_noticed_in_debug_builds() {
    let loom = Loom::<2, 1>::new(const { &[Joint::new(0, 0), Joint::new(1, 1)] });
    let _ = poll_once(pin!(weave(&loom, twice(|| branch(async {})))));
}
