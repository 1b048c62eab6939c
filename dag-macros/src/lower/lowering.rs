//! An entry point on its way to a program: its tasks and values by their ids.

use std::collections::BTreeMap;

use crate::check::Checked;
use crate::graph::{Acyclic, Id, Table, ids};
use crate::read::model::{Node, NodeId};
use crate::resolve::{Entry, Provider, Resolved, Source, Spellings, Turns};

ids! {
    /// A task of a program: a call, in the order of declaration. Not a task of an executor.
    TaskId,
    /// A value of a program: those of the inputs come first, then those of the tasks, each in declaration order.
    ValueId,
}

/// An entry point on its way to a program.
pub(super) struct Lowering<'a, 'm> {
    pub(super) pipeline: &'a Resolved<'m, Provider>,
    pub(super) entry: &'a Entry<Provider>,
    /// The order that the module spells out: all of [`graph`](Self::graph) but for what holds a `commit` back.
    waits: &'a Acyclic<Provider>,
    /// The provider that each task stands for: needed nodes, and futures among the inputs.
    pub(super) tasks: Table<TaskId, Provider>,
    /// The provider of each value.
    pub(super) values: Table<ValueId, Provider>,
    pub(super) task_of: Table<Provider, Option<TaskId>>,
    value_of: Table<Provider, Option<ValueId>>,
    /// The order of the tasks: an edge where a value is passed, where an option names a node, and to each `commit` from
    /// the tasks that can fail.
    pub(super) graph: Acyclic<TaskId>,
    /// The values of `finally` nodes that stand for those of tasks, behind all others.
    pub(super) sights: BTreeMap<Provider, ValueId>,
    pub(super) spellings: Spellings<'m>,
    pub(super) turns: Turns<'a, 'm, Provider>,
    /// For each provider, the node that takes its value when all other users are done with it.
    pub(super) takers: Table<Provider, Option<NodeId>>,
    /// For each provider: its users have the value in turn.
    pub(super) in_turn: Table<Provider, bool>,
}

impl<'a, 'm> Lowering<'a, 'm> {
    pub(super) fn new(checked: &'a Checked<'m>, entry: &'a Entry<Provider>) -> Self {
        let pipeline = &checked.pipeline;
        let (mut tasks, mut values) = (Table::new(), Table::new());
        let (mut task_of, mut value_of) = (Table::new(), Table::new());
        for provider in pipeline.providers() {
            let needed = entry.needed[provider] && !pipeline.runs_at_end(provider);
            value_of.push(needed.then(|| values.push(provider)));
            task_of.push((needed && pipeline.source(provider).is_task()).then(|| tasks.push(provider)));
        }
        let is_commit = |task: &TaskId| {
            let node = pipeline.node_id(tasks[*task]);
            node.is_some_and(|node| pipeline.node(node).policy.commit.is_some())
        };
        let commits: Vec<TaskId> = tasks.ids().filter(is_commit).collect();
        let mut graph = checked.graph.restricted(tasks.len(), &task_of);
        if !commits.is_empty() {
            graph = graph.held_back(&commits, |task| pipeline.ends_run(entry, tasks[task]));
        }
        let looked_at = pipeline.providers().filter(|provider| !pipeline.lookers(entry, *provider).is_empty());
        let sights = looked_at.zip(values.len()..).map(|(provider, index)| (provider, ValueId::new(index))).collect();
        let spellings = Spellings::of(pipeline.module);
        let turns = Turns::of(pipeline, entry);
        let takers = pipeline.providers().map(|provider| turns.last_taker(provider)).collect();
        let in_turn = pipeline.providers().map(|provider| turns.in_turn(provider)).collect();
        let waits = &checked.graph;
        Self {
            pipeline,
            entry,
            waits,
            tasks,
            values,
            task_of,
            value_of,
            graph,
            sights,
            spellings,
            turns,
            takers,
            in_turn,
        }
    }

    /// The node that a provider is.
    pub(super) fn node(&self, provider: Provider) -> Option<&'m Node> {
        match self.source(provider) {
            Source::Node(node) => Some(node),
            Source::Field(_) => None,
        }
    }

    pub(super) fn source(&self, provider: Provider) -> Source<'m> {
        self.pipeline.source(provider)
    }

    /// The tasks that wait for a task by the module's own words, and so may need it.
    pub(super) fn waiting_for(&self, task: TaskId) -> impl Iterator<Item = TaskId> {
        let spelled = move |next: &TaskId| self.waits.has_edge(self.tasks[task], self.tasks[*next]);
        self.graph.successors(task).iter().copied().filter(spelled)
    }

    /// The value of a provider that the entry point needs.
    pub(super) fn value_id(&self, provider: Provider) -> ValueId {
        self.value_of[provider].expect("whatever a needed node uses is needed")
    }

    /// The same, if the entry point needs it.
    pub(super) fn needed_value(&self, provider: Provider) -> Option<ValueId> {
        self.value_of[provider]
    }

    /// True if the value of a provider goes to its only user, or to the last.
    pub(super) fn moves(&self, provider: Provider) -> bool {
        let kept = self.pipeline.stays_in_input(self.entry, provider) || self.sights.contains_key(&provider);
        let only = self.pipeline.moves(self.entry.consumers(provider)) && !kept;
        only || self.takers[provider].is_some()
    }

    /// True if the failure of a provider is a value, too.
    pub(super) fn whole(&self, provider: Provider) -> bool {
        self.pipeline.handled_in(self.entry, provider)
    }
}
