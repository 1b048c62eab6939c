//! Cycles of directed graphs, and the parts of a graph that they hold together.

use std::collections::{BTreeMap, VecDeque};

use super::directed::Graph;
use super::ids::{Id, Table};

impl<I: Id> Graph<I> {
    /// One shortest cycle of every strongly connected component that has any, in the order of the components'
    /// smallest nodes. `[a, b, c]` means a → b → c → a, where `a` is the smallest of the three.
    pub(crate) fn cycles(&self) -> Vec<Vec<I>> {
        let circles = self.circles();
        let mut members: BTreeMap<I, Vec<I>> = BTreeMap::new();
        for (node, circle) in circles.iter() {
            if let Some(circle) = *circle {
                members.entry(circle).or_default().push(node);
            }
        }
        members.values().filter_map(|component| self.shortest_cycle(component)).collect()
    }

    /// For each node that comes before itself, the smallest node of its strongly connected component.
    pub(crate) fn circles(&self) -> Table<I, Option<I>> {
        let mut circles = Table::filled(self.len(), None);
        if self.topological_order().is_some() {
            return circles;
        }
        let mut seen = Table::filled(self.len(), false);
        for &start in self.ends().iter().rev() {
            let component = reached(start, &mut seen, |node| self.predecessors(node));
            let smallest = component.iter().min().copied();
            if component.len() > 1 || self.has_edge(start, start) {
                component.iter().for_each(|&node| circles[node] = smallest);
            }
        }
        circles
    }

    /// All nodes; of two strongly connected components the last node of the later one stands before that of the
    /// earlier one.
    fn ends(&self) -> Vec<I> {
        let (mut seen, mut ends) = (Table::filled(self.len(), false), Vec::new());
        for start in self.nodes() {
            // A node, and the number of its successors that were looked at.
            let mut open = vec![(start, 0)];
            while let Some((node, looked_at)) = open.pop() {
                if looked_at == 0 && std::mem::replace(&mut seen[node], true) {
                    continue;
                }
                match self.successors(node).get(looked_at) {
                    Some(&next) => open.extend([(node, looked_at + 1), (next, 0)]),
                    None => ends.push(node),
                }
            }
        }
        ends
    }

    /// The shortest cycle through any of `nodes`, which ascend. It starts at its smallest node, as of several
    /// equally short ones the first is kept.
    fn shortest_cycle(&self, nodes: &[I]) -> Option<Vec<I>> {
        let mut left = Table::filled(self.len(), false);
        nodes.iter().for_each(|&node| left[node] = true);
        let mut shortest: Option<Vec<I>> = None;
        for &node in nodes {
            if left[node] {
                let most = shortest.as_ref().map_or(self.len(), |cycle| cycle.len() - 1);
                shortest = self.cycle_through(node, &left, most).or(shortest);
                self.leave_out(node, &mut left);
            }
        }
        shortest
    }

    /// A shortest cycle of at most so many nodes, all of which are `left`.
    fn cycle_through(&self, start: I, left: &Table<I, bool>, most: usize) -> Option<Vec<I>> {
        let mut came_from: BTreeMap<I, I> = BTreeMap::new();
        let mut queue = VecDeque::from([(start, 1)]);
        while let Some((node, length)) = queue.pop_front().filter(|(_, length)| *length <= most) {
            if self.has_edge(node, start) {
                let path = std::iter::successors(Some(node), |node| came_from.get(node).copied());
                let mut path: Vec<I> = path.collect();
                path.reverse();
                return Some(path);
            }
            for &next in self.successors(node).iter().filter(|&&next| left[next] && next != start) {
                came_from.entry(next).or_insert_with(|| {
                    queue.push_back((next, length + 1));
                    node
                });
            }
        }
        None
    }

    /// Leaves a node out, and with it those that are then on no cycle, as nothing leads to them or from them.
    fn leave_out(&self, node: I, left: &mut Table<I, bool>) {
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            left[node] = false;
            let ends = |next: &&I| left[**next] && !self.predecessors(**next).iter().any(|&node| left[node]);
            open.extend(self.successors(node).iter().filter(ends));
            let begins = |before: &&I| left[**before] && !self.successors(**before).iter().any(|&node| left[node]);
            open.extend(self.predecessors(node).iter().filter(begins));
        }
    }
}

/// The nodes that edges lead to from `start`, those aside that were seen before.
fn reached<'a, I: Id + 'a>(start: I, seen: &mut Table<I, bool>, edges: impl Fn(I) -> &'a [I]) -> Vec<I> {
    let (mut found, mut open) = (Vec::new(), vec![start]);
    while let Some(node) = open.pop() {
        if !std::mem::replace(&mut seen[node], true) {
            found.push(node);
            open.extend(edges(node));
        }
    }
    found
}
