//! The large graphs: for each node the nodes that it takes a value of. Nodes are in the order of their levels, and the last
//! one is after all others.

pub(crate) type Graph = Vec<Vec<usize>>;

pub(crate) fn chain(len: usize) -> Graph {
    (0..len).map(|node| node.checked_sub(1).into_iter().collect()).collect()
}

/// One node, then `width` beside each other, then one.
pub(crate) fn fan(width: usize) -> Graph {
    let middle = std::iter::repeat_n(vec![0], width);
    std::iter::once(vec![]).chain(middle).chain([(1..=width).collect()]).collect()
}

/// `size` layers of `size` nodes, each after two or three of the layer before; then a node after all of the last layer.
pub(crate) fn layers(size: usize) -> Graph {
    let node = |node: usize| match (node / size).checked_sub(1) {
        None => vec![],
        Some(before) => {
            let steps = [0, 3, 5].into_iter().take(2 + node % 2);
            steps.map(|step| before * size + (node + step) % size).collect()
        }
    };
    let sink = (size * (size - 1)..size * size).collect();
    (0..size * size).map(node).chain([sink]).collect()
}

/// Nodes after up to three of the forty before them, at random but always the same; the last one after all that nobody takes.
pub(crate) fn random(len: usize) -> Graph {
    let mut state = 12_345_u32;
    let mut below = |limit: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as usize % limit
    };
    let mut graph: Graph = vec![];
    for node in 0..len - 1 {
        let edges = if node == 0 { 0 } else { below(4) };
        let mut predecessors: Vec<usize> = (0..edges).map(|_| node - 1 - below(node.min(40))).collect();
        predecessors.sort_unstable();
        predecessors.dedup();
        graph.push(predecessors);
    }
    let unused = (0..len - 1).filter(|node| !graph.iter().flatten().any(|from| from == node)).collect();
    graph.push(unused);
    by_level(&graph)
}

/// The nodes of each level, which is the length of the longest way to them.
pub(crate) fn levels(graph: &Graph) -> Vec<Vec<usize>> {
    let mut level_of: Vec<usize> = vec![];
    let mut levels: Vec<Vec<usize>> = vec![];
    for (node, predecessors) in graph.iter().enumerate() {
        let level = predecessors.iter().map(|&from| level_of[from] + 1).max().unwrap_or(0);
        level_of.push(level);
        levels.resize_with(levels.len().max(level + 1), Vec::new);
        levels[level].push(node);
    }
    levels
}

/// The same graph, its nodes numbered level by level.
fn by_level(graph: &Graph) -> Graph {
    let order: Vec<usize> = levels(graph).concat();
    let mut number = vec![0; graph.len()];
    order.iter().enumerate().for_each(|(new, &old)| number[old] = new);
    order.iter().map(|&old| graph[old].iter().map(|&from| number[from]).collect()).collect()
}
