//! A graph as data, for the contenders that read it while they run.

use std::time::Duration;

/// Nodes in topological order; the last one is after all others.
#[derive(Debug)]
pub struct Shape {
    pub predecessors: Vec<Vec<usize>>,
    pub successors: Vec<Vec<usize>>,
    /// Nodes by the length of the longest way to them.
    pub levels: Vec<Vec<usize>>,
}

impl Shape {
    pub fn new(predecessors: &[&[usize]]) -> Self {
        let predecessors: Vec<Vec<usize>> = predecessors.iter().map(|nodes| nodes.to_vec()).collect();
        let successors = successors(&predecessors);
        let levels = levels(&predecessors);
        Self { predecessors, successors, levels }
    }

    pub fn len(&self) -> usize {
        self.predecessors.len()
    }

    pub fn is_empty(&self) -> bool {
        self.predecessors.is_empty()
    }

    pub fn sink(&self) -> usize {
        self.len() - 1
    }

    /// The sum of the values that a node takes.
    pub fn sum(&self, node: usize, values: &[u64]) -> u64 {
        self.predecessors[node].iter().map(|&from| values[from]).sum()
    }

    /// The ways through the graph, from nodes without predecessors to the last node.
    pub fn paths(&self) -> f64 {
        let mut paths: Vec<f64> = Vec::with_capacity(self.len());
        for predecessors in &self.predecessors {
            let ways: f64 = predecessors.iter().map(|&from| paths[from]).sum();
            paths.push(ways.max(1.0));
        }
        paths[self.sink()]
    }

    /// The time from the first start to the last end if every node starts as soon as it can.
    pub fn critical_path(&self, duration: impl Fn(usize) -> Duration) -> Duration {
        let mut ends: Vec<Duration> = Vec::with_capacity(self.len());
        for (node, predecessors) in self.predecessors.iter().enumerate() {
            let start = predecessors.iter().map(|&from| ends[from]).max().unwrap_or_default();
            ends.push(start + duration(node));
        }
        ends[self.sink()]
    }
}

fn successors(predecessors: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut successors = vec![vec![]; predecessors.len()];
    for (node, predecessors) in predecessors.iter().enumerate() {
        predecessors.iter().for_each(|&from| successors[from].push(node));
    }
    successors
}

fn levels(predecessors: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut level_of: Vec<usize> = vec![];
    let mut levels: Vec<Vec<usize>> = vec![];
    for (node, predecessors) in predecessors.iter().enumerate() {
        let level = predecessors.iter().map(|&from| level_of[from] + 1).max().unwrap_or(0);
        level_of.push(level);
        levels.resize_with(levels.len().max(level + 1), Vec::new);
        levels[level].push(node);
    }
    levels
}
