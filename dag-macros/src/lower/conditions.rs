//! Tasks that need not run, because no user of their values will.
//!
//! ```text
//! vip → badge (when = vip)      with `vip` false, `badge` is skipped; so nobody needs `photo`,
//! photo → badge                 which does not start if `vip` has come out false by then
//! ```
//!
//! A known flag never becomes unknown again, so no reader of the value of such a task is run.

mod need;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use super::lowering::{Lowering, TaskId, ValueId};
use crate::graph::{Reachability, Table};
use need::{Literals, Need};

pub(crate) use need::Literal;

/// The circumstances in which a task need not run.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Condition {
    /// This case of a flag is known not to hold. `is_there`: the flag is known in any case when the task could start,
    /// because the task waits for it.
    Without {
        literal: Literal,
        is_there: bool,
    },
    All(Vec<Condition>),
    Any(Vec<Condition>),
}

impl Condition {
    /// Every flag it looks at; true: the flag is there by then.
    pub(crate) fn flags(&self) -> Vec<(ValueId, bool)> {
        match self {
            Self::Without { literal, is_there } => vec![(literal.flag, *is_there)],
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::flags).collect(),
        }
    }

    /// Nobody needs the task, as `known` tells of each flag whether it is there. `None`: it always has to run.
    fn unless(need: &Need, known: &impl Fn(ValueId) -> Option<bool>) -> Option<Self> {
        if need.is_always() {
            return None;
        }
        let without = |literal: &Literal| {
            let is_there = known(literal.flag) == Some(true);
            Self::Without { literal: *literal, is_there }
        };
        let all = |literals: &Literals| Self::of(literals.iter().map(without).collect(), Self::All);
        let any = |literals: &Literals| Self::of(literals.iter().map(without).collect(), Self::Any);
        match need.obstacles() {
            Some(obstacles) if obstacles.is_empty() => None,
            Some(obstacles) => Some(Self::of(obstacles.iter().map(all).collect(), Self::Any)),
            None => Some(Self::of(need.ways().iter().map(any).collect(), Self::All)),
        }
    }

    fn of(parts: BTreeSet<Self>, whole: fn(Vec<Self>) -> Self) -> Self {
        let mut parts: Vec<Self> = parts.into_iter().collect();
        if parts.len() == 1 { parts.remove(0) } else { whole(parts) }
    }
}

impl Lowering<'_, '_> {
    /// For each task, the condition in which it need not run; `None`: it always has to.
    pub(super) fn conditions(&self) -> Table<TaskId, Option<Condition>> {
        let mut conditions: Table<TaskId, Option<Condition>> = Table::filled(self.tasks.len(), None);
        if !self.tasks.rows().any(|provider| self.source(*provider).conditional()) {
            return conditions;
        }
        let reachability = Reachability::of(&self.graph);
        let mut needs = Table::filled(self.tasks.len(), Need::always());
        for &task in self.graph.order().iter().rev().filter(|task| self.may_be_unneeded(**task)) {
            let known = |flag: ValueId| self.known_at(&reachability, task, flag);
            let ways = self.waiting_for(task).map(|consumer| {
                let need = needs[consumer].behind(&self.cases_of(consumer));
                need.seen(|literal| known(literal.flag).is_some())
            });
            // Where its own condition does not hold, it is skipped in any case.
            let own = self.cases_of(task);
            needs[task] = Need::of_any(ways).seen(|literal| !own.contains(&literal));
            conditions[task] = Condition::unless(&needs[task], &known);
        }
        conditions
    }

    fn may_be_unneeded(&self, task: TaskId) -> bool {
        let provider = self.tasks[task];
        let node = self.pipeline.node_id(provider).map(|node| self.pipeline.node(node));
        let always = node.is_some_and(|node| self.pipeline.always_in(node, self.entry.declared));
        !always && !self.entry.gives(provider) && !self.entry.consumers(provider).is_empty()
    }

    /// The cases in which alone a task runs.
    fn cases_of(&self, task: TaskId) -> Vec<Literal> {
        let Some(node) = self.pipeline.node_id(self.tasks[task]) else { return Vec::new() };
        let conditions = self.pipeline.conditions_of(node).into_iter();
        conditions.map(|condition| Literal { flag: self.value_id(condition.flag), case: condition.case }).collect()
    }

    /// `Some` if a flag may be known when `task` could start; `Some(true)` if it is known in any case.
    fn known_at(&self, reachability: &Reachability<TaskId>, task: TaskId, flag: ValueId) -> Option<bool> {
        match self.task_of[self.values[flag]] {
            None => Some(true),
            Some(flag) if flag == task || reachability.reaches(task, flag) => None,
            Some(flag) => Some(reachability.reaches(flag, task)),
        }
    }
}
