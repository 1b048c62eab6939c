//! Streams: elements that go on one by one.
//!
//! ```text
//! pages → texts (each page) → words (each text)
//! ```
//!
//! `words` need not wait for all `texts`: each text goes on as soon as it is there. In the order of a run, such a
//! follower comes behind whatever its provider comes behind, and beside the provider itself; whoever comes behind the
//! follower comes behind both. Where it would have to wait for the provider in any case, because another argument needs
//! all of the provider's values, there is no stream.

use super::lowering::{Lowering, TaskId, ValueId};
use crate::graph::{Acyclic, Graph, Reachability};
use crate::read::model::{Node, NodeId, Param};
use crate::resolve::{Consumer, Edge, Provider, Way};

/// The streams of a program, and the order of its tasks that is left with them.
pub(crate) struct Streams {
    streams: Vec<Stream>,
    /// The order of tasks where streams let followers run beside their providers.
    pub(crate) order: Acyclic<TaskId>,
}

/// The elements of a value, which go on to a task one by one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stream {
    pub(crate) value: ValueId,
    /// The task that makes the elements.
    pub(crate) from: TaskId,
    /// The task that runs for each.
    pub(crate) to: TaskId,
}

impl Streams {
    /// Every task waits for the values that it takes.
    pub(super) fn none(graph: &Acyclic<TaskId>) -> Self {
        Self { streams: Vec::new(), order: graph.clone() }
    }

    /// The tasks that take the elements of a value one by one.
    pub(crate) fn followers(&self, value: ValueId) -> impl Iterator<Item = TaskId> {
        self.streams.iter().filter(move |stream| stream.value == value).map(|stream| stream.to)
    }

    /// The number of a task among the followers of a value, if it is one.
    pub(crate) fn follower(&self, value: ValueId, task: TaskId) -> Option<usize> {
        self.followers(value).position(|follower| follower == task)
    }

    /// True if a task takes elements one by one.
    pub(crate) fn follows(&self, task: TaskId) -> bool {
        self.streams.iter().any(|stream| stream.to == task)
    }
}

impl Lowering<'_, '_> {
    pub(super) fn streams(&self) -> Streams {
        let mut streams: Vec<Stream> = self.tasks.ids().flat_map(|task| self.candidates(task)).collect();
        loop {
            let order = side_by_side(&self.graph, &streams);
            let reachability = Reachability::of(&order);
            let stays = |stream: &Stream| {
                !reachability.reaches(stream.from, stream.to)
                    && self.comes_bit_by_bit(stream.from, &streams)
                    && self.leaves_elements(stream.value, &streams)
            };
            let staying: Vec<Stream> = streams.iter().copied().filter(stays).collect();
            if staying.len() == streams.len() {
                return Streams { streams, order };
            }
            streams = staying;
        }
    }

    /// The streams that a task could take part in, by its parameters and options.
    fn candidates(&self, to: TaskId) -> Vec<Stream> {
        let Some(node) = self.pipeline.node_id(self.tasks[to]) else { return Vec::new() };
        let elements = self.pipeline.edges(node).filter(|(param, edge)| {
            param.each.is_some() && self.collection(*edge).way != Way::Copy && !self.needs_all(node, edge.provider)
        });
        let stream = |provider| {
            let from = self.task_of[provider]?;
            Some(Stream { value: self.value_id(provider), from, to })
        };
        let mut streams: Vec<Stream> = elements.filter_map(|(_, edge)| stream(edge.provider)).collect();
        streams.sort_unstable_by_key(|stream| stream.value);
        streams.dedup();
        streams
    }

    /// True if a node cannot start before a provider is over, whatever it runs for.
    fn needs_all(&self, node: NodeId, provider: Provider) -> bool {
        let as_a_whole = |(param, edge): (&Param, Edge<Provider>)| param.each.is_none() && edge.provider == provider;
        let alone = |(_, edge): (&Param, Edge<Provider>)| self.has_to_itself(edge, provider);
        let held_back = self.pipeline.node(node).policy.commit.is_some();
        !self.node(provider).is_some_and(Node::each)
            || self.whole(provider)
            || self.in_turn[provider]
            || self.sights.contains_key(&provider)
            || self.pipeline.edges(node).any(|edge| as_a_whole(edge) || alone(edge))
            || self.pipeline.options(node).iter().any(|edge| edge.provider == provider)
            || (held_back && self.pipeline.ends_run(self.entry, provider))
    }

    /// True if a parameter takes what another node may use as long as the node with the elements of `provider` is under
    /// way.
    fn has_to_itself(&self, edge: Edge<Provider>, provider: Provider) -> bool {
        let taken = edge.access.takes() && edge.provider != provider && self.moves(edge.provider);
        edge.access.way == Way::BorrowMut || (taken && self.entry.consumers(edge.provider).len() > 1)
    }

    /// True if the values of a task do not all come at once.
    fn comes_bit_by_bit(&self, task: TaskId, streams: &[Stream]) -> bool {
        let waits = self.node(self.tasks[task]).is_some_and(|node| !node.inline());
        waits || streams.iter().any(|stream| stream.to == task)
    }

    /// True if nobody needs the elements in a way that does not go together with giving them to followers.
    fn leaves_elements(&self, value: ValueId, streams: &[Stream]) -> bool {
        let provider = self.values[value];
        let conditional = self.source(provider).conditional();
        let follows = |task: TaskId| streams.iter().any(|stream| stream.value == value && stream.to == task);
        self.entry.consumers(provider).iter().all(|consumer| match *consumer {
            Consumer::Param { node, param } => {
                let task = self.task_of[self.pipeline.node_provider(node)];
                let access = self.pipeline.edge(node, param).access;
                let lent = access.borrows() || matches!(access.way, Way::Clone | Way::Copy);
                task.is_some_and(follows) || (lent && !conditional)
            }
            Consumer::Option { .. } | Consumer::Output(_) => !conditional,
        })
    }
}

/// The order that is left if the followers of streams do not wait for their providers.
fn side_by_side(graph: &Acyclic<TaskId>, streams: &[Stream]) -> Acyclic<TaskId> {
    if streams.is_empty() {
        return graph.clone();
    }
    let mut order = Graph::new(graph.len());
    for &from in graph.order() {
        for &to in graph.successors(from) {
            if !streams.iter().any(|stream| stream.from == from && stream.to == to) {
                let providers =
                    closure(from, |task| streams.iter().filter(move |one| one.to == task).map(|one| one.from));
                let followers =
                    closure(to, |task| streams.iter().filter(move |one| one.from == task).map(|one| one.to));
                providers.iter().for_each(|early| followers.iter().for_each(|late| order.add_edge(*early, *late)));
            }
        }
    }
    Acyclic::of(order).expect("every edge leads along a path of the graph")
}

/// A task, and all that streams lead to from it.
fn closure<I: Iterator<Item = TaskId>>(task: TaskId, next: impl Fn(TaskId) -> I) -> Vec<TaskId> {
    let mut found = vec![task];
    let mut looked_at = 0;
    while let Some(&task) = found.get(looked_at) {
        looked_at += 1;
        for task in next(task) {
            if !found.contains(&task) {
                found.push(task);
            }
        }
    }
    found
}
