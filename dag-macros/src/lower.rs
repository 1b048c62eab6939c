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
        self.tasks.binary_search_by_key(&provider.0, |provider| provider.0).ok()
    }
}

/// Plans an entry point of a pipeline that has passed all checks.
pub(crate) fn lower(pipeline: &Pipeline<'_>, entry: &Entry) -> Program {
    let tasks: Vec<Provider> = pipeline
        .providers()
        .filter(|provider| entry.needed[provider.0] && pipeline.source(*provider).is_task())
        .collect();
    let position = vec![0; tasks.len()];
    let mut program = Program { tasks, position, layout: layout(None, &Graph::new(0), &[]) };
    let graph = program.graph(pipeline);
    for (position, task) in graph.topological_order().unwrap_or_default().into_iter().enumerate() {
        program.position[task] = position;
    }
    let kinds: Vec<Task> = program.tasks.iter().map(|task| Task { inline: pipeline.source(*task).inline() }).collect();
    let values = program.values(pipeline, entry, &graph);
    program.layout = layout(plan(&graph, &kinds), &graph, &values);
    program
}

impl Program {
    fn graph(&self, pipeline: &Pipeline<'_>) -> Graph {
        let mut graph = Graph::new(self.tasks.len());
        for (task, provider) in self.tasks.iter().enumerate() {
            let Some(node) = pipeline.node_number(*provider) else { continue };
            for (_, edge) in pipeline.edges(node) {
                if let Some(from) = edge.provider.and_then(|provider| self.task(provider)) {
                    graph.add_edge(from, task);
                }
            }
        }
        graph
    }

    fn values(&self, pipeline: &Pipeline<'_>, entry: &Entry, graph: &Graph) -> Vec<Value> {
        let mut borrowers = vec![Vec::new(); self.tasks.len()];
        for (borrower, held) in self.held_borrows(pipeline, entry, graph).into_iter().enumerate() {
            for lender in held {
                borrowers[lender].push(borrower);
            }
        }
        let values = self.tasks.iter().zip(borrowers).map(|(provider, borrowers)| {
            let consumers = pipeline.consumers_in(entry, *provider);
            Value {
                tasks: consumers.iter().filter_map(|consumer| self.consumer_task(pipeline, *consumer)).collect(),
                moved: pipeline.moves(&consumers),
                output: consumers.iter().any(|consumer| matches!(consumer, Consumer::Output(_))),
                borrowers,
            }
        });
        values.collect()
    }

    fn consumer_task(&self, pipeline: &Pipeline<'_>, consumer: Consumer) -> Option<usize> {
        match consumer {
            Consumer::Param { node, .. } => self.task(pipeline.node_provider(node)),
            Consumer::Output(_) => None,
        }
    }

    /// For each task, the tasks whose values its own value may hold a borrow of, directly or by way of others.
    fn held_borrows(&self, pipeline: &Pipeline<'_>, entry: &Entry, graph: &Graph) -> Vec<Vec<usize>> {
        let mut held: Vec<Vec<usize>> = vec![Vec::new(); self.tasks.len()];
        for task in graph.topological_order().unwrap_or_default() {
            let Source::Node(node) = pipeline.source(self.tasks[task]) else { continue };
            let Some(number) = pipeline.node_number(self.tasks[task]) else { continue };
            // What leaves the run with the output borrows from nothing in it.
            let leaves = entry.fields.iter().any(|field| field.provider == Some(self.tasks[task]));
            if leaves || !holds_borrows_of(&node.sig) {
                continue;
            }
            let mut all = Vec::new();
            for (_, edge) in pipeline.edges(number) {
                let Some(from) = edge.provider.and_then(|provider| self.task(provider)) else { continue };
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
