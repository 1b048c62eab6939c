//! Plans are judged by running them: see [`simulator`].

mod cover;
mod random;
mod shapes;
mod simulator;

use super::{LONGEST_SEQUENCE, Plan, Task, Weave, plan};
use crate::graph::Graph;

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

    fn shuffled(&mut self, len: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..len).collect();
        for last in (1..len).rev() {
            order.swap(last, self.below(last + 1));
        }
        order
    }

    /// Inline tasks take no time, others up to `longest`.
    fn durations(&mut self, tasks: &[Task], longest: usize) -> Vec<u64> {
        let one = |task: &Task| {
            if task.inline { 0 } else { self.below(longest + 1) as u64 }
        };
        tasks.iter().map(one).collect()
    }
}

fn graph(len: usize, edges: &[(usize, usize)]) -> Graph {
    let mut graph = Graph::new(len);
    edges.iter().for_each(|&(from, to)| graph.add_edge(from, to));
    graph
}

fn asynchronous(len: usize) -> Vec<Task> {
    vec![Task { inline: false }; len]
}

/// Plans the graph, and runs the plan several times, with durations that often coincide and such that seldom do.
fn check(graph: &Graph, tasks: &[Task], random: &mut Random) -> Plan {
    let plan = plan(graph, tasks).expect("there are tasks");
    check_form(&plan, graph);
    for longest in [0, 1, 3, 1000] {
        check_run(&plan, graph, tasks, &random.durations(tasks, longest));
    }
    for longest in [0, 1] {
        let mut durations = random.durations(tasks, longest);
        tasks.iter().zip(&mut durations).for_each(|(task, duration)| *duration += u64::from(!task.inline));
        check_order_of_ends(&simulator::run(&plan, graph, tasks, &durations), tasks, &plan);
    }
    plan
}

/// Where no asynchronous task ends at once: what the first of two ends makes possible starts before what the second does.
fn check_order_of_ends(record: &simulator::Record, tasks: &[Task], plan: &Plan) {
    let mut latest = None;
    for &task in record.started.iter().filter(|task| !tasks[**task].inline) {
        let end = record.enabled_by[task].map(|end| record.finished.iter().position(|task| *task == end));
        assert!(latest <= end, "{task} starts out of order in {plan:?}");
        latest = end;
    }
}

fn check_form(plan: &Plan, graph: &Graph) {
    let mut seen = vec![0; graph.len()];
    visit(plan, &mut |part| match part {
        Plan::Task(task) => seen[*task] += 1,
        Plan::Sequence(parts) => assert!((2..=LONGEST_SEQUENCE).contains(&parts.len())),
        Plan::Parallel { branches, .. } => {
            let nested = branches.iter().any(|branch| matches!(branch, Plan::Parallel { .. }));
            assert!(branches.len() >= 2 && !nested);
        }
        Plan::Woven(weave) => {
            weave.lanes.iter().flatten().for_each(|&task| seen[task] += 1);
            check_lanes(weave, graph);
        }
    });
    assert!(seen.iter().all(|&times| times == 1), "{seen:?}");
}

fn check_lanes(weave: &Weave, graph: &Graph) {
    assert!(weave.lanes.len() > 1);
    for lane in &weave.lanes {
        assert!(lane.windows(2).all(|step| graph.has_edge(step[0], step[1])));
        assert!(weave.joints.iter().any(|joint| joint.task == lane[0] && !joint.turn));
    }
    for joint in &weave.joints {
        assert!(weave.lanes[joint.lane].contains(&joint.task));
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
fn check_run(plan: &Plan, graph: &Graph, tasks: &[Task], durations: &[u64]) {
    let record = simulator::run(plan, graph, tasks, durations);
    let mut ends = vec![0; graph.len()];
    for task in graph.topological_order().unwrap() {
        let needed = graph.predecessors(task).iter();
        let possible = needed.map(|&needed| ends[needed]).max().unwrap_or(0);
        assert_eq!(record.start[task], Some(possible), "start of {task} in {plan:?}");
        ends[task] = possible + durations[task];
    }
    assert_eq!(Some(&record.makespan), ends.iter().max());
    check_start_order(&record, tasks, plan);
}

fn check_start_order(record: &simulator::Record, tasks: &[Task], plan: &Plan) {
    let mut latest = vec![None; tasks.len() + 1];
    for &task in &record.started {
        let group = record.enabled_by[task].unwrap_or(tasks.len());
        let priority = Some((tasks[task].inline, task));
        assert!(latest[group] < priority, "{task} starts out of order in {plan:?}");
        latest[group] = priority;
    }
}
