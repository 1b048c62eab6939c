//! An entry point, made ready to be emitted: its tasks, their plan and where their values live.

pub(crate) mod borrows;
pub(crate) mod conditions;

use crate::graph::Graph;
use crate::read::model::Node;
use crate::resolve::{Access, Consumer, Entry, Pipeline, Provider, Source};
use crate::schedule::layout::{Layout, Mobility, Spawn, Value, layout};
use crate::schedule::plan::{Task, plan};
use crate::schedule::share;
use crate::types;
use borrows::holds_borrows_of;
use conditions::{Unneeded, unneeded};

/// What [`crate::emit`] turns into a function.
pub(crate) struct Program {
    /// The provider that each task of the layout stands for: needed nodes, and futures among the inputs.
    pub(crate) tasks: Vec<Provider>,
    /// Each task's position in a topological order.
    pub(crate) position: Vec<usize>,
    pub(crate) layout: Layout,
    /// When each task need not run.
    pub(crate) unneeded: Vec<Option<Unneeded>>,
    /// Whether the value of a provider is behind an `Arc`, so that tasks of the executor and threads can borrow it.
    pub(crate) shared: Vec<bool>,
    /// For each task, those that read its value once it is there.
    pub(crate) readers: Vec<Vec<usize>>,
    /// Whether values of other tasks may hold a borrow of a task's value.
    pub(crate) lent: Vec<bool>,
    /// For each task, the flags it looks at that come before it.
    flags: Vec<Vec<usize>>,
}

impl Program {
    /// The task of a provider; `None` for a plain input.
    pub(crate) fn task(&self, provider: Provider) -> Option<usize> {
        task_of(&self.tasks, provider)
    }

    /// Whether the value of `provider` is there when `task` could start, because it waited for that.
    pub(crate) fn is_before(&self, provider: Provider, task: usize) -> bool {
        self.task(provider).is_none_or(|provider| self.flags[task].contains(&provider))
    }
}

/// Plans an entry point of a pipeline that has passed all checks.
pub(crate) fn lower(pipeline: &Pipeline<'_>, entry: &Entry) -> Program {
    let tasks: Vec<Provider> = pipeline
        .providers()
        .filter(|provider| entry.needed[provider.0] && pipeline.source(*provider).is_task())
        .collect();
    let graph = task_graph(pipeline, &tasks);
    let order = graph.topological_order().unwrap_or_default();
    let mut position = vec![0; tasks.len()];
    order.iter().enumerate().for_each(|(place, task)| position[*task] = place);
    let kinds: Vec<Task> = tasks.iter().map(|task| Task { inline: pipeline.source(*task).inline() }).collect();
    let unneeded = unneeded(pipeline, entry, &tasks, &graph, &order);
    let flags = flags_before(&graph, &tasks, &unneeded);
    let peekers = peekers(&tasks, &unneeded, &flags);
    let mobility: Vec<Mobility> = tasks
        .iter()
        .enumerate()
        .map(|(task, provider)| mobility(pipeline, *provider, unneeded[task].is_none() && peekers[task].is_empty()))
        .collect();
    let values = values(pipeline, entry, &tasks, &order, &flags, &peekers);
    let layout = layout(plan(&graph, &kinds), &graph, &values, &mobility);
    let shared = share::shared(pipeline, entry, &tasks, &layout);
    let lent = values.iter().map(|value| !value.borrowers.is_empty()).collect();
    let readers = values.into_iter().map(|value| value.tasks).collect();
    Program { layout, tasks, position, unneeded, shared, readers, lent, flags }
}

fn task_of(tasks: &[Provider], provider: Provider) -> Option<usize> {
    tasks.binary_search_by_key(&provider.0, |provider| provider.0).ok()
}

fn task_graph(pipeline: &Pipeline<'_>, tasks: &[Provider]) -> Graph {
    let mut graph = Graph::new(tasks.len());
    for (task, provider) in tasks.iter().enumerate() {
        let Some(node) = pipeline.node_number(*provider) else { continue };
        for from in pipeline.waits_for(node).filter_map(|provider| task_of(tasks, provider)) {
            graph.add_edge(from, task);
        }
    }
    graph
}

/// For each task that may be unneeded, those of the flags it looks at that come before it.
fn flags_before(graph: &Graph, tasks: &[Provider], unneeded: &[Option<Unneeded>]) -> Vec<Vec<usize>> {
    let before = |(task, unneeded): (usize, &Option<Unneeded>)| {
        let flags = unneeded.iter().flat_map(Unneeded::flags).filter_map(|flag| task_of(tasks, flag));
        let ancestors = unneeded.is_some().then(|| graph.ancestors_of([task]));
        flags.filter(|flag| ancestors.as_ref().is_some_and(|ancestors| ancestors[*flag])).collect()
    };
    unneeded.iter().enumerate().map(before).collect()
}

/// For each task, those that look at its value without waiting for it.
fn peekers(tasks: &[Provider], unneeded: &[Option<Unneeded>], flags: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut peekers = vec![Vec::new(); tasks.len()];
    for (task, unneeded) in unneeded.iter().enumerate() {
        for flag in unneeded.iter().flat_map(Unneeded::flags).filter_map(|flag| task_of(tasks, flag)) {
            if !flags[task].contains(&flag) && !peekers[flag].contains(&task) {
                peekers[flag].push(task);
            }
        }
    }
    peekers
}

/// Where a task may run; `plain`: it always runs, and nobody looks at its value before it is waited for.
fn mobility(pipeline: &Pipeline<'_>, provider: Provider, plain: bool) -> Mobility {
    let Source::Node(node) = pipeline.source(provider) else { return Mobility { spawn: Spawn::Never, in_line: false } };
    let spawn = if node.policy.spawn.is_some() {
        Spawn::Always
    } else if pipeline.spawned(node) {
        Spawn::Beside
    } else {
        Spawn::Never
    };
    let carried = spawn != Spawn::Never || (node.inline() && owns_what_it_takes(pipeline, provider, node));
    let alone = node.policy.when.is_some()
        || node.policy.limit.is_some()
        || node.each()
        || pipeline.node_number(provider).is_some_and(|number| clones_from_caller(pipeline, number));
    Mobility { spawn, in_line: carried && plain && !alone }
}

/// Whether a node takes a clone of what an input refers to, which the caller has to make.
fn clones_from_caller(pipeline: &Pipeline<'_>, node: usize) -> bool {
    pipeline.edges(node).any(|(_, edge)| {
        let borrowing = |provider| match pipeline.source(provider) {
            Source::Field(field) => types::borrows(&field.ty),
            Source::Node(_) => false,
        };
        edge.access == Access::Clone && edge.provider.is_some_and(borrowing)
    })
}

/// Whether nothing that an inline node takes or gives can borrow from outside.
fn owns_what_it_takes(pipeline: &Pipeline<'_>, provider: Provider, node: &Node) -> bool {
    let owned = |provider: Provider| match pipeline.source(provider) {
        Source::Field(field) => !types::borrows(&field.ty),
        Source::Node(node) => !holds_borrows_of(&node.sig),
    };
    let number = pipeline.node_number(provider);
    !holds_borrows_of(&node.sig) && number.is_some_and(|number| pipeline.waits_for(number).all(owned))
}

fn values(
    pipeline: &Pipeline<'_>,
    entry: &Entry,
    tasks: &[Provider],
    order: &[usize],
    flags: &[Vec<usize>],
    peekers: &[Vec<usize>],
) -> Vec<Value> {
    let lookers = inverted(flags);
    let borrowers = inverted(&held_borrows(pipeline, entry, tasks, order));
    let consumer_task = |consumer: &Consumer| match *consumer {
        Consumer::Param { node, .. } | Consumer::Policy { node } => task_of(tasks, pipeline.node_provider(node)),
        Consumer::Output(_) => None,
    };
    let value = |(task, provider): (usize, &Provider)| {
        let consumers = entry.consumers(*provider);
        Value {
            tasks: consumers.iter().filter_map(consumer_task).chain(lookers[task].iter().copied()).collect(),
            peekers: peekers[task].clone(),
            moved: pipeline.moves(consumers),
            output: entry.gives(*provider),
            borrowers: borrowers[task].clone(),
            freed: consumers.iter().all(|consumer| keeps_nothing(pipeline, entry, consumer)),
        }
    };
    tasks.iter().enumerate().map(value).collect()
}

/// Whether a consumer keeps no borrow of what it is given.
fn keeps_nothing(pipeline: &Pipeline<'_>, entry: &Entry, consumer: &Consumer) -> bool {
    match *consumer {
        Consumer::Param { node, .. } | Consumer::Policy { node } => {
            let handled = pipeline.handled_in(entry, pipeline.node_provider(node));
            borrows::keeps_nothing(&pipeline.module.nodes[node], handled)
        }
        Consumer::Output(_) => false,
    }
}

/// For each task, those in whose lists it is, each once.
fn inverted(lists: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut inverted = vec![Vec::new(); lists.len()];
    for (task, list) in lists.iter().enumerate() {
        for &other in list {
            if inverted[other].last() != Some(&task) {
                inverted[other].push(task);
            }
        }
    }
    inverted
}

/// For each task, the tasks whose values its own value may hold a borrow of, directly or by way of others.
fn held_borrows(pipeline: &Pipeline<'_>, entry: &Entry, tasks: &[Provider], order: &[usize]) -> Vec<Vec<usize>> {
    let mut held: Vec<Vec<usize>> = vec![Vec::new(); tasks.len()];
    for &task in order {
        let Source::Node(node) = pipeline.source(tasks[task]) else { continue };
        let Some(number) = pipeline.node_number(tasks[task]) else { continue };
        // What leaves the run with the output borrows from nothing in it; nor does what comes from elsewhere.
        if entry.gives(tasks[task]) || pipeline.detached(node) || !holds_borrows_of(&node.sig) {
            continue;
        }
        let mut all = Vec::new();
        for (_, edge) in pipeline.edges(number) {
            let Some(from) = edge.provider.and_then(|provider| task_of(tasks, provider)) else { continue };
            all.extend_from_slice(&held[from]);
            if matches!(edge.access, Access::Borrow | Access::OutcomeRef | Access::OptionRef) {
                all.push(from);
            }
        }
        all.sort_unstable();
        all.dedup();
        held[task] = all;
    }
    held
}

impl Pipeline<'_> {
    /// Whether the value goes to its only consumer, which takes it as it is.
    pub(crate) fn moves(&self, consumers: &[Consumer]) -> bool {
        match *consumers {
            [Consumer::Param { node, param }] => {
                let taken = matches!(self.edge(node, param).access, Access::Value | Access::OutcomeValue);
                let node = &self.module.nodes[node];
                // A collection is taken apart once, however often its elements are needed.
                taken && (!node.repeats() || node.params[param].each.is_some())
            }
            [Consumer::Output(_)] => true,
            _ => false,
        }
    }
}

impl Source<'_> {
    /// Whether it has to be run or awaited.
    fn is_task(self) -> bool {
        match self {
            Self::Field(field) => field.future,
            Self::Node(_) => true,
        }
    }

    /// Whether it never waits.
    fn inline(self) -> bool {
        matches!(self, Self::Node(node) if node.inline())
    }
}
