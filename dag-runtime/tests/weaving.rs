//! Branches that wait for each other.

mod support;

use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use dag_runtime::{Latch, Latches, Slot, branch, pair, weave};
use support::{Caller, Eight, Gate, Log, eight, gates, only, poll_once, twice};

/// a → c, a → d, b → d, as lanes a c and b d.
const N: [Latch; 3] = [Latch::new(0, 0), Latch::new(1, 0), Latch::new(1, 2)];

/// The N, each node waiting for its gate; `wide` or not.
async fn n(log: &Log, gates: &[Gate; 4], wide: bool) -> (u32, u32) {
    let latches = Latches::<3, 1>::new(&N);
    let mut a_slot = Slot::new();
    let (a_writer, a_reader) = a_slot.split();
    let node = async |name: &str, gate: usize, value: u32| {
        log.note(format!("start {name}"));
        gates[gate].wait().await;
        value
    };
    let left = async {
        let a = a_writer.set(node("a", 0, 1).await);
        latches.count_down(&[2]);
        node("c", 2, a + 10).await
    };
    let right = async {
        let b = node("b", 1, 2).await;
        latches.wait(2).await;
        node("d", 3, a_reader.get() + b).await
    };
    let lanes = pair(branch(log.watch("left", left)), branch(log.watch("right", right)));
    if wide { weave(&latches, lanes).wide().await } else { weave(&latches, lanes).await }
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

//   a → y, a → z: lanes a z and y, where y is the earlier latch
#[test]
fn a_lane_that_waits_for_its_turn_lets_earlier_latches_go_first() {
    for (turn, order) in [(true, ["y", "z"]), (false, ["z", "y"])] {
        let log = Log::default();
        let latches = Latches::<3, 1>::new(const { &[Latch::new(0, 0), Latch::new(1, 1), Latch::new(0, 1)] });
        let left = async {
            latches.count_down(&[1]);
            if turn {
                latches.wait_turn(2).await;
            } else {
                latches.wait(2).await;
            }
            log.note("z");
        };
        let right = async { log.note("y") };
        assert!(poll_once(pin!(weave(&latches, pair(branch(left), branch(right))))).is_ready());
        assert_eq!(log.events(), order);
    }
}

//   (0 | … | 71) started in the order of the latches, which is not that of the lanes
#[test]
fn more_than_64_latches_are_passed_in_their_order() {
    const LATCHES: [Latch; 72] = {
        let mut latches = [Latch::new(0, 0); 72];
        let mut i = 0;
        while i < 72 {
            latches[i] = Latch::new((i * 5 + 3) % 72, if i == 0 { 0 } else { 1 });
            i += 1;
        }
        latches
    };
    for wide in [false, true] {
        let (log, latches, gate) = (Log::default(), Latches::<72, 2>::new(&LATCHES), Gate::default());
        let mut lanes = 0..;
        let mut lane = || {
            let lane = lanes.next().unwrap();
            let latch = LATCHES.iter().position(|latch| latch.lane == lane).unwrap();
            let (log, latches, gate) = (&log, &latches, &gate);
            branch(async move {
                log.note(latch.to_string());
                if latch == 40 {
                    gate.wait().await;
                }
                if latch < 71 {
                    latches.count_down(&[latch + 1]);
                }
            })
        };
        let most: Eight<Eight<_>> = eight(|| eight(&mut lane));
        let tree = pair(most, eight(&mut lane));
        let finished = if wide {
            let mut run = pin!(weave(&latches, tree).wide());
            assert!(poll_once(run.as_mut()).is_pending());
            assert!(poll_once(run.as_mut()).is_pending());
            gate.open();
            poll_once(run.as_mut())
        } else {
            let mut run = pin!(weave(&latches, tree));
            assert!(poll_once(run.as_mut()).is_pending());
            gate.open();
            poll_once(run.as_mut())
        };
        assert!(finished.is_ready());
        let order: Vec<_> = (0..72).map(|latch: usize| latch.to_string()).collect();
        assert_eq!(log.events(), order);
    }
}

//   (0 | … | 71): 71 parks after a wait and is woken there, when it alone is left in its word
#[test]
fn a_lane_woken_while_it_is_parked_is_still_heard_later() {
    const LATCHES: [Latch; 73] = {
        let mut latches = [Latch::new(71, 2); 73];
        let mut lane = 0;
        while lane < 72 {
            latches[lane] = Latch::new(lane, 0);
            lane += 1;
        }
        latches
    };
    let (latches, [first, before, after]) = (Latches::<73, 2>::new(&LATCHES), gates());
    let mut lanes = 0..;
    let mut lane = || {
        let lane = lanes.next().unwrap();
        let (latches, first, before, after) = (&latches, &first, &before, &after);
        branch(async move {
            if lane == 0 {
                first.wait().await;
                latches.count_down(&[72]);
            } else if lane == 71 {
                before.wait().await;
                latches.wait(72).await;
                after.wait().await;
            }
        })
    };
    let most: Eight<Eight<_>> = eight(|| eight(&mut lane));
    let tree = pair(most, eight(&mut lane));
    let caller = Arc::new(Caller::default());
    let mut run = pin!(weave(&latches, tree).wide());
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

//   two lanes with more latches than fit in a word
#[test]
fn few_lanes_may_have_many_latches() {
    const LATCHES: [Latch; 70] = {
        let mut latches = [Latch::new(1, 2); 70];
        latches[0] = Latch::new(0, 0);
        latches[1] = Latch::new(1, 1);
        latches
    };
    let (latches, gates) = (Latches::<70, 2>::new(&LATCHES), gates::<70>());
    let left = async {
        for (latch, gate) in gates.iter().enumerate().skip(1) {
            gate.wait().await;
            latches.count_down(&[latch]);
        }
    };
    let right = async {
        for latch in 2..70 {
            latches.wait(latch).await;
        }
    };
    let mut run = pin!(weave(&latches, pair(branch(left), branch(right))).wide());
    assert!(poll_once(run.as_mut()).is_pending());
    for gate in &gates[1..69] {
        gate.open();
        assert!(poll_once(run.as_mut()).is_pending());
    }
    gates[69].open();
    assert!(poll_once(run.as_mut()).is_ready());
}

//   the first latch of lane 1 is not counted down by lane 0
#[test]
#[should_panic = "nobody counts down"]
#[cfg(debug_assertions)]
fn lanes_that_wait_in_vain_are_noticed_in_debug_builds() {
    let latches = Latches::<2, 1>::new(const { &[Latch::new(0, 0), Latch::new(1, 1)] });
    let _ = poll_once(pin!(weave(&latches, twice(|| branch(async {})))));
}
