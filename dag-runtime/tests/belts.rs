//! Stages whose values go on one by one.

mod support;

use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use dag_runtime::{Belt, Handoffs, branch, counted, in_step, join, pair, stage, stage_onto, try_stage_onto};
use support::{Alive, Caller, Log, Value, gates, only, poll_once};

// 0 | 1 | 2, which end in another order ─→ lent to two ─→ and a Vec
#[test]
fn values_that_are_lent_go_on_as_they_come_and_are_a_vec_at_the_end() {
    let (log, gates, belt) = (Log::default(), gates::<3>(), Belt::<String, 2>::new());
    let first = stage_onto(
        counted(0..3),
        usize::MAX,
        |index: usize| {
            let gate = gates[index].wait();
            async move {
                gate.await;
                index.to_string()
            }
        },
        &belt,
    );
    let seen = |name: &'static str| {
        let log = log.clone();
        move |value: &String| {
            log.note(format!("{name} {value}"));
            let len = value.len();
            async move { len }
        }
    };
    let second = stage(belt.lent(0), usize::MAX, seen("second"));
    let third = stage(belt.lent(1), 1, seen("third"));
    {
        let mut run = pin!(join(pair(branch(first), pair(branch(second), branch(third)))));
        assert!(poll_once(run.as_mut()).is_pending());
        assert_eq!(log.events(), [""; 0]);
        for index in [2, 0] {
            gates[index].open();
            assert!(poll_once(run.as_mut()).is_pending());
            assert_eq!(log.events(), [format!("second {index}"), format!("third {index}")]);
            assert_eq!(belt.nth(index), &index.to_string());
        }
        gates[1].open();
        assert_eq!(poll_once(run.as_mut()), Poll::Ready(((), (vec![1; 3], vec![1; 3]))));
        assert_eq!(belt.whole(), &["0", "1", "2"]);
    }
    assert_eq!(belt.into_vec(), ["0", "1", "2"]);
}

// 0 | 1 | 2 ─→ one at a time
#[test]
fn of_the_values_that_wait_the_first_in_order_goes_on() {
    let (gates, work, handoffs) = (gates::<3>(), support::gates::<3>(), Handoffs::<usize>::new());
    let log = Log::default();
    let first = stage_onto(
        counted(0..3),
        usize::MAX,
        |index: usize| {
            let gate = gates[index].wait();
            async move {
                gate.await;
                index
            }
        },
        &handoffs,
    );
    let second = stage(handoffs.taken(), 1, |index: usize| log.watch(&index.to_string(), work[index].wait()));
    let mut run = pin!(join(pair(branch(first), branch(second))));
    for index in [1, 2, 0] {
        gates[index].open();
        assert!(poll_once(run.as_mut()).is_pending());
    }
    for index in [1, 0, 2] {
        assert_eq!(only("poll", log.events()), [format!("poll {index}")], "polled again only when it is woken");
        work[index].open();
        let _ = poll_once(run.as_mut());
        assert_eq!(log.events()[..2], [format!("poll {index}"), format!("end {index}")]);
        log.note(format!("poll {}", [1, 0, 2, 9][1 + [1, 0, 2].iter().position(|other| *other == index).unwrap()]));
    }
}

// nothing ─→ nothing
#[test]
fn no_elements_are_no_values() {
    let belt = Belt::<u8, 1>::new();
    let first = stage_onto(counted(0..0_u8), 1, async |value: u8| value, &belt);
    let second = stage(belt.lent(0), 1, |value: &u8| {
        let value = *value;
        async move { value }
    });
    let mut run = pin!(join(pair(branch(second), branch(first))));
    // The follower is polled first, and woken by the stage in front.
    let caller = Arc::<Caller>::default();
    assert!(caller.poll(run.as_mut()).is_pending());
    assert_eq!(caller.wakes(), 1);
    assert_eq!(caller.poll(run.as_mut()), Poll::Ready((vec![], ())));
    assert!(belt.whole().is_empty());
}

// 0 | 1 | 2, all there at once ─→ each
#[test]
fn many_values_in_one_poll_wake_the_stage_behind_once() {
    let belt = Belt::<u8, 1>::new();
    let caller = Arc::<Caller>::default();
    let mut second = pin!(stage(belt.lent(0), 9, |value: &u8| {
        let value = *value;
        async move { value }
    },));
    assert!(caller.poll(second.as_mut()).is_pending());
    assert_eq!(poll_once(pin!(stage_onto(counted(0..9_u8), 9, async |value: u8| value, &belt))), Poll::Ready(()));
    assert_eq!(caller.wakes(), 1);
    assert_eq!(caller.poll(second.as_mut()), Poll::Ready((0..9).collect()));
}

// an iterator that does not know its length; pairs with one that does
#[test]
fn elements_that_are_not_counted_are_counted_beforehand() {
    let belt = Belt::<u64, 1>::new();
    let odd = (0..10_u64).filter(|number| number % 2 == 1);
    let first = stage_onto(counted(odd), 2, async |number: u64| number * 10, &belt);
    let pairs = in_step(belt.lent(0), counted(["a", "b", "c", "d", "e"].into_iter()));
    let second = stage(pairs, 3, |(number, name): (&u64, &str)| {
        let text = format!("{number}{name}");
        async move { text }
    });
    let ((), pairs) = futures::executor::block_on(join(pair(branch(first), branch(second))));
    assert_eq!(pairs, ["10a", "30b", "50c", "70d", "90e"]);
    assert_eq!(belt.into_vec(), [10, 30, 50, 70, 90]);
}

// left (ends 2, 0, 1) ┬→ both
// right (ends 0, 1, 2) ┘
#[test]
fn a_pair_goes_on_when_both_halves_are_there() {
    let (lefts, rights) = (gates::<3>(), gates::<3>());
    let (left_belt, right_handoffs) = (Belt::<usize, 1>::new(), Handoffs::<String>::new());
    let left = stage_onto(
        counted(0..3),
        9,
        |index: usize| {
            let gate = lefts[index].wait();
            async move {
                gate.await;
                index
            }
        },
        &left_belt,
    );
    let right = stage_onto(
        counted(0..3),
        9,
        |index: usize| {
            let gate = rights[index].wait();
            async move {
                gate.await;
                index.to_string()
            }
        },
        &right_handoffs,
    );
    let log = Log::default();
    let both = stage(in_step(left_belt.lent(0), right_handoffs.taken()), 9, |(left, right): (&usize, String)| {
        log.note(format!("{left}{right}"));
        async {}
    });
    let mut run = pin!(join(pair(pair(branch(left), branch(right)), branch(both))));
    for (gate, starts) in [
        (&lefts[2], vec![]),
        (&rights[0], vec![]),
        (&rights[1], vec![]),
        (&lefts[0], vec!["00"]),
        (&rights[2], vec!["22"]),
    ] {
        gate.open();
        assert!(poll_once(run.as_mut()).is_pending());
        assert_eq!(log.events(), starts);
    }
    lefts[1].open();
    assert!(poll_once(run.as_mut()).is_ready());
    assert_eq!(log.events(), ["11"]);
}

// 0 | 1 | fails
#[test]
fn values_on_a_belt_that_never_fills_are_dropped_once() {
    let alive = Alive::default();
    let belt = Belt::<Value, 1>::new();
    let work = |index: usize| {
        let value = (index < 2).then(|| alive.value());
        async move { value.ok_or(index) }
    };
    assert_eq!(poll_once(pin!(try_stage_onto(counted(0..3), 9, work, &belt))), Poll::Ready(Err(2)));
    assert_eq!(alive.count(), 2);
    let mut second = pin!(stage(belt.lent(0), 1, async |_: &Value| ()));
    assert!(poll_once(second.as_mut()).is_pending());
    assert_eq!(alive.count(), 2);
    drop(alive.clone());
    let handoffs = Handoffs::<Value>::new();
    let give = stage_onto(
        counted(0..3),
        9,
        |_: usize| {
            let value = alive.value();
            async move { value }
        },
        &handoffs,
    );
    assert!(poll_once(pin!(give)).is_ready());
    assert_eq!(alive.count(), 5);
    drop(handoffs);
    assert_eq!(alive.count(), 2);
}

#[test]
#[should_panic(expected = "a belt has one stage in front")]
fn a_belt_has_one_stage_in_front() {
    let belt = Belt::<u8, 0>::new();
    for _ in 0..2 {
        let _ = poll_once(pin!(stage_onto(counted(0..1_u8), 1, async |value: u8| value, &belt)));
    }
}

#[test]
#[should_panic(expected = "a stage is waited for before its values are used")]
fn the_values_of_a_stage_that_did_not_end_are_no_vec() {
    Belt::<u8, 0>::new().into_vec();
}
