//! A straightforward evaluation of a graph.

use std::collections::BTreeSet;

use crate::{Node, mix};

/// The right behaviour of a run of a graph.
#[derive(Default)]
pub struct Expected {
    /// The value of each node.
    pub values: Vec<u64>,
    /// The start of each node, in the documented order of starts.
    pub starts: Vec<(u64, usize)>,
    /// The end of the last node.
    pub makespan: u64,
    /// No two ends fall into one instant, so that the order of starts is fully determined.
    pub distinct: bool,
}

/// Evaluates a graph by its definition: whenever a node ends, those that it was the last
/// predecessor of can start, asynchronous ones first, then as declared.
pub fn evaluate(graph: &[Node]) -> Expected {
    let mut run = Evaluation::new(graph);
    run.start_all();
    while let Some((at, node)) = run.running.pop_first() {
        run.expected.distinct &= at > run.now;
        run.now = at;
        run.end(node);
        run.start_all();
    }
    assert_eq!(run.expected.starts.len(), graph.len(), "the graph has a cycle");
    run.expected
}

struct Evaluation<'a> {
    graph: &'a [Node],
    /// The nodes that every commit waits for.
    holding: Vec<usize>,
    /// For each node, the number of predecessors that have not ended.
    missing: Vec<usize>,
    /// The nodes that can start, in the order in which they do.
    ready: BTreeSet<(bool, usize)>,
    /// The nodes under way, by their end.
    running: BTreeSet<(u64, usize)>,
    now: u64,
    expected: Expected,
}

impl<'a> Evaluation<'a> {
    fn new(graph: &'a [Node]) -> Self {
        let holding: Vec<usize> = (0..graph.len()).filter(|&node| holds_commits(graph, node)).collect();
        let of_commit = |node: &Node| holding.iter().filter(|holding| !node.predecessors.contains(holding)).count();
        let held = |node: &Node| if node.commit { of_commit(node) } else { 0 };
        let missing: Vec<usize> = graph.iter().map(|node| node.predecessors.len() + held(node)).collect();
        let roots = (0..graph.len()).filter(|&node| missing[node] == 0);
        Self {
            ready: roots.map(|node| (graph[node].inline, node)).collect(),
            graph,
            holding,
            missing,
            running: BTreeSet::new(),
            now: 0,
            expected: Expected { values: vec![0; graph.len()], distinct: true, ..Expected::default() },
        }
    }

    fn start_all(&mut self) {
        while let Some((inline, node)) = self.ready.pop_first() {
            self.expected.starts.push((self.now, node));
            if inline {
                self.end(node);
            } else {
                self.running.insert((self.now + self.graph[node].millis, node));
            }
        }
    }

    fn end(&mut self, ended: usize) {
        self.expected.makespan = self.now;
        self.expected.values[ended] = self.value(ended);
        for (node, of) in self.graph.iter().enumerate() {
            if of.predecessors.contains(&ended) || (of.commit && self.holding.contains(&ended)) {
                self.missing[node] -= 1;
                if self.missing[node] == 0 {
                    self.ready.insert((of.inline, node));
                }
            }
        }
    }

    fn value(&self, node: usize) -> u64 {
        let predecessors = self.graph[node].predecessors.iter();
        let arguments: Vec<u64> = predecessors.map(|&from| self.expected.values[from]).collect();
        mix(node, &arguments)
    }
}

/// True for a node that could fail and has no commit among those it depends on, itself included.
fn holds_commits(graph: &[Node], node: usize) -> bool {
    graph[node].fallible && !depends_on_commit(graph, node)
}

fn depends_on_commit(graph: &[Node], node: usize) -> bool {
    graph[node].commit || graph[node].predecessors.iter().any(|&before| depends_on_commit(graph, before))
}
