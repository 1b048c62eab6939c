//! The plan: what runs in sequence, what side by side, and what is woven.
//!
//! Input: a graph without cycles, in which every node is a task. Output: a [`Plan`] under which every task starts the
//! moment its own predecessors are done, so that a run takes as long as the critical path, whatever the durations.
//!
//! ```text
//! a → b ─┐       a, then b, and side by side with that c, then d;
//! c → d ─┴→ e    then e
//!
//! a → c          neither in series nor in parallel: c needs a and b, d needs only b.
//! b → c          The lanes a → c and b → d are woven: a joint in front of c waits for b
//! b → d
//! ```
//!
//! Splitting in series and in parallel loses nothing, and its values are plain locals; weaving serves every graph, but
//! its values need cells. So the plan splits as long as it can, and weaves what is left.
//!
//! Tasks that can start at the same time start by *priority*: asynchronous before inline, then as declared.

mod cover;
#[cfg(test)]
mod tests;
mod weave;

use std::cmp::Reverse;

use crate::graph::{Graph, Reachability};

pub(crate) use weave::{TaskJoints, Weave};

/// One coroutine holds no more than this many parts of a sequence: what rustc spends on checking that a coroutine is
/// `Send` grows with the square of what it holds.
pub(crate) const LONGEST_SEQUENCE: usize = 32;

/// With more asynchronous branches than this that may wait at once, telling apart who was woken is cheaper than polling
/// all that wait.
const MOST_POLLED_BLINDLY: usize = 32;

/// The same for lanes, each of which waits again and again.
const MOST_LANES_POLLED_BLINDLY: usize = 6;

/// As many tasks as this are polled blindly all the same, so that small graphs allocate nothing.
const FEW_TASKS: usize = 8;

/// What the plan has to know of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Task {
    /// An inline task never waits; the others are asynchronous.
    pub(crate) inline: bool,
}

/// How a set of tasks runs. Every task of the set stands in it once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Plan {
    Task(usize),
    /// At least two parts, one after the other: every task of a part precedes every task of the next.
    Sequence(Vec<Plan>),
    /// At least two branches that have nothing to do with each other, in the order in which they start.
    Parallel {
        branches: Vec<Plan>,
        /// Whether so many tasks may wait at once that wake-ups are worth telling apart.
        wide: bool,
    },
    /// Whatever is neither.
    Woven(Weave),
}

/// The plan of a whole graph, which has no cycle; `None` when it has no node.
pub(crate) fn plan(graph: &Graph, tasks: &[Task]) -> Option<Plan> {
    let reachability = graph.reachability();
    let mut all: Vec<usize> = (0..graph.len()).collect();
    all.sort_by_cached_key(|&task| Reverse(reachability.descendants(task)));
    let planner = Planner { graph, tasks, reachability };
    (!all.is_empty()).then(|| planner.in_series(&all))
}

/// What planning looks up again and again.
///
/// The sets it works on are *convex* (what lies between two tasks of a set belongs to it) and sorted by the number of
/// their descendants, those with the most first, which is a topological order.
struct Planner<'a> {
    graph: &'a Graph,
    tasks: &'a [Task],
    reachability: Reachability,
}

impl Planner<'_> {
    /// Smaller starts first.
    fn priority(&self, task: usize) -> (bool, usize) {
        (self.tasks[task].inline, task)
    }

    fn in_series(&self, set: &[usize]) -> Plan {
        let parts = self.series_parts(set).into_iter();
        sequence(parts.flat_map(|part| self.side_by_side(part)).collect())
    }

    /// Cuts `set` wherever all tasks before the cut precede all tasks behind it.
    ///
    /// With `n` tasks behind it, a place is a cut exactly when every task before it has at least `n` descendants in
    /// `set`: those that have none before the cut then have all `n` behind it, and the others come before those. As
    /// the tasks are sorted, the one just before the cut decides. Descendants outside of `set` do not count: each
    /// task has as many of them as the last one.
    fn series_parts<'s>(&self, set: &'s [usize]) -> Vec<&'s [usize]> {
        let descendants = |place: usize| self.reachability.descendants(set[place]);
        let mut parts = Vec::new();
        let mut start = 0;
        for place in 0..set.len() {
            let behind = set.len() - 1 - place;
            if descendants(place) - descendants(set.len() - 1) == behind {
                parts.push(&set[start..=place]);
                start = place + 1;
            }
        }
        parts
    }

    /// Plans a set that no cut splits in series; what comes out runs in sequence.
    fn side_by_side(&self, set: &[usize]) -> Vec<Plan> {
        if let [task] = *set {
            return vec![Plan::Task(task)];
        }
        if set.iter().all(|&task| self.tasks[task].inline) {
            return self.one_by_one(set);
        }
        let components = self.graph.components(set);
        let branches = if components.len() > 1 { self.in_start_order(set, components) } else { None };
        vec![match branches {
            Some(branches) => {
                let branches: Vec<Plan> = branches.iter().map(|branch| self.in_series(branch)).collect();
                let wide = branches.iter().map(|branch| self.width(branch)).sum::<usize>() > MOST_POLLED_BLINDLY;
                Plan::Parallel { branches, wide }
            }
            None => Plan::Woven(self.weave(set)),
        }]
    }

    /// Tasks that never wait: there is nothing to interleave.
    fn one_by_one(&self, set: &[usize]) -> Vec<Plan> {
        let order = self.graph.topological_order().unwrap_or_default().into_iter();
        order.filter(|task| set.contains(task)).map(Plan::Task).collect()
    }

    /// The components of `set` in the order in which they start; `None` if they cannot be separate branches without
    /// changing the order of starts.
    ///
    /// A branch runs as far as it can before the next one is looked at. So the initial tasks of the branches must not
    /// interleave, and no inline task may follow in one branch while an asynchronous one of another could start.
    fn in_start_order(&self, set: &[usize], components: Vec<Vec<usize>>) -> Option<Vec<Vec<usize>>> {
        let follows = self.follows(set);
        let delays = |&task: &usize| follows[task] && self.tasks[task].inline && self.has_asynchronous_rival(task, set);
        if set.iter().any(delays) {
            return None;
        }
        let mut starts: Vec<_> = components
            .into_iter()
            .map(|component| (self.initial_priorities(&component, &follows), component))
            .collect();
        starts.sort();
        let in_order = starts.iter().flat_map(|(initial, _)| initial).is_sorted();
        in_order.then(|| starts.into_iter().map(|(_, component)| component).collect())
    }

    /// Which tasks of the graph have a predecessor in `set`.
    fn follows(&self, set: &[usize]) -> Vec<bool> {
        let mut follows = vec![false; self.graph.len()];
        for &task in set {
            for &next in self.graph.successors(task) {
                follows[next] = true;
            }
        }
        follows
    }

    fn initial_priorities(&self, set: &[usize], follows: &[bool]) -> Vec<(bool, usize)> {
        let initial = set.iter().filter(|&&task| !follows[task]);
        let mut priorities: Vec<_> = initial.map(|&task| self.priority(task)).collect();
        priorities.sort();
        priorities
    }

    /// Whether an asynchronous task of `set` neither precedes nor follows `task`, so that it could start just when
    /// `task` can.
    fn has_asynchronous_rival(&self, task: usize, set: &[usize]) -> bool {
        set.iter().any(|&other| !self.tasks[other].inline && !self.reachability.comparable(task, other))
    }

    /// How many asynchronous tasks of a plan may wait at once.
    fn width(&self, plan: &Plan) -> usize {
        match plan {
            Plan::Task(task) => usize::from(!self.tasks[*task].inline),
            Plan::Sequence(parts) => parts.iter().map(|part| self.width(part)).max().unwrap_or(0),
            Plan::Parallel { branches, .. } => branches.iter().map(|branch| self.width(branch)).sum(),
            Plan::Woven(weave) => self.width_of_lanes(&weave.lanes),
        }
    }

    fn width_of_lanes(&self, lanes: &[Vec<usize>]) -> usize {
        let waits = |lane: &&Vec<usize>| lane.iter().any(|&task| !self.tasks[task].inline);
        lanes.iter().filter(waits).count()
    }
}

/// The parts one after the other, in nested sequences where they are too many for one.
fn sequence(mut parts: Vec<Plan>) -> Plan {
    if parts.len() == 1 {
        return parts.remove(0);
    }
    if parts.len() <= LONGEST_SEQUENCE {
        return Plan::Sequence(parts);
    }
    let pieces = parts.len().div_ceil(LONGEST_SEQUENCE);
    let size = parts.len().div_ceil(pieces);
    let mut nested = Vec::with_capacity(pieces);
    while !parts.is_empty() {
        let rest = parts.split_off(size.min(parts.len()));
        nested.push(sequence(parts));
        parts = rest;
    }
    sequence(nested)
}
