//! The plan: the tasks in sequence, the tasks side by side, and the woven tasks.
//!
//! Input: the graph of a program. Output: a [`Plan`] under which every task starts the
//! moment its own predecessors are done, so that a run takes as long as the critical path, whatever the durations.
//!
//! ```text
//! a → b ─┐       a, then b, and side by side with that c, then d;
//! c → d ─┴→ e    then e
//!
//! a → c          neither in series nor in parallel: c needs a and b, d needs only b.
//! b → c          The lanes a → c and b → d are woven: a latch in front of c waits for b
//! b → d
//! ```
//!
//! Splitting in series and in parallel loses nothing, and its values are plain locals; weaving serves every graph, but
//! its values need cells. So the plan splits as long as it can, to a depth that the compiler's limit of recursion
//! allows, and weaves the rest.
//!
//! Tasks that can start at the same time start by *priority*: asynchronous before inline, then as declared.

mod cover;
mod planner;
mod split;
#[cfg(test)]
mod tests;
mod weave;

use std::cmp::Reverse;

use crate::graph::{Acyclic, Reachability, Table};
use crate::lower::{Kind, TaskId};
use planner::Planner;

pub(crate) use split::{LONGEST_SEQUENCE, Plan};
use split::{MOST_AROUND_DEEP, MOST_NESTED};
pub(crate) use weave::{LatchId, TaskLatches, Weave};

/// The plan of a whole graph; `None` when it has no node.
pub(crate) fn plan(graph: &Acyclic<TaskId>, kinds: &Table<TaskId, Kind>) -> Option<Plan> {
    let reachability = Reachability::of(graph);
    let mut all: Vec<TaskId> = kinds.ids().collect();
    all.sort_by_cached_key(|&task| Reverse(reachability.descendants(task)));
    let planner = Planner { graph, kinds, reachability };
    (!all.is_empty()).then(|| planner.in_series(&all, MOST_NESTED, MOST_AROUND_DEEP))
}
