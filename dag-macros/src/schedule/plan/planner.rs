//! The facts that planning looks up again and again.

use crate::graph::{Acyclic, Reachability, Table};
use crate::lower::{Kind, TaskId};

/// The facts for planning.
///
/// The sets it works on are *convex* (a task between two tasks of a set belongs to it) and sorted by the number of
/// their descendants, those with the most first, which is a topological order.
pub(super) struct Planner<'a> {
    pub(super) graph: &'a Acyclic<TaskId>,
    pub(super) kinds: &'a Table<TaskId, Kind>,
    pub(super) reachability: Reachability<TaskId>,
}

impl Planner<'_> {
    pub(super) fn is_inline(&self, task: TaskId) -> bool {
        self.kinds[task] == Kind::Inline
    }

    /// Smaller starts first.
    pub(super) fn priority(&self, task: TaskId) -> (bool, TaskId) {
        (self.is_inline(task), task)
    }

    /// For each task of the graph, true if it has a predecessor in `set`.
    pub(super) fn follows(&self, set: &[TaskId]) -> Table<TaskId, bool> {
        let mut follows = Table::filled(self.graph.len(), false);
        for &task in set {
            for &next in self.graph.successors(task) {
                follows[next] = true;
            }
        }
        follows
    }

    /// True if an asynchronous task of `set` neither precedes nor follows `task`, so that it could start just when
    /// `task` can.
    pub(super) fn has_asynchronous_rival(&self, task: TaskId, set: &[TaskId]) -> bool {
        set.iter().any(|&other| !self.is_inline(other) && !self.reachability.comparable(task, other))
    }

    pub(super) fn width_of_lanes<'l>(&self, lanes: impl Iterator<Item = &'l Vec<TaskId>>) -> usize {
        let waits = |lane: &&Vec<TaskId>| lane.iter().any(|&task| !self.is_inline(task));
        lanes.filter(waits).count()
    }
}
