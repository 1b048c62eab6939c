//! Branches that wait for each other.

mod support;

use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use dag_runtime::{Joint, Loom, Slot, branch, pair, weave};
use support::{Caller, Eight, Gate, Log, eight, gates, only, poll_once, twice};

/// a → c, a → d, b → d, as lanes a c and b d.
const N: [Joint; 3] = [Joint::new(0, 0), Joint::new(1, 0), Joint::new(1, 2)];

/// The N, each node waiting for its gate; `wide` or not.
async fn n(log: &Log, gates: &[Gate; 4], wide: bool) -> (u32, u32) {
    let loom = Loom::<3, 1>::new(&N);
    let mut a_slot = Slot::new();
    let (a_writer, a_reader) = a_slot.split();
    let node = async |name: &str, gate: usize, value: u32| {
        log.note(format!("start {name}"));
        gates[gate].wait().await;
        value
    };
    let left = async {
        let a = a_writer.set(node("a", 0, 1).await);
        loom.provide(&[2]);
        node("c", 2, a + 10).await
    };
    let right = async {
        let b = node("b", 1, 2).await;
        loom.arrive(2).await;
        node("d", 3, a_reader.get() + b).await
    };
    let lanes = pair(branch(log.watch("left", left)), branch(log.watch("right", right)));
    if wide { weave(&loom, lanes).wide().await } else { weave(&loom, lanes).await }
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

//   (0 | … | 71): 71 parks after a wait and is woken there, when it alone is left in its word
#[test]
fn a_lane_woken_while_it_is_parked_is_still_heard_later() {
    const JOINTS: [Joint; 73] = {
        let mut joints = [Joint::new(71, 2); 73];
        let mut lane = 0;
        while lane < 72 {
            joints[lane] = Joint::new(lane, 0);
            lane += 1;
        }
        joints
    };
    let (loom, [first, before, after]) = (Loom::<73, 2>::new(&JOINTS), gates());
    let mut lanes = 0..;
    let mut lane = || {
        let lane = lanes.next().unwrap();
        let (loom, first, before, after) = (&loom, &first, &before, &after);
        branch(async move {
            if lane == 0 {
                first.wait().await;
                loom.provide(&[72]);
            } else if lane == 71 {
                before.wait().await;
                loom.arrive(72).await;
                after.wait().await;
            }
        })
    };
    let most: Eight<Eight<_>> = eight(|| eight(&mut lane));
    let tree = pair(most, eight(&mut lane));
    let caller = Arc::new(Caller::default());
    let mut run = pin!(weave(&loom, tree).wide());
    assert!(caller.poll(run.as_mut()).is_pending());
    assert!(caller.poll(run.as_mut()).is_pending());
    let waker = before.waker().unwrap();
    before.open();
    assert!(caller.poll(run.as_mut()).is_pending());
    waker.wake();
    first.open();
    assert!(caller.poll(run.as_mut()).is_pending());
    caller.wakes();
    after.open();
    assert_eq!(caller.wakes(), 1);
    assert!(caller.poll(run.as_mut()).is_ready());
}

//   two lanes with more joints than fit in a word
#[test]
fn few_lanes_may_have_many_joints() {
    const JOINTS: [Joint; 70] = {
        let mut joints = [Joint::new(1, 2); 70];
        joints[0] = Joint::new(0, 0);
        joints[1] = Joint::new(1, 1);
        joints
    };
    let (loom, gates) = (Loom::<70, 2>::new(&JOINTS), gates::<70>());
    let left = async {
        for (joint, gate) in gates.iter().enumerate().skip(1) {
            gate.wait().await;
            loom.provide(&[joint]);
        }
    };
    let right = async {
        for joint in 2..70 {
            loom.arrive(joint).await;
        }
    };
    let mut run = pin!(weave(&loom, pair(branch(left), branch(right))).wide());
    assert!(poll_once(run.as_mut()).is_pending());
    for gate in &gates[1..69] {
        gate.open();
        assert!(poll_once(run.as_mut()).is_pending());
    }
    gates[69].open();
    assert!(poll_once(run.as_mut()).is_ready());
}

//   lane 0 waits for what nobody provides
#[test]
#[should_panic = "nothing arrives"]
#[cfg(debug_assertions)]
fn lanes_that_wait_in_vain_are_noticed_in_debug_builds() {
    let loom = Loom::<2, 1>::new(const { &[Joint::new(0, 0), Joint::new(1, 1)] });
    let _ = poll_once(pin!(weave(&loom, twice(|| branch(async {})))));
}
