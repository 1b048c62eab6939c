//! Tasks that need not run, because nobody who would use their values will.
//!
//! ```text
//! vip → badge (when = vip)      with `vip` false, `badge` is skipped; so nobody needs `photo`,
//! photo → badge                 which does not start if `vip` has come out false by then
//! ```
//!
//! What is known never becomes unknown again, so whoever would read the value of such a task is itself not run.

use std::collections::BTreeSet;

use crate::graph::{Graph, Reachability};
use crate::resolve::{Entry, Pipeline, Provider};

/// A formula longer than this is not worth its evaluation: the task runs in any case.
const MOST_FLAGS: usize = 32;

/// When a task need not run.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Unneeded {
    /// When this node or input is known to be false.
    Without(Provider),
    All(Vec<Unneeded>),
    Any(Vec<Unneeded>),
}

impl Unneeded {
    /// Everything it looks at.
    pub(crate) fn flags(&self) -> Vec<Provider> {
        match self {
            Self::Without(flag) => vec![*flag],
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::flags).collect(),
        }
    }

    fn of(parts: BTreeSet<Self>, whole: fn(Vec<Self>) -> Self) -> Self {
        let mut parts: Vec<Self> = parts.into_iter().collect();
        if parts.len() == 1 { parts.remove(0) } else { whole(parts) }
    }
}

/// For each of `tasks`, when it need not run; `None`: it always has to. `order` is a topological order of them.
pub(crate) fn unneeded(
    pipeline: &Pipeline<'_>,
    entry: &Entry,
    tasks: &[Provider],
    graph: &Graph,
    order: &[usize],
) -> Vec<Option<Unneeded>> {
    let mut found: Vec<Option<Unneeded>> = vec![None; tasks.len()];
    if !tasks.iter().any(|task| pipeline.source(*task).conditional()) {
        return found;
    }
    let reachability = graph.reachability();
    for &task in order.iter().rev() {
        let provider = tasks[task];
        let always = pipeline.node_number(provider).is_some_and(|node| pipeline.module.nodes[node].always);
        if always || entry.gives(provider) || entry.consumers(provider).is_empty() {
            continue;
        }
        let mut all = BTreeSet::new();
        let prunable = graph.successors(task).iter().all(|&consumer| {
            let Some(reason) = skipped(pipeline, tasks, &reachability, task, consumer, &found) else { return false };
            all.insert(reason);
            true
        });
        let whole = prunable.then(|| Unneeded::of(all, Unneeded::All));
        found[task] = whole.filter(|whole| whole.flags().len() <= MOST_FLAGS);
    }
    found
}

/// When it can be told before the start of `task` that `consumer` will not run.
fn skipped(
    pipeline: &Pipeline<'_>,
    tasks: &[Provider],
    reachability: &Reachability,
    task: usize,
    consumer: usize,
    found: &[Option<Unneeded>],
) -> Option<Unneeded> {
    let known_before = |flag: &Provider| match tasks.binary_search_by_key(&flag.0, |task| task.0) {
        Ok(flag) => flag != task && !reachability.reaches(task, flag),
        Err(_) => true,
    };
    let flag = pipeline.node_number(tasks[consumer]).and_then(|node| pipeline.options(node).when);
    let mut any = BTreeSet::new();
    any.extend(flag.filter(known_before).map(Unneeded::Without));
    any.extend(found[consumer].as_ref().and_then(|unneeded| before(unneeded, &known_before)));
    (!any.is_empty()).then(|| Unneeded::of(any, Unneeded::Any))
}

/// What is left of a formula when flags that cannot be known count as true.
fn before(unneeded: &Unneeded, known: &impl Fn(&Provider) -> bool) -> Option<Unneeded> {
    match unneeded {
        Unneeded::Without(flag) => known(flag).then(|| unneeded.clone()),
        Unneeded::All(parts) => {
            let parts: Option<BTreeSet<Unneeded>> = parts.iter().map(|part| before(part, known)).collect();
            Some(Unneeded::of(parts?, Unneeded::All))
        }
        Unneeded::Any(parts) => {
            let parts: BTreeSet<Unneeded> = parts.iter().filter_map(|part| before(part, known)).collect();
            (!parts.is_empty()).then(|| Unneeded::of(parts, Unneeded::Any))
        }
    }
}
