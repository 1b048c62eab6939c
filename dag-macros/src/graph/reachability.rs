//! The transitive closure of a graph without cycles.

use std::marker::PhantomData;

use super::acyclic::Acyclic;
use super::ids::Id;

const BITS: usize = u64::BITS as usize;

/// The order of nodes, through any number of edges: one row of bits per node, its descendants.
#[derive(Clone, Debug)]
pub(crate) struct Reachability<I> {
    words_per_row: usize,
    bits: Vec<u64>,
    ids: PhantomData<fn(I) -> usize>,
}

impl<I: Id> Reachability<I> {
    pub(crate) fn of(graph: &Acyclic<I>) -> Self {
        let words_per_row = graph.len().div_ceil(BITS);
        let mut closure = Reachability { words_per_row, bits: vec![0; graph.len() * words_per_row], ids: PhantomData };
        for &node in graph.order().iter().rev() {
            for &next in graph.successors(node) {
                closure.inherit(node, next);
            }
        }
        closure
    }

    /// Takes over `next` and its descendants, which are complete, as descendants of `node`.
    fn inherit(&mut self, node: I, next: I) {
        let (to, from) = (node.index() * self.words_per_row, next.index() * self.words_per_row);
        for word in 0..self.words_per_row {
            self.bits[to + word] |= self.bits[from + word];
        }
        self.bits[to + next.index() / BITS] |= 1 << (next.index() % BITS);
    }

    /// True if a path of at least one edge leads from `from` to `to`.
    pub(crate) fn reaches(&self, from: I, to: I) -> bool {
        self.row(from)[to.index() / BITS] & (1 << (to.index() % BITS)) != 0
    }

    /// True if one of the two has to wait for the other, or they are the same.
    pub(crate) fn comparable(&self, a: I, b: I) -> bool {
        a == b || self.reaches(a, b) || self.reaches(b, a)
    }

    /// The number of nodes after `node`.
    pub(crate) fn descendants(&self, node: I) -> usize {
        let ones = |word: &u64| word.count_ones() as usize;
        self.row(node).iter().map(ones).sum()
    }

    fn row(&self, node: I) -> &[u64] {
        &self.bits[node.index() * self.words_per_row..][..self.words_per_row]
    }
}
