//! Allocations of a run.

use allocation_counter::measure;
use dagwright_costs::Gates;

use crate::driving::{drive_at_once, drive_quietly};
use crate::*;

/// The allocations of a run of `$shape` that never waits.
macro_rules! ready {
    ($shape:ident) => {{
        let gates = Gates::open_wide($shape::LEN);
        let run = || drive_quietly($shape::Pipeline::run($shape::Input { gates: &gates }), &gates, 1, 0);
        let allocations = measure(|| _ = run()).count_total;
        assert_eq!(gates.polls(), [1; $shape::LEN]);
        allocations
    }};
}

/// The most allocations of a run of `$shape` each of whose nodes waits, over several orders in
/// which the waits end.
macro_rules! waiting {
    ($shape:ident) => {{
        let run = |stride| {
            let gates = Gates::closed($shape::LEN);
            let run = || {
                let run = $shape::Pipeline::run($shape::Input { gates: &gates });
                _ = drive_quietly(run, &gates, $shape::LEN, stride);
            };
            let allocations = measure(run).count_total;
            assert!(gates.polls().iter().all(|&polls| polls >= 2));
            allocations
        };
        (0..$shape::LEN).map(run).max().unwrap()
    }};
}

/// The allocations of a run of `$shape` each of whose nodes waits, where all waits end at every wake-up.
macro_rules! waiting_at_once {
    ($shape:ident) => {{
        let gates = Gates::closed($shape::LEN);
        let run = || _ = drive_at_once($shape::Pipeline::run($shape::Input { gates: &gates }), &gates, $shape::LEN);
        let allocations = measure(run).count_total;
        assert_eq!(gates.polls(), [2; $shape::LEN]);
        allocations
    }};
}

#[test]
fn the_counter_counts() {
    assert_eq!(measure(|| drop(std::hint::black_box(Box::new(1)))).count_total, 1);
}

#[test]
fn a_run_that_never_waits_does_not_allocate() {
    assert_eq!(ready!(single), 0);
    assert_eq!(ready!(diamond), 0);
    assert_eq!(ready!(six), 0);
    assert_eq!(ready!(four_n), 0);
    assert_eq!(ready!(five_n), 0);
    assert_eq!(ready!(disconnected), 0);
    assert_eq!(ready!(chain_8), 0);
    assert_eq!(ready!(fan_6), 0);
}

#[test]
fn a_large_run_that_never_waits_does_not_allocate() {
    assert_eq!(ready!(chain_32), 0);
    assert_eq!(ready!(fan_64), 0);
    assert_eq!(ready!(lattice_17), 0);
    assert_eq!(ready!(layers_8x8), 0);
}

#[test]
fn a_run_of_up_to_eight_nodes_does_not_allocate_however_it_waits() {
    assert_eq!(waiting!(single), 0);
    assert_eq!(waiting!(diamond), 0);
    assert_eq!(waiting!(six), 0);
    assert_eq!(waiting!(four_n), 0);
    assert_eq!(waiting!(five_n), 0);
    assert_eq!(waiting!(disconnected), 0);
    assert_eq!(waiting!(chain_8), 0);
    assert_eq!(waiting!(fan_6), 0);
}

#[test]
fn a_run_of_up_to_32_nodes_does_not_allocate_either() {
    assert_eq!(waiting!(chain_32), 0);
    assert_eq!(waiting!(lattice_17), 0);
}

#[test]
fn a_large_run_does_not_allocate_if_every_wake_up_is_for_all() {
    assert_eq!(waiting_at_once!(fan_64), 0);
    assert_eq!(waiting_at_once!(layers_8x8), 0);
    assert_eq!(waiting_at_once!(strands_8), 0);
}

#[test]
fn a_large_run_that_waits_allocates_at_most_a_waker_for_each_node() {
    assert!(waiting!(fan_64) <= fan_64::LEN as u64 + 8);
    assert!(waiting!(layers_8x8) <= layers_8x8::LEN as u64 + 8);
}
