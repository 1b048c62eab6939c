//! Directed graphs.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use super::ids::{Id, Table};

/// A directed graph over the indices below `len`, which stand in declaration order. Parallel edges collapse into one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Graph<I> {
    successors: Table<I, Vec<I>>,
    predecessors: Table<I, Vec<I>>,
}

impl<I: Id> Graph<I> {
    pub(crate) fn new(len: usize) -> Self {
        Graph { successors: Table::filled(len, Vec::new()), predecessors: Table::filled(len, Vec::new()) }
    }

    /// The number of nodes.
    pub(crate) fn len(&self) -> usize {
        self.successors.len()
    }

    pub(crate) fn add_edge(&mut self, from: I, to: I) {
        insert_sorted(&mut self.successors[from], to);
        insert_sorted(&mut self.predecessors[to], from);
    }

    pub(crate) fn has_edge(&self, from: I, to: I) -> bool {
        self.successors[from].binary_search(&to).is_ok()
    }

    /// The nodes that edges lead to from `node`, ascending.
    pub(crate) fn successors(&self, node: I) -> &[I] {
        &self.successors[node]
    }

    /// The nodes from which edges lead to `node`, ascending.
    pub(crate) fn predecessors(&self, node: I) -> &[I] {
        &self.predecessors[node]
    }

    /// All nodes, each after its predecessors, the smallest available one first. `None` if there is a cycle.
    pub(crate) fn topological_order(&self) -> Option<Vec<I>> {
        let mut missing: Table<I, usize> = self.predecessors.map(|(_, list)| list.len());
        let mut available: BinaryHeap<_> = self.nodes().filter(|&node| missing[node] == 0).map(Reverse).collect();
        let mut order = Vec::with_capacity(self.len());
        while let Some(Reverse(node)) = available.pop() {
            order.push(node);
            for &next in self.successors(node) {
                missing[next] -= 1;
                if missing[next] == 0 {
                    available.push(Reverse(next));
                }
            }
        }
        (order.len() == self.len()).then_some(order)
    }

    /// The nodes that lead to one of `targets`; the targets themselves are included.
    pub(crate) fn ancestors_of(&self, targets: impl IntoIterator<Item = I>) -> Table<I, bool> {
        closure(targets, &self.predecessors)
    }

    /// The nodes that one of `starts` leads to; the starts themselves are included.
    pub(crate) fn descendants_of(&self, starts: impl IntoIterator<Item = I>) -> Table<I, bool> {
        closure(starts, &self.successors)
    }

    /// A path with the fewest edges, both ends included; `[from]` when they are the same.
    pub(crate) fn shortest_path(&self, from: I, to: I) -> Option<Vec<I>> {
        self.search(from, |node| node == to)
    }

    /// Breadth first: the path from `from` to the nearest node that is an `end`.
    fn search(&self, from: I, is_end: impl Fn(I) -> bool) -> Option<Vec<I>> {
        let mut came_from = Table::filled(self.len(), None);
        let mut queue = VecDeque::from([from]);
        while let Some(node) = queue.pop_front() {
            if is_end(node) {
                return Some(walk_back(node, from, &came_from));
            }
            for &next in self.successors(node) {
                if next != from && came_from[next].is_none() {
                    came_from[next] = Some(node);
                    queue.push_back(next);
                }
            }
        }
        None
    }

    /// The connected components within `nodes`, whatever the direction of the edges. Each component keeps the order of
    /// `nodes`, and so do the components by their first nodes.
    pub(crate) fn components(&self, nodes: &[I]) -> Vec<Vec<I>> {
        const OUTSIDE: usize = usize::MAX;
        const UNSEEN: usize = usize::MAX - 1;
        let mut component: Table<I, usize> = Table::filled(self.len(), OUTSIDE);
        nodes.iter().for_each(|&node| component[node] = UNSEEN);
        let mut components: Vec<Vec<I>> = Vec::new();
        for &start in nodes {
            let mut open = vec![start];
            while let Some(node) = open.pop() {
                if component[node] == UNSEEN {
                    component[node] = components.len();
                    open.extend(self.successors(node));
                    open.extend(self.predecessors(node));
                }
            }
            if component[start] == components.len() {
                components.push(Vec::new());
            }
            components[component[start]].push(start);
        }
        components
    }

    pub(super) fn nodes(&self) -> impl DoubleEndedIterator<Item = I> + use<I> {
        self.successors.ids()
    }
}

/// Everything that `edges` lead to from `starts`, the starts included.
fn closure<I: Id>(starts: impl IntoIterator<Item = I>, edges: &Table<I, Vec<I>>) -> Table<I, bool> {
    let mut seen = Table::filled(edges.len(), false);
    let mut open: Vec<I> = starts.into_iter().collect();
    while let Some(node) = open.pop() {
        if !seen[node] {
            seen[node] = true;
            open.extend(&edges[node]);
        }
    }
    seen
}

fn walk_back<I: Id>(end: I, start: I, came_from: &Table<I, Option<I>>) -> Vec<I> {
    let mut path = vec![end];
    let mut node = end;
    while node != start {
        node = came_from[node].expect("a searched node was reached from somewhere");
        path.push(node);
    }
    path.reverse();
    path
}

fn insert_sorted<I: Id>(list: &mut Vec<I>, item: I) {
    if let Err(index) = list.binary_search(&item) {
        list.insert(index, item);
    }
}
