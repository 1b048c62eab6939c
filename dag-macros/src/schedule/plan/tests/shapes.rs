use super::super::weave::{LaneId, Latch, LatchId};
use super::{Id, Kind, LONGEST_SEQUENCE, MOST_NESTED, Plan, Random, Table, TaskId, Weave};
use super::{asynchronous, check, graph, ids, plan, visit};

fn task(task: usize) -> Plan {
    Plan::Task(TaskId::new(task))
}

fn parallel(branches: impl Into<Vec<Plan>>) -> Plan {
    Plan::Parallel { branches: branches.into(), wide: false }
}

fn sequence(parts: impl Into<Vec<Plan>>) -> Plan {
    Plan::Sequence(parts.into())
}

fn lanes<const N: usize>(lanes: [&[usize]; N]) -> Table<LaneId, Vec<TaskId>> {
    lanes.into_iter().map(|lane| ids(lane.iter().copied())).collect()
}

fn latches<const N: usize>(latches: [Latch; N]) -> Table<LatchId, Latch> {
    latches.into_iter().collect()
}

/// The latch that starts a lane.
fn start(task: usize, lane: usize) -> Latch {
    Latch { first: true, ..latch(task, lane, [], false) }
}

fn latch<const N: usize>(task: usize, lane: usize, waits_for: [usize; N], turn: bool) -> Latch {
    Latch { task: TaskId::new(task), lane: LaneId::new(lane), first: false, waits_for: ids(waits_for), turn }
}

fn planned(len: usize, edges: &[(usize, usize)]) -> Plan {
    check(&graph(len, edges), &asynchronous(len), &mut Random(0))
}

fn planned_with_inline(len: usize, edges: &[(usize, usize)], inline: &[usize]) -> Plan {
    let mut kinds = asynchronous(len);
    inline.iter().for_each(|&task| kinds[TaskId::new(task)] = Kind::Inline);
    check(&graph(len, edges), &kinds, &mut Random(0))
}

fn woven(plan: &Plan) -> &Weave {
    let Plan::Woven(weave) = plan else {
        panic!("not woven: {plan:?}");
    };
    weave
}

#[test]
fn no_node_has_no_plan() {
    assert_eq!(plan(&graph(0, &[]), &Table::new()), None);
}

#[test]
fn a_single_node_is_a_task() {
    assert_eq!(planned(1, &[]), task(0));
}

// 0 ─→ 2 ─→ 4 ─→ 6 ─→ …    each step needs the one before and a value of its own
// 1 ───┘    │    │
// 3 ────────┘    │
// 5 ─────────────┘
#[test]
fn steps_with_sources_are_woven_where_they_would_be_nested_too_deeply() {
    let plan = planned(29, &steps(15));
    let Plan::Sequence(parts) = &plan else { panic!("not a sequence: {plan:?}") };
    let Plan::Parallel { branches, .. } = &parts[0] else { panic!("not parallel: {plan:?}") };
    assert_eq!((&branches[1], &parts[1]), (&task(27), &task(28)));
    let Plan::Sequence(parts) = &branches[0] else { panic!("not a sequence: {plan:?}") };
    let long: Vec<TaskId> = ids((0..13).map(|step| 2 * step));
    assert_eq!(woven(&parts[0]).lanes.rows().next(), Some(&long));
    assert_eq!(parts[1], task(26));
}

fn steps(steps: usize) -> Vec<(usize, usize)> {
    (1..steps).flat_map(|step| [(2 * step - 2, 2 * step), (2 * step - 1, 2 * step)]).collect()
}

// The same, but for as many steps as fit.
#[test]
fn steps_with_sources_up_to_the_depth_that_may_be_nested_are_not_woven() {
    let plan = planned(2 * MOST_NESTED + 1, &steps(MOST_NESTED + 1));
    visit(&plan, &mut |part| assert!(!matches!(part, Plan::Woven(_)), "{plan:?}"));
}

// A part that is too deep does not keep others beside it from being nested: 0 → 1 beside the steps.
#[test]
fn what_stands_beside_a_part_that_is_too_deep_is_a_branch_of_its_own() {
    let moved = steps(15).into_iter().map(|(from, to)| (from + 2, to + 2));
    let plan = planned(31, &std::iter::once((0, 1)).chain(moved).collect::<Vec<_>>());
    let Plan::Parallel { branches, .. } = &plan else { panic!("not parallel: {plan:?}") };
    assert_eq!(branches[0], sequence([task(0), task(1)]));
    assert!(matches!(&branches[1], Plan::Sequence(parts) if matches!(parts[0], Plan::Woven(_))), "{plan:?}");
}

// 2 → 0 → 1
#[test]
fn a_chain_is_a_sequence() {
    assert_eq!(planned(3, &[(2, 0), (0, 1)]), sequence([task(2), task(0), task(1)]));
}

// 0 → 1 → 2 → … → 999
#[test]
fn a_long_chain_is_cut_into_nested_sequences() {
    let edges: Vec<_> = (1..1000).map(|node| (node - 1, node)).collect();
    let Plan::Sequence(pieces) = planned(1000, &edges) else {
        panic!("not a sequence");
    };
    assert_eq!(pieces.len(), LONGEST_SEQUENCE);
    assert_eq!(pieces[31], sequence((992..1000).map(task).collect::<Vec<_>>()));
}

//     1
//   ↗   ↘
// 0       3
//   ↘   ↗
//     2
#[test]
fn a_diamond_is_a_sequence_with_a_join() {
    let plan = planned(4, &[(0, 1), (0, 2), (1, 3), (2, 3)]);
    assert_eq!(plan, sequence([task(0), parallel([task(1), task(2)]), task(3)]));
}

// a(0) → b(3) ─────────┐
// c(1) ─┬→ f(4) → e(5) ←┘
// d(2) ─┘
#[test]
fn the_six_node_graph_is_series_parallel() {
    let plan = planned(6, &[(0, 3), (1, 4), (2, 4), (3, 5), (4, 5)]);
    let right = sequence([parallel([task(1), task(2)]), task(4)]);
    let branches = parallel([sequence([task(0), task(3)]), right]);
    assert_eq!(plan, sequence([branches, task(5)]));
}

// The same, but a(1) is declared between c(0) and d(2): as branches, both of c and d would start before it.
#[test]
fn branches_whose_initial_tasks_interleave_are_woven() {
    let plan = planned(6, &[(1, 3), (0, 4), (2, 4), (3, 5), (4, 5)]);
    let Plan::Sequence(parts) = &plan else {
        panic!("not a sequence: {plan:?}");
    };
    assert_eq!(woven(&parts[0]).lanes, lanes([&[0, 4], &[1, 3], &[2]]));
    assert_eq!(parts[1], task(5));
}

// 0 → 2, 0 → 3, 1 → 3, 2 → 4, 3 → 4
#[test]
fn the_five_node_graph_weaves_two_lanes_and_joins_them() {
    let edges = [(0, 2), (0, 3), (1, 3), (2, 4), (3, 4)];
    let plan = planned(5, &edges);
    let weave = Weave {
        lanes: lanes([&[0, 2], &[1, 3]]),
        latches: latches([start(0, 0), start(1, 1), latch(3, 1, [0], false)]),
        asynchronous: 3,
        wide: false,
    };
    let wakes = weave.task_latches(5).map(|(_, latches)| latches.wakes.clone());
    assert_eq!(wakes[TaskId::new(0)], ids([2]));
    assert_eq!(wakes[TaskId::new(1)], ids([]));
    assert_eq!(plan, sequence([Plan::Woven(weave), task(4)]));
}

// 0 → 3 → 4, 0 → 2, 1 → 2: where 1 has ended, the end of 0 lets both 3, next in its lane, and 2 start, and 2 goes
// first.
#[test]
fn a_lane_waits_its_turn_when_a_better_task_may_start() {
    let plan = planned(5, &[(0, 2), (0, 3), (1, 2), (3, 4)]);
    let weave = woven(&plan);
    assert_eq!(weave.lanes, lanes([&[0, 3, 4], &[1, 2]]));
    assert!(weave.latches.rows().any(|one| *one == latch(3, 0, [], true)));
}

// The same with 3 → 2: now 2 cannot start when 0 ends, and 3 needs nothing but 0.
#[test]
fn a_lane_does_not_wait_for_a_better_task_that_comes_later() {
    let plan = planned(5, &[(0, 2), (0, 3), (1, 2), (3, 4), (3, 2)]);
    let weave = woven(&plan);
    assert_eq!(weave.lanes, lanes([&[0, 3, 4], &[1, 2]]));
    assert!(weave.latches.rows().all(|latch| latch.task != TaskId::new(3)));
}

// 0 → 2 → 4, 1 → 3 → 5, 0 → 3, 0 → 5: who waits for 3 need not wait for 0 again
#[test]
fn a_predecessor_that_precedes_another_is_not_waited_for() {
    let plan = planned(6, &[(0, 2), (2, 4), (1, 3), (3, 5), (0, 3), (0, 5)]);
    let weave = woven(&plan);
    assert_eq!(weave.lanes, lanes([&[0, 2, 4], &[1, 3, 5]]));
    assert_eq!(weave.latches, latches([start(0, 0), start(1, 1), latch(3, 1, [0], false)]));
}

// 0 → 2 (inline), 1 → 3
#[test]
fn an_inline_task_that_could_delay_another_branch_is_woven_and_waits_its_turn() {
    let plan = planned_with_inline(4, &[(0, 2), (1, 3)], &[2]);
    let weave = woven(&plan);
    assert_eq!(weave.lanes, lanes([&[0, 2], &[1, 3]]));
    assert!(weave.latches.rows().any(|one| *one == latch(2, 0, [], true)));
}

// 0 (inline) → 1, 2 → 3
#[test]
fn initial_inline_tasks_start_after_the_asynchronous_ones_in_a_join() {
    let plan = planned_with_inline(4, &[(0, 1), (2, 3)], &[0]);
    let branches = [sequence([task(2), task(3)]), sequence([task(0), task(1)])];
    assert_eq!(plan, parallel(branches));
}

// 0 → 1, 2, …, 64 → 65
#[test]
fn inline_tasks_alone_run_one_by_one() {
    let plan = planned_with_inline(4, &[(0, 1), (0, 2), (0, 3)], &[1, 2, 3]);
    assert_eq!(plan, sequence([task(0), task(1), task(2), task(3)]));
}

#[test]
fn a_fan_of_sixty_four_is_wide() {
    let edges: Vec<_> = (1..=64).flat_map(|node| [(0, node), (node, 65)]).collect();
    let fan = Plan::Parallel { branches: (1..=64).map(task).collect(), wide: true };
    assert_eq!(planned(66, &edges), sequence([task(0), fan, task(65)]));
    let inline: Vec<_> = (1..=64).step_by(2).collect();
    let Plan::Sequence(parts) = planned_with_inline(66, &edges, &inline) else {
        panic!("not a sequence");
    };
    assert!(matches!(&parts[1], Plan::Parallel { wide: false, .. }));
}

// Eight layers of eight; each node needs those right above it and above its right neighbour.
#[test]
fn layers_are_woven_into_as_many_lanes_as_they_are_wide() {
    let above = |node: usize| [node - 8, (node / 8 - 1) * 8 + (node + 1) % 8];
    let edges: Vec<_> = (8..64).flat_map(|node| above(node).map(|from| (from, node))).collect();
    let plan = planned(64, &edges);
    assert_eq!(woven(&plan).lanes.len(), 8);
    assert!(woven(&plan).wide);
}

// Two layers, each node of one needing all of the other: in series, although no node is alone.
#[test]
fn complete_layers_are_a_sequence_of_joins() {
    let edges: Vec<_> = (0..3).flat_map(|from| (3..6).map(move |to| (from, to))).collect();
    let layer = |nodes: std::ops::Range<usize>| parallel(nodes.map(task).collect::<Vec<_>>());
    assert_eq!(planned(6, &edges), sequence([layer(0..3), layer(3..6)]));
}
