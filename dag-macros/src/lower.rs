//! An entry point, made ready to be emitted: its tasks, their plan and where their values live.

use crate::borrows::holds_borrows_of;
use crate::graph::Graph;
use crate::layout::{Layout, Value, layout};
use crate::plan::{Task, plan};
use crate::resolve::{Access, Consumer, Entry, Pipeline, Provider, Source};

/// What [`crate::emit`] turns into a function.
pub(crate) struct Program {
    /// The provider that each task of the layout stands for: needed nodes, and futures among the inputs.
    pub(crate) tasks: Vec<Provider>,
    /// Each task's position in a topological order.
    pub(crate) position: Vec<usize>,
    pub(crate) layout: Layout,
}

impl Program {
    /// The task of a provider; `None` for a plain input.
    pub(crate) fn task(&self, provider: Provider) -> Option<usize> {
        task_of(&self.tasks, provider)
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
    let values = values(pipeline, entry, &tasks, &order);
    Program { layout: layout(plan(&graph, &kinds), &graph, &values), tasks, position }
}

fn task_of(tasks: &[Provider], provider: Provider) -> Option<usize> {
    tasks.binary_search_by_key(&provider.0, |provider| provider.0).ok()
}

fn task_graph(pipeline: &Pipeline<'_>, tasks: &[Provider]) -> Graph {
    let mut graph = Graph::new(tasks.len());
    for (task, provider) in tasks.iter().enumerate() {
        let Some(node) = pipeline.node_number(*provider) else { continue };
        for (_, edge) in pipeline.edges(node) {
            if let Some(from) = edge.provider.and_then(|provider| task_of(tasks, provider)) {
                graph.add_edge(from, task);
            }
        }
    }
    graph
}

fn values(pipeline: &Pipeline<'_>, entry: &Entry, tasks: &[Provider], order: &[usize]) -> Vec<Value> {
    let mut borrowers = vec![Vec::new(); tasks.len()];
    for (borrower, held) in held_borrows(pipeline, entry, tasks, order).into_iter().enumerate() {
        for lender in held {
            borrowers[lender].push(borrower);
        }
    }
    let consumer_task = |consumer: &Consumer| match *consumer {
        Consumer::Param { node, .. } => task_of(tasks, pipeline.node_provider(node)),
        Consumer::Output(_) => None,
    };
    let values = tasks.iter().zip(borrowers).map(|(provider, borrowers)| {
        let consumers = pipeline.consumers_in(entry, *provider);
        Value {
            tasks: consumers.iter().filter_map(consumer_task).collect(),
            moved: pipeline.moves(&consumers),
            output: consumers.iter().any(|consumer| matches!(consumer, Consumer::Output(_))),
            borrowers,
        }
    });
    values.collect()
}

/// For each task, the tasks whose values its own value may hold a borrow of, directly or by way of others.
fn held_borrows(pipeline: &Pipeline<'_>, entry: &Entry, tasks: &[Provider], order: &[usize]) -> Vec<Vec<usize>> {
    let mut held: Vec<Vec<usize>> = vec![Vec::new(); tasks.len()];
    for &task in order {
        let Source::Node(node) = pipeline.source(tasks[task]) else { continue };
        let Some(number) = pipeline.node_number(tasks[task]) else { continue };
        // What leaves the run with the output borrows from nothing in it.
        let leaves = entry.fields.iter().any(|field| field.provider == Some(tasks[task]));
        if leaves || !holds_borrows_of(&node.sig) {
            continue;
        }
        let mut all = Vec::new();
        for (_, edge) in pipeline.edges(number) {
            let Some(from) = edge.provider.and_then(|provider| task_of(tasks, provider)) else { continue };
            all.extend_from_slice(&held[from]);
            if matches!(edge.access, Access::Borrow | Access::OutcomeRef) {
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
                matches!(self.edge(node, param).access, Access::Value | Access::OutcomeValue)
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
