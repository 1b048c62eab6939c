//! Sets of tasks, split in series and in parallel as long as that loses nothing; the rest is woven.

use super::planner::Planner;
use super::weave::Weave;
use crate::graph::Table;
use crate::lower::TaskId;

/// The number of calls that one coroutine holds: the compiler's time for checking that it is `Send` grows with the
/// square of its content.
pub(crate) const LONGEST_SEQUENCE: usize = 32;

/// Where more tasks than this may wait at once, telling apart which was woken is cheaper than polling all that wait.
const MOST_POLLED_BLINDLY: usize = 32;

/// The number of parallels within each other: each takes about eight levels of the compiler's limit of recursion, which
/// is 128, and stack space for a future with all that is inside.
pub(super) const MOST_NESTED: usize = 6;

/// The number of those around a part that would take more. It is woven, as the lanes of a weave lie side by side.
pub(super) const MOST_AROUND_DEEP: usize = 1;

/// The way a set of tasks runs. Every task of the set stands in it once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Plan {
    Task(TaskId),
    /// At least two parts, one after the other: every task of a part precedes every task of the next.
    Sequence(Vec<Plan>),
    /// At least two branches that have nothing to do with each other, in the order in which they start.
    Parallel {
        branches: Vec<Plan>,
        /// So many tasks may wait at once that wake-ups are worth telling apart.
        wide: bool,
    },
    /// All other sets.
    Woven(Weave),
}

impl Planner<'_> {
    /// Plans a set, up to `room` parallels within each other. A part that would take more is split in parallel only
    /// `splits` times, and then woven.
    pub(super) fn in_series(&self, set: &[TaskId], room: usize, splits: usize) -> Plan {
        let parts = self.series_parts(set).into_iter();
        let plan = |part| self.side_by_side(part, room).unwrap_or_else(|| vec![self.too_deep(part, room, splits)]);
        sequence(parts.flat_map(plan).collect())
    }

    /// Plans a set; `None` if it takes more parallels within each other than there is room for.
    fn nested(&self, set: &[TaskId], room: usize) -> Option<Plan> {
        let parts: Option<Vec<_>> =
            self.series_parts(set).into_iter().map(|part| self.side_by_side(part, room)).collect();
        parts.map(|parts| sequence(parts.into_iter().flatten().collect()))
    }

    fn too_deep(&self, set: &[TaskId], room: usize, splits: usize) -> Plan {
        match self.branches(set) {
            Some(branches) if splits > 0 => {
                self.parallel(branches.iter().map(|branch| self.in_series(branch, room - 1, splits - 1)).collect())
            }
            Some(_) | None => Plan::Woven(self.weave(set)),
        }
    }

    /// Cuts `set` wherever all tasks before the cut precede all tasks behind it.
    ///
    /// With `n` tasks behind it, a position is a cut exactly when every task before it has at least `n` descendants in
    /// `set`: those that have none before the cut then have all `n` behind it, and the others come before those. As
    /// the tasks are sorted, the one just before the cut decides. Descendants outside of `set` do not count: each
    /// task has as many of them as the last one.
    fn series_parts<'s>(&self, set: &'s [TaskId]) -> Vec<&'s [TaskId]> {
        let descendants = |index: usize| self.reachability.descendants(set[index]);
        let mut parts = Vec::new();
        let mut start = 0;
        for index in 0..set.len() {
            let behind = set.len() - 1 - index;
            if descendants(index) - descendants(set.len() - 1) == behind {
                parts.push(&set[start..=index]);
                start = index + 1;
            }
        }
        parts
    }

    /// Plans a set that no cut splits in series; the parts of the result run in sequence. `None`: see
    /// [`nested`](Self::nested).
    fn side_by_side(&self, set: &[TaskId], room: usize) -> Option<Vec<Plan>> {
        if let [task] = *set {
            return Some(vec![Plan::Task(task)]);
        }
        if set.iter().all(|&task| self.is_inline(task)) {
            return Some(self.one_by_one(set));
        }
        let Some(branches) = self.branches(set) else { return Some(vec![Plan::Woven(self.weave(set))]) };
        let inside = room.checked_sub(1)?;
        let branches: Option<Vec<Plan>> = branches.iter().map(|branch| self.nested(branch, inside)).collect();
        branches.map(|branches| vec![self.parallel(branches)])
    }

    /// The parts of a set that may run in parallel, if there are any.
    fn branches(&self, set: &[TaskId]) -> Option<Vec<Vec<TaskId>>> {
        let components = self.graph.components(set);
        if components.len() > 1 { self.in_start_order(set, components) } else { None }
    }

    fn parallel(&self, branches: Vec<Plan>) -> Plan {
        let wide = branches.iter().map(|branch| self.width(branch)).sum::<usize>() > MOST_POLLED_BLINDLY;
        Plan::Parallel { branches, wide }
    }

    /// Tasks that never wait: there is nothing to interleave.
    fn one_by_one(&self, set: &[TaskId]) -> Vec<Plan> {
        self.graph.order().iter().copied().filter(|task| set.contains(task)).map(Plan::Task).collect()
    }

    /// The components of `set` in the order in which they start; `None` if they cannot be separate branches without
    /// changing the order of starts.
    ///
    /// A branch runs as far as it can before the next one is looked at. So the initial tasks of the branches must not
    /// interleave, and no inline task may follow in one branch while an asynchronous one of another could start.
    fn in_start_order(&self, set: &[TaskId], components: Vec<Vec<TaskId>>) -> Option<Vec<Vec<TaskId>>> {
        let follows = self.follows(set);
        let delays = |&task: &TaskId| follows[task] && self.is_inline(task) && self.has_asynchronous_rival(task, set);
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

    fn initial_priorities(&self, set: &[TaskId], follows: &Table<TaskId, bool>) -> Vec<(bool, TaskId)> {
        let initial = set.iter().filter(|&&task| !follows[task]);
        let mut priorities: Vec<_> = initial.map(|&task| self.priority(task)).collect();
        priorities.sort();
        priorities
    }

    /// The number of asynchronous tasks of a plan that may wait at once.
    fn width(&self, plan: &Plan) -> usize {
        match plan {
            Plan::Task(task) => usize::from(!self.is_inline(*task)),
            Plan::Sequence(parts) => parts.iter().map(|part| self.width(part)).max().unwrap_or(0),
            Plan::Parallel { branches, .. } => branches.iter().map(|branch| self.width(branch)).sum(),
            Plan::Woven(weave) => self.width_of_lanes(weave.lanes.rows()),
        }
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
