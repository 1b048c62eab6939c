//! Work for every element.

mod support;

use std::cell::Cell;
use std::future::{pending, ready};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use dag_runtime::{each, try_each};
use support::{Alive, Caller, Gate, Log, Value, gates, only, poll_once, yield_once};

/// The order in which elements were first polled.
fn starts(log: &Log) -> Vec<String> {
    let mut polls = only("poll", log.events());
    let mut seen = Vec::new();
    polls.retain(|poll| {
        !seen.contains(poll) && {
            seen.push(poll.clone());
            true
        }
    });
    polls
}

// 0 | 1 | 2 | 3, which end in another order
#[test]
fn values_come_in_the_order_of_the_elements() {
    let gates = gates::<4>();
    let work = |index: usize| {
        let gate = gates[index].wait();
        async move {
            gate.await;
            index * 10
        }
    };
    let mut run = pin!(each(0..4, usize::MAX, work));
    for index in [2, 0, 3] {
        assert!(poll_once(run.as_mut()).is_pending());
        gates[index].open();
    }
    assert!(poll_once(run.as_mut()).is_pending());
    gates[1].open();
    assert_eq!(poll_once(run.as_mut()), Poll::Ready(vec![0, 10, 20, 30]));
}

// 0 | 1 | 2 | 3 | 4, all waiting
#[test]
fn elements_start_in_order_and_all_at_once_without_a_bound() {
    let (log, gate) = (Log::default(), Gate::default());
    let mut run = pin!(each(0..5, usize::MAX, |index| log.watch(&index.to_string(), gate.wait())));
    assert!(poll_once(run.as_mut()).is_pending());
    assert_eq!(starts(&log), ["poll 0", "poll 1", "poll 2", "poll 3", "poll 4"]);
}

// 0 … 5, two at once
#[test]
fn no_more_start_than_there_are_places() {
    let (log, gates) = (Log::default(), gates::<6>());
    let mut run = pin!(each(0..6, 2, |index: usize| log.watch(&index.to_string(), gates[index].wait())));
    assert!(poll_once(run.as_mut()).is_pending());
    assert_eq!(starts(&log), ["poll 0", "poll 1"]);
    for (index, gate) in gates.iter().enumerate() {
        gate.open();
        assert_eq!(poll_once(run.as_mut()).is_ready(), index == 5);
        let mut events = log.events();
        events.retain(|event| event.starts_with("end") || event.ends_with(&(index + 2).to_string()));
        let next = (index < 4).then(|| format!("poll {}", index + 2));
        assert_eq!(events, [Some(format!("end {index}")), next].into_iter().flatten().collect::<Vec<_>>());
    }
}

// 0 waits to the end; 1, 2, 3 share the other turn
#[test]
fn a_slow_first_element_holds_up_nobody() {
    let (log, [slow]) = (Log::default(), gates());
    let work = |index: usize| {
        let slow = slow.wait();
        log.watch(&index.to_string(), async move {
            if index == 0 {
                slow.await;
            }
        })
    };
    let mut run = pin!(each(0..4, 2, work));
    assert!(poll_once(run.as_mut()).is_pending());
    assert_eq!(only("end", log.events()), ["end 1", "end 2", "end 3"]);
    slow.open();
    assert!(poll_once(run.as_mut()).is_ready());
}

#[test]
fn one_place_means_one_after_another_and_there_is_always_one() {
    for at_once in [0, 1] {
        let (log, gate) = (Log::default(), Gate::default());
        let work = |index: usize| {
            let gate = gate.wait();
            log.watch(&index.to_string(), async move {
                if index == 1 {
                    gate.await;
                }
            })
        };
        let mut run = pin!(each(0..3, at_once, work));
        assert!(poll_once(run.as_mut()).is_pending());
        assert_eq!(log.events(), ["poll 0", "end 0", "drop 0", "poll 1"]);
        gate.open();
        assert!(poll_once(run.as_mut()).is_ready());
        assert_eq!(only("end", log.events()), ["end 1", "end 2"]);
    }
}

#[test]
fn no_elements_give_no_values_at_once() {
    let never = |_: u8| -> std::future::Ready<u8> { unreachable!() };
    assert_eq!(poll_once(pin!(each([].into_iter(), 8, never))), Poll::Ready(vec![]));
    let never = |_: u8| -> std::future::Ready<Result<u8, ()>> { unreachable!() };
    assert_eq!(poll_once(pin!(try_each([].into_iter(), 8, never))), Poll::Ready(Ok(vec![])));
}

#[test]
fn a_run_that_need_not_wait_ends_at_the_first_poll() {
    let values = poll_once(pin!(each(0..1000, 8, |number| ready(number * 2))));
    assert!(values.map(|values| values.into_iter().eq((0..1000).map(|number| number * 2))).is_ready());
}

// 0 waits | 1 fails when the gate opens | 2 waits; 3 and 4 wait for their turn
#[test]
fn the_first_failure_drops_what_is_under_way_and_starts_nothing_more() {
    let (log, gate, alive) = (Log::default(), Gate::default(), Alive::default());
    let taken = Cell::new(0);
    let elements = (0..5).inspect(|_| taken.set(taken.get() + 1));
    let work = |index: usize| {
        let (gate, value) = (gate.wait(), alive.value());
        log.watch(&index.to_string(), async move {
            if index != 1 {
                pending::<()>().await;
            }
            gate.await;
            drop(value);
            Err::<(), _>("no page")
        })
    };
    let mut run = pin!(try_each(elements, 3, work));
    assert!(poll_once(run.as_mut()).is_pending());
    assert_eq!(alive.count(), 3);
    log.events();
    gate.open();
    assert_eq!(poll_once(run.as_mut()), Poll::Ready(Err("no page")));
    assert_eq!((alive.count(), taken.get()), (0, 3));
    let drops = only("drop", log.events());
    assert_eq!((drops.len(), drops[0].as_str()), (3, "drop 1"));
}

// 0 is done | 1 fails at once | 2
#[test]
fn a_failure_without_a_wait_keeps_later_elements_from_starting() {
    let (log, alive) = (Log::default(), Alive::default());
    let work = |index: usize| {
        let value = alive.value();
        log.watch(&index.to_string(), async move { if index == 1 { Err(index) } else { Ok(value) } })
    };
    assert!(matches!(poll_once(pin!(try_each(0..3, 8, work))), Poll::Ready(Err(1))));
    assert_eq!((only("poll", log.events()), alive.count()), (vec!["poll 0".into(), "poll 1".into()], 0));
}

// 0 is done | 1 panics | 2 waits
#[test]
fn a_panic_passes_through_and_drops_the_rest() {
    let alive = Alive::default();
    let gate = Gate::default();
    let work = |index: usize| {
        let (value, gate) = (alive.value(), gate.wait());
        async move {
            match index {
                0 => return value,
                1 => panic!("no page"),
                _ => gate.await,
            }
            value
        }
    };
    let run = AssertUnwindSafe(|| futures::executor::block_on(each(0..3, 8, work)));
    let panic = catch_unwind(run).err().unwrap();
    assert_eq!((panic.downcast_ref(), alive.count()), (Some(&"no page"), 0));
}

/// An iterator that gives something again after its end.
struct Restarting(u8);

impl Iterator for Restarting {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        self.0 += 1;
        [1, 2, 4].contains(&self.0).then_some(self.0)
    }
}

#[test]
fn the_end_of_the_elements_is_the_end() {
    assert_eq!(poll_once(pin!(each(Restarting(0), 8, ready))), Poll::Ready(vec![1, 2]));
}

// 0 | 1 | … | 63, woken one by one
#[test]
fn a_wake_up_polls_the_element_it_is_for() {
    let (log, gates) = (Log::default(), gates::<64>());
    let caller = Arc::new(Caller::default());
    let mut run = pin!(each(0..64, usize::MAX, |index: usize| log.watch(&index.to_string(), gates[index].wait())));
    assert!(caller.poll(run.as_mut()).is_pending());
    assert!(caller.poll(run.as_mut()).is_pending());
    assert_eq!(only("poll", log.events()).len(), 64);
    for step in 0..64 {
        let index = step * 37 % 64;
        gates[index].open();
        assert_eq!(caller.poll(run.as_mut()).is_ready(), step == 63);
        assert_eq!(only("poll", log.events()), [format!("poll {index}")]);
    }
}

// 0 → 1 → … → 99, each waiting once
#[test]
fn elements_one_after_another_poll_the_run_once_each() {
    let (caller, mut polls) = (Arc::new(Caller::default()), 1);
    let mut run = pin!(each(0..100, 1, |_| yield_once()));
    while caller.poll(run.as_mut()).is_pending() {
        assert_eq!(caller.wakes(), 1);
        polls += 1;
    }
    assert_eq!(polls, 101);
}

// 0 is woken again after its end, when 1 has its place
#[test]
fn a_late_wake_up_costs_a_poll_at_most() {
    let (log, gates) = (Log::default(), gates::<2>());
    let mut run = pin!(each(0..2, 1, |index: usize| log.watch(&index.to_string(), gates[index].wait())));
    assert!(poll_once(run.as_mut()).is_pending());
    let late = gates[0].waker().unwrap();
    gates[0].open();
    assert!(poll_once(run.as_mut()).is_pending());
    late.wake();
    assert!(poll_once(run.as_mut()).is_pending());
    assert_eq!(only("poll", log.events()), ["poll 0", "poll 0", "poll 1", "poll 1"]);
    gates[1].open();
    assert!(poll_once(run.as_mut()).is_ready());
}

// 0 … 9,999, eight at once
#[test]
fn places_are_used_again_without_an_allocation() {
    let mut values = vec![];
    let allocations = allocation_counter::measure(|| {
        let mut run = pin!(each(0..10_000, 8, |_| yield_once()));
        values = loop {
            if let Poll::Ready(values) = poll_once(run.as_mut()) {
                break values;
            }
        };
    });
    assert_eq!(values.len(), 10_000);
    assert!(allocations.count_total < 60, "{allocations:?}");
}

/// Keeps a KiB while it yields `index % 7` times.
async fn heavy(index: usize, _value: Value) -> u8 {
    let kept = [index as u8; 1024];
    for _ in 0..index % 7 {
        yield_once().await;
    }
    kept[1023]
}

// 0 … 9,999, a hundred at once
#[test]
fn ten_thousand_elements_take_the_memory_of_a_hundred_and_of_the_values() {
    let alive = Alive::default();
    let (most, taken) = (Cell::new(0), Cell::new(0));
    let elements = (0..10_000).inspect(|_| taken.set(taken.get() + 1));
    let work = |index: usize| {
        let work = heavy(index, alive.value());
        most.set(alive.count().max(most.get()));
        work
    };
    let mut values = Vec::new();
    let used = allocation_counter::measure(|| {
        let mut run = pin!(each(elements, 100, work));
        values = loop {
            if let Poll::Ready(values) = poll_once(run.as_mut()) {
                break values;
            }
        };
    });
    assert!(values.into_iter().eq((0..10_000).map(|index| index as u8)));
    assert_eq!((most.get(), taken.get(), alive.count()), (100, 10_000, 0));
    // The values take two bytes each until all are there, in a list that doubles.
    let bound = 100 * (1024 + 256) + 2 * (16_384 + 8192);
    assert!(used.bytes_max < bound, "{used:?}");
}
