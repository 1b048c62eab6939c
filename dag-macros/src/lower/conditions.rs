//! Tasks that need not run, because no user of their values will.
//!
//! ```text
//! vip → badge (when = vip)      with `vip` false, `badge` is skipped; so nobody needs `photo`,
//! photo → badge                 which does not start if `vip` has come out false by then
//! ```
//!
//! A known flag never becomes unknown again, so no reader of the value of such a task is run.

use std::collections::BTreeSet;

use super::lowering::{Lowering, TaskId, ValueId};
use crate::graph::{Reachability, Table};

/// A formula longer than this is not worth its evaluation: the task runs in any case.
const MOST_FLAGS: usize = 32;

/// The circumstances in which a task need not run.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Condition {
    /// This flag is known to be false. `is_there`: it is known in any case when the task could start, because the task
    /// waits for it.
    Without {
        flag: ValueId,
        is_there: bool,
    },
    All(Vec<Condition>),
    Any(Vec<Condition>),
}

impl Condition {
    /// Every flag it looks at; true: the flag is there by then.
    pub(crate) fn flags(&self) -> Vec<(ValueId, bool)> {
        match self {
            Self::Without { flag, is_there } => vec![(*flag, *is_there)],
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::flags).collect(),
        }
    }

    fn of(parts: BTreeSet<Self>, whole: fn(Vec<Self>) -> Self) -> Self {
        let mut parts: Vec<Self> = parts.into_iter().collect();
        if parts.len() == 1 { parts.remove(0) } else { whole(parts) }
    }

    /// The same with each flag as `known` at the start of a task: `None` where a flag cannot be known counts as true.
    fn seen(&self, known: &impl Fn(ValueId) -> Option<bool>) -> Option<Self> {
        match self {
            Self::Without { flag, .. } => known(*flag).map(|is_there| Self::Without { flag: *flag, is_there }),
            Self::All(parts) => {
                let parts: Option<BTreeSet<Self>> = parts.iter().map(|part| part.seen(known)).collect();
                Some(Self::of(parts?, Self::All))
            }
            Self::Any(parts) => {
                let parts: BTreeSet<Self> = parts.iter().filter_map(|part| part.seen(known)).collect();
                (!parts.is_empty()).then(|| Self::of(parts, Self::Any))
            }
        }
    }
}

impl Lowering<'_, '_> {
    /// For each task, the condition in which it need not run; `None`: it always has to.
    pub(super) fn conditions(&self) -> Table<TaskId, Option<Condition>> {
        let mut found: Table<TaskId, Option<Condition>> = Table::filled(self.tasks.len(), None);
        if !self.tasks.rows().any(|provider| self.source(*provider).conditional()) {
            return found;
        }
        let reachability = Reachability::of(&self.graph);
        for &task in self.graph.order().iter().rev() {
            let provider = self.tasks[task];
            let always = self.pipeline.node_id(provider).is_some_and(|node| self.pipeline.node(node).always);
            if always || self.entry.gives(provider) || self.entry.consumers(provider).is_empty() {
                continue;
            }
            let known = |flag: ValueId| self.known_at(&reachability, task, flag);
            let reasons = self.graph.successors(task).iter().map(|consumer| self.skipped(*consumer, &found, &known));
            let all: Option<BTreeSet<Condition>> = reasons.collect();
            let whole = all.map(|all| Condition::of(all, Condition::All));
            found[task] = whole.filter(|whole| whole.flags().len() <= MOST_FLAGS);
        }
        found
    }

    /// `Some` if a flag may be known when `task` could start; `Some(true)` if it is known in any case.
    fn known_at(&self, reachability: &Reachability<TaskId>, task: TaskId, flag: ValueId) -> Option<bool> {
        match self.task_of[self.values[flag]] {
            None => Some(true),
            Some(flag) if flag == task || reachability.reaches(task, flag) => None,
            Some(flag) => Some(reachability.reaches(flag, task)),
        }
    }

    /// The condition, known before the start of a task, in which its `consumer` will not run.
    fn skipped(
        &self,
        consumer: TaskId,
        found: &Table<TaskId, Option<Condition>>,
        known: &impl Fn(ValueId) -> Option<bool>,
    ) -> Option<Condition> {
        let flag = self.pipeline.node_id(self.tasks[consumer]).and_then(|node| self.pipeline.options(node).when);
        let own = flag.map(|flag| Condition::Without { flag: self.value_id(flag), is_there: true });
        let mut any = BTreeSet::new();
        any.extend(own.and_then(|own| own.seen(known)));
        any.extend(found[consumer].as_ref().and_then(|condition| condition.seen(known)));
        (!any.is_empty()).then(|| Condition::of(any, Condition::Any))
    }
}
