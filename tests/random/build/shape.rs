//! Shapes of graphs: for each node the nodes before it that it takes values of.

use super::Random;

/// The number of nodes of the shapes that nest deeply.
const NODES: usize = 400;

/// The way in which nodes are connected.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    /// A node has fewer `predecessors` than this, among so many nodes before it in a random order of `nodes`.
    Anywhere { nodes: usize, predecessors: u64, reach: usize },
    /// Parts in series and in parallel, again and again.
    SeriesParallel,
    /// Each node takes the value of one of the last four.
    FromRoot,
    /// Each node gives its value to one of the next four.
    ToRoot,
    /// Each step takes the value of the one before, and a value of its own.
    Steps,
}

impl Shape {
    /// For each node, in the order of declaration, its predecessors.
    pub(crate) fn predecessors(self, random: &mut Random) -> Vec<Vec<usize>> {
        match self {
            Self::Anywhere { nodes, predecessors, reach } => anywhere(nodes, predecessors, reach, random),
            Self::SeriesParallel => {
                let mut graph = vec![Vec::new(); NODES];
                series_parallel(0, NODES, random, &mut graph);
                graph
            }
            Self::FromRoot => from_root(random),
            Self::ToRoot => {
                let mut graph = vec![Vec::new(); NODES];
                for (node, before) in from_root(random).iter().enumerate() {
                    before.iter().for_each(|before| graph[NODES - 1 - before].push(NODES - 1 - node));
                }
                graph
            }
            Self::Steps => (0..NODES).map(steps).collect(),
        }
    }
}

fn anywhere(nodes: usize, most: u64, reach: usize, random: &mut Random) -> Vec<Vec<usize>> {
    let topological = random.shuffled(nodes);
    let mut graph = vec![Vec::new(); nodes];
    for (place, &node) in topological.iter().enumerate() {
        let reachable = &topological[place.saturating_sub(reach)..place];
        for _ in 0..random.below(most).min(reachable.len() as u64) {
            let predecessor = reachable[random.below(reachable.len() as u64) as usize];
            if !graph[node].contains(&predecessor) {
                graph[node].push(predecessor);
            }
        }
    }
    graph
}

/// Connects `len` nodes from `start` on. Gives the nodes that begin and those that end them.
fn series_parallel(
    start: usize,
    len: usize,
    random: &mut Random,
    graph: &mut [Vec<usize>],
) -> (Vec<usize>, Vec<usize>) {
    if len == 1 {
        return (vec![start], vec![start]);
    }
    let left = 1 + random.below(len as u64 - 1) as usize;
    let (mut begin, mut end) = series_parallel(start, left, random, graph);
    let (next, last) = series_parallel(start + left, len - left, random, graph);
    // No more than a few values for a node.
    if random.below(2) == 0 && end.len() <= 6 {
        next.iter().for_each(|node| graph[*node].extend(&end));
        return (begin, last);
    }
    begin.extend(next);
    end.extend(last);
    (begin, end)
}

fn from_root(random: &mut Random) -> Vec<Vec<usize>> {
    let above = |node: usize| node - 1 - random.below(node.min(4) as u64) as usize;
    std::iter::once(Vec::new()).chain((1..NODES).map(above).map(|above| vec![above])).collect()
}

fn steps(node: usize) -> Vec<usize> {
    match node {
        0 => Vec::new(),
        _ if node.is_multiple_of(2) => vec![node - 2, node - 1],
        _ => Vec::new(),
    }
}
