//! Allocations: only a wide run that has to wait makes any.

mod support;

use std::future::ready;
use std::pin::pin;

use dag_runtime::{Handoff, Latch, Latches, Slot, branch, join, pair, weave};
use support::{eight, gates, poll_once};

fn allocations(run: impl FnOnce()) -> u64 {
    allocation_counter::measure(run).count_total
}

// (0 | … | 63)
#[test]
fn a_ready_run_allocates_nothing_narrow_or_wide() {
    let tree = || eight(|| eight(|| branch(ready(1_u8))));
    assert_eq!(allocations(|| assert!(poll_once(pin!(join(tree()))).is_ready())), 0);
    assert_eq!(allocations(|| assert!(poll_once(pin!(join(tree()).wide())).is_ready())), 0);
}

// (0 | … | 7), all waiting
#[test]
fn a_narrow_run_allocates_nothing_though_it_waits() {
    let gates = gates::<8>();
    let mut next = 0..;
    let tree = eight(|| branch(gates[next.next().unwrap()].wait()));
    let allocated = allocations(|| {
        let mut run = pin!(join(tree));
        for gate in &gates {
            assert!(poll_once(run.as_mut()).is_pending());
            gate.open();
        }
        assert!(poll_once(run.as_mut()).is_ready());
    });
    assert_eq!(allocated, 0);
}

// (0 | … | 7): six finish in the first poll, two wait
#[test]
fn a_wide_run_allocates_a_waker_for_each_branch_that_waits_and_no_more_later() {
    let gates = gates::<8>();
    gates[2..].iter().for_each(|gate| gate.open());
    let mut next = 0..;
    let tree = eight(|| branch(gates[next.next().unwrap()].wait()));
    let mut run = pin!(join(tree).wide());
    assert_eq!(allocations(|| assert!(poll_once(run.as_mut()).is_pending())), 0);
    let shared = 3;
    let second = allocations(|| assert!(poll_once(run.as_mut()).is_pending()));
    assert_eq!(second, shared + 2);
    gates[0].open();
    assert_eq!(allocations(|| assert!(poll_once(run.as_mut()).is_pending())), 0);
    gates[1].open();
    assert_eq!(allocations(|| assert!(poll_once(run.as_mut()).is_ready())), 0);
}

// a → c, a → d, b → d, b's value moved to d, everything waiting once
#[test]
fn a_narrow_weave_allocates_nothing_though_it_waits() {
    let gates = gates::<2>();
    let allocated = allocations(|| {
        const N: [Latch; 3] = [Latch::new(0, 0), Latch::new(1, 0), Latch::new(1, 2)];
        let (latches, mut a, mut b) = (Latches::<3, 1>::new(&N), Slot::new(), Handoff::new());
        let ((writer, reader), (giver, taker)) = (a.split(), b.split());
        let left = async {
            gates[0].wait().await;
            writer.set(1);
            latches.count_down(&[2]);
        };
        let right = async {
            gates[1].wait().await;
            giver.give(2);
            latches.wait(2).await;
            reader.get() + taker.take()
        };
        let mut run = pin!(weave(&latches, pair(branch(left), branch(right))));
        for gate in gates.iter().rev() {
            assert!(poll_once(run.as_mut()).is_pending());
            gate.open();
        }
        assert!(poll_once(run.as_mut()).is_ready());
    });
    assert_eq!(allocated, 0);
}
