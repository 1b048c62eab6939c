//! Commits: the planned graph holds them back, and plans keep to it.

use super::{Acyclic, Durations, Graph, Id, Kinds, Random, Table, TaskId};
use super::{acyclic, check, ids, kind, plan, simulator};

/// The rule, from its words alone: a commit starts when its own predecessors are over, and every task that can fail and
/// does not come after a commit.
fn start_by_rule(graph: &Acyclic<TaskId>, case: &Case, durations: &Durations) -> Table<TaskId, u64> {
    let mut start: Table<TaskId, u64> = Table::filled(graph.len(), 0);
    // Each round settles one task at least.
    for _ in 0..graph.len() {
        for task in start.ids() {
            let before = |other: &TaskId| {
                graph.has_edge(*other, task)
                    || (case.commit[task] && case.fails[*other] && !follows(graph, case, *other))
            };
            let ends = start.ids().filter(before).map(|other| start[other] + durations[other]);
            start[task] = ends.max().unwrap_or(0);
        }
    }
    start
}

fn follows(graph: &Acyclic<TaskId>, case: &Case, task: TaskId) -> bool {
    case.commit[task] || graph.predecessors(task).iter().any(|before| follows(graph, case, *before))
}

struct Case {
    kinds: Kinds,
    fails: Table<TaskId, bool>,
    commit: Table<TaskId, bool>,
}

fn check_case(graph: &Acyclic<TaskId>, case: &Case, random: &mut Random) {
    let commits: Vec<TaskId> = case.commit.ids().filter(|task| case.commit[*task]).collect();
    let held = graph.held_back(&commits, |task| case.fails[task]);
    let planned = check(&held, &case.kinds, random);
    assert_eq!(Some(&planned), plan(&held, &case.kinds).as_ref());
    for longest in [1, 1000] {
        let durations = random.durations(&case.kinds, longest);
        let record = simulator::run(&planned, &held, &case.kinds, &durations);
        let expected = start_by_rule(graph, case, &durations);
        assert_eq!(record.start, expected.map(|(_, start)| Some(*start)), "{planned:?}");
    }
}

fn flags(mask: usize, len: usize) -> Table<TaskId, bool> {
    (0..len).map(|task| mask & (1 << task) != 0).collect()
}

#[test]
fn all_graphs_of_three_nodes_with_all_commits_and_all_that_can_fail() {
    let mut random = Random(31);
    for edges in 0..1_usize << 6 {
        let pairs = [(0, 1), (0, 2), (1, 2), (1, 0), (2, 0), (2, 1)];
        let mut graph = Graph::new(3);
        let chosen = pairs.iter().enumerate().filter(|(bit, _)| edges & (1 << bit) != 0);
        chosen.for_each(|(_, &(from, to))| graph.add_edge(TaskId::new(from), TaskId::new(to)));
        let Some(graph) = Acyclic::of(graph) else { continue };
        for mask in 0..1 << 9 {
            let kinds = flags(mask, 3).map(|(_, inline)| kind(*inline));
            let case = Case { kinds, fails: flags(mask >> 3, 3), commit: flags(mask >> 6, 3) };
            check_case(&graph, &case, &mut random);
        }
    }
}

#[test]
fn random_graphs_with_commits_keep_to_the_rule() {
    let mut random = Random(32);
    for round in 0..600 {
        let len = 2 + round % 12;
        let order: Vec<TaskId> = random.shuffled(len);
        let mut graph = Graph::new(len);
        for _ in 0..len {
            let (one, other) = (random.below(len), random.below(len));
            if one != other {
                graph.add_edge(order[one.min(other)], order[one.max(other)]);
            }
        }
        let kinds = ids::<TaskId>(0..len).iter().map(|_| kind(random.below(4) == 0)).collect();
        let fails = (0..len).map(|_| random.below(2) == 0).collect();
        let commit = (0..len).map(|_| random.below(4) == 0).collect();
        check_case(&acyclic(graph), &Case { kinds, fails, commit }, &mut random);
    }
}
