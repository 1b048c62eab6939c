//! The transitive closure of a graph without cycles.

use super::Graph;

const BITS: usize = u64::BITS as usize;

/// Who comes before whom, through any number of edges: one row of bits per node, its descendants.
#[derive(Clone, Debug)]
pub(crate) struct Reachability {
    words_per_row: usize,
    bits: Vec<u64>,
}

impl Reachability {
    pub(super) fn of(graph: &Graph) -> Self {
        let words_per_row = graph.len().div_ceil(BITS);
        let mut closure = Reachability { words_per_row, bits: vec![0; graph.len() * words_per_row] };
        let order = graph.topological_order().expect("reachability is asked of graphs without cycles");
        for &node in order.iter().rev() {
            for &next in graph.successors(node) {
                closure.inherit(node, next);
            }
        }
        closure
    }

    /// Takes over `next` and its descendants, which are complete, as descendants of `node`.
    fn inherit(&mut self, node: usize, next: usize) {
        let (to, from) = (node * self.words_per_row, next * self.words_per_row);
        for word in 0..self.words_per_row {
            self.bits[to + word] |= self.bits[from + word];
        }
        self.bits[to + next / BITS] |= 1 << (next % BITS);
    }

    /// Whether a path of at least one edge leads from `from` to `to`.
    pub(crate) fn reaches(&self, from: usize, to: usize) -> bool {
        self.row(from)[to / BITS] & (1 << (to % BITS)) != 0
    }

    /// Whether one of the two has to wait for the other, or they are the same.
    pub(crate) fn comparable(&self, a: usize, b: usize) -> bool {
        a == b || self.reaches(a, b) || self.reaches(b, a)
    }

    /// How many nodes come after `node`.
    pub(crate) fn descendants(&self, node: usize) -> usize {
        let ones = |word: &u64| word.count_ones() as usize;
        self.row(node).iter().map(ones).sum()
    }

    fn row(&self, node: usize) -> &[u64] {
        &self.bits[node * self.words_per_row..][..self.words_per_row]
    }
}
