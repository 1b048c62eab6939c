//! Minimum path cover: a graph without cycles cut along its edges into as few paths as possible.
//!
//! Every node is the start of a path unless a predecessor goes on with it, so few paths are many such pairs: a maximum
//! matching of nodes with successors, found by the algorithm of Hopcroft and Karp. Its first round gives each node, in
//! turn, the first of its successors that is still free; later rounds change as little of that as they must.

use std::collections::VecDeque;

const UNREACHED: usize = usize::MAX;

/// The fewest paths through `0..successors.len()` that together visit every node once, by their first nodes. Lower
/// nodes choose first, and prefer the first of their successors.
pub(super) fn paths(successors: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let matching = Matching::maximum(successors);
    let mut paths = Vec::new();
    for start in 0..successors.len() {
        if matching.previous[start].is_none() {
            let path = std::iter::successors(Some(start), |&node| matching.next[node]);
            paths.push(path.collect());
        }
    }
    paths
}

/// The pairs of a node and the next of its path; `next` and `previous` are always each other's inverse.
struct Matching<'a> {
    successors: &'a [Vec<usize>],
    next: Vec<Option<usize>>,
    previous: Vec<Option<usize>>,
    /// Of a node that could give up its `next`: the number of others that have to give up theirs before.
    layer: Vec<usize>,
}

impl<'a> Matching<'a> {
    fn maximum(successors: &'a [Vec<usize>]) -> Self {
        let len = successors.len();
        let mut matching =
            Matching { successors, next: vec![None; len], previous: vec![None; len], layer: vec![UNREACHED; len] };
        while matching.improve() {}
        matching
    }

    /// One round: matches more nodes, and changes the matches of others to make room. True if it matched any.
    fn improve(&mut self) -> bool {
        self.find_layers();
        let mut improved = false;
        for node in 0..self.successors.len() {
            if self.next[node].is_none() {
                improved |= self.match_from(node);
            }
        }
        improved
    }

    /// Breadth first from all unmatched nodes.
    fn find_layers(&mut self) {
        self.layer.fill(UNREACHED);
        let unmatched = (0..self.next.len()).filter(|&node| self.next[node].is_none());
        let mut queue: VecDeque<usize> = unmatched.collect();
        queue.iter().for_each(|&node| self.layer[node] = 0);
        while let Some(node) = queue.pop_front() {
            for &wanted in &self.successors[node] {
                if let Some(holder) = self.previous[wanted]
                    && self.layer[holder] == UNREACHED
                {
                    self.layer[holder] = self.layer[node] + 1;
                    queue.push_back(holder);
                }
            }
        }
    }

    /// Gives `node` a successor: a free one, or one whose holder, a layer further, finds another.
    fn match_from(&mut self, node: usize) -> bool {
        let successors = self.successors;
        for &wanted in &successors[node] {
            let free = match self.previous[wanted] {
                None => true,
                Some(holder) => self.layer[holder] == self.layer[node] + 1 && self.match_from(holder),
            };
            if free {
                self.next[node] = Some(wanted);
                self.previous[wanted] = Some(node);
                return true;
            }
        }
        self.layer[node] = UNREACHED;
        false
    }
}
