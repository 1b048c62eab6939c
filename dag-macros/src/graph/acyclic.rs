//! Graphs that are known to have no cycle.

use std::ops::Deref;

use super::directed::Graph;
use super::ids::{Id, Table};

/// A graph without cycles, with a topological order of its nodes.
#[derive(Clone, Debug)]
pub(crate) struct Acyclic<I> {
    graph: Graph<I>,
    order: Vec<I>,
}

impl<I: Id> Acyclic<I> {
    /// `None` if the graph has a cycle.
    pub(crate) fn of(graph: Graph<I>) -> Option<Self> {
        let order = graph.topological_order()?;
        Some(Self { graph, order })
    }

    /// The same graph, with an edge to each of `held` from every node that `holds` it and comes after none of them.
    ///
    /// That closes no cycle: new edges lead only to nodes of `held`, and no path leads from there back to a node that
    /// comes after none of them.
    pub(crate) fn held_back(&self, held: &[I], holds: impl Fn(I) -> bool) -> Self {
        let behind = self.descendants_of(held.iter().copied());
        let mut graph = self.graph.clone();
        for holder in self.nodes().filter(|node| !behind[*node] && holds(*node)) {
            held.iter().for_each(|held| graph.add_edge(holder, *held));
        }
        Self::of(graph).expect("no path leads from a held node to one that comes after none")
    }

    /// All nodes, each after its predecessors, the smallest available one first.
    pub(crate) fn order(&self) -> &[I] {
        &self.order
    }

    /// For each node, its index in [`order`](Self::order).
    pub(crate) fn positions(&self) -> Table<I, usize> {
        let mut positions = Table::filled(self.order.len(), 0);
        self.order.iter().enumerate().for_each(|(position, node)| positions[*node] = position);
        positions
    }

    /// The graph of those of its nodes that `table` names anew, with the edges among them: nodes whose predecessors are
    /// among them too, but for such as have none themselves, and in the same order.
    pub(crate) fn restricted<J: Id>(&self, len: usize, table: &Table<I, Option<J>>) -> Acyclic<J> {
        let mut graph = Graph::new(len);
        for (from, renamed) in table.iter() {
            let Some(renamed) = *renamed else { continue };
            for next in self.successors(from).iter().filter_map(|next| table[*next]) {
                graph.add_edge(renamed, next);
            }
        }
        Acyclic { order: self.order.iter().filter_map(|node| table[*node]).collect(), graph }
    }
}

impl<I> Deref for Acyclic<I> {
    type Target = Graph<I>;

    fn deref(&self) -> &Graph<I> {
        &self.graph
    }
}
