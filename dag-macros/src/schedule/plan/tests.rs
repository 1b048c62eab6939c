//! Plans are judged by running them: see [`simulator`].

mod commits;
mod cover;
mod random;
mod shapes;
mod simulator;

use std::collections::BTreeMap;

use super::{LONGEST_SEQUENCE, MOST_AROUND_DEEP, MOST_NESTED, Plan, Weave, plan};
use crate::graph::{Acyclic, Graph, Id, Table};
use crate::lower::{Kind, TaskId};

type Kinds = Table<TaskId, Kind>;
type Durations = Table<TaskId, u64>;

/// A small generator of numbers, the same on every machine (splitmix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    fn shuffled<I: Id>(&mut self, len: usize) -> Vec<I> {
        let mut order = ids(0..len);
        for last in (1..len).rev() {
            order.swap(last, self.below(last + 1));
        }
        order
    }

    /// Inline tasks take no time, others up to `longest`.
    fn durations(&mut self, kinds: &Kinds, longest: usize) -> Durations {
        kinds.map(|(_, kind)| match kind {
            Kind::Asynchronous => self.below(longest + 1) as u64,
            Kind::Inline => 0,
        })
    }
}

fn ids<I: Id>(indices: impl IntoIterator<Item = usize>) -> Vec<I> {
    indices.into_iter().map(I::new).collect()
}

fn graph(len: usize, edges: &[(usize, usize)]) -> Acyclic<TaskId> {
    let mut graph = Graph::new(len);
    edges.iter().for_each(|&(from, to)| graph.add_edge(TaskId::new(from), TaskId::new(to)));
    acyclic(graph)
}

fn acyclic(graph: Graph<TaskId>) -> Acyclic<TaskId> {
    Acyclic::of(graph).expect("the edges lead forward")
}

fn asynchronous(len: usize) -> Kinds {
    Table::filled(len, Kind::Asynchronous)
}

fn kind(inline: bool) -> Kind {
    if inline { Kind::Inline } else { Kind::Asynchronous }
}

/// Plans the graph, and runs the plan several times, with durations that often coincide and such that seldom do.
fn check(graph: &Acyclic<TaskId>, kinds: &Kinds, random: &mut Random) -> Plan {
    let plan = plan(graph, kinds).expect("there are tasks");
    check_form(&plan, graph);
    for longest in [0, 1, 3, 1000] {
        check_run(&plan, graph, kinds, &random.durations(kinds, longest));
    }
    for longest in [0, 1] {
        let mut durations = random.durations(kinds, longest);
        kinds.iter().for_each(|(task, kind)| durations[task] += u64::from(*kind == Kind::Asynchronous));
        check_order_of_ends(&simulator::run(&plan, graph, kinds, &durations), kinds, &plan);
    }
    plan
}

/// Where no asynchronous task ends at once: what the first of two ends makes possible starts before what the second
/// does.
fn check_order_of_ends(record: &simulator::Record, kinds: &Kinds, plan: &Plan) {
    let mut latest = None;
    for &task in record.started.iter().filter(|task| kinds[**task] == Kind::Asynchronous) {
        let end = record.enabled_by[task].map(|end| record.finished.iter().position(|task| *task == end));
        assert!(latest <= end, "{task:?} starts out of order in {plan:?}");
        latest = end;
    }
}

fn check_form(plan: &Plan, graph: &Acyclic<TaskId>) {
    let mut seen: Table<TaskId, usize> = Table::filled(graph.len(), 0);
    visit(plan, &mut |part| match part {
        Plan::Task(task) => seen[*task] += 1,
        Plan::Sequence(parts) => assert!((2..=LONGEST_SEQUENCE).contains(&parts.len())),
        Plan::Parallel { branches, .. } => {
            let nested = branches.iter().any(|branch| matches!(branch, Plan::Parallel { .. }));
            assert!(branches.len() >= 2 && !nested);
        }
        Plan::Woven(weave) => {
            weave.lanes.rows().flatten().for_each(|&task| seen[task] += 1);
            check_lanes(weave, graph);
        }
    });
    assert!(seen.rows().all(|&times| times == 1), "{seen:?}");
    assert!(nesting(plan) <= MOST_NESTED, "{plan:?}");
}

/// The number of parallels within each other.
fn nesting(plan: &Plan) -> usize {
    let deepest = |parts: &[Plan]| parts.iter().map(nesting).max().unwrap_or(0);
    match plan {
        Plan::Task(_) | Plan::Woven(_) => 0,
        Plan::Sequence(parts) => deepest(parts),
        Plan::Parallel { branches, .. } => 1 + deepest(branches),
    }
}

fn check_lanes(weave: &Weave, graph: &Acyclic<TaskId>) {
    assert!(weave.lanes.len() > 1);
    for lane in weave.lanes.rows() {
        assert!(lane.windows(2).all(|step| graph.has_edge(step[0], step[1])));
        assert!(weave.latches.rows().any(|latch| latch.task == lane[0] && !latch.turn));
    }
    for latch in weave.latches.rows() {
        assert!(weave.lanes[latch.lane].contains(&latch.task));
    }
}

fn visit<'a>(plan: &'a Plan, look: &mut impl FnMut(&'a Plan)) {
    look(plan);
    if let Plan::Sequence(parts) | Plan::Parallel { branches: parts, .. } = plan {
        parts.iter().for_each(|part| visit(part, look));
    }
}

/// Every task starts when its predecessors have ended, the run ends with the critical path, and what one task's end
/// makes possible starts by priority. The simulator itself checks what must hold at each step.
fn check_run(plan: &Plan, graph: &Acyclic<TaskId>, kinds: &Kinds, durations: &Durations) {
    let record = simulator::run(plan, graph, kinds, durations);
    let mut ends = Table::filled(graph.len(), 0);
    for &task in graph.order() {
        let needed = graph.predecessors(task).iter();
        let possible = needed.map(|&needed| ends[needed]).max().unwrap_or(0);
        assert_eq!(record.start[task], Some(possible), "start of {task:?} in {plan:?}");
        ends[task] = possible + durations[task];
    }
    assert_eq!(Some(&record.makespan), ends.rows().max());
    check_start_order(&record, kinds, plan);
}

fn check_start_order(record: &simulator::Record, kinds: &Kinds, plan: &Plan) {
    let mut latest = BTreeMap::new();
    for &task in &record.started {
        let priority = (kinds[task] == Kind::Inline, task);
        let before = latest.insert(record.enabled_by[task], priority);
        assert!(before < Some(priority), "{task:?} starts out of order in {plan:?}");
    }
}
