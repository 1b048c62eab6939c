mod acyclic;
mod ids;

use super::{Acyclic, Graph, Reachability};
use proptest::prelude::*;

fn graph(len: usize, edges: &[(usize, usize)]) -> Graph<usize> {
    let mut graph = Graph::new(len);
    edges.iter().for_each(|&(from, to)| graph.add_edge(from, to));
    graph
}

fn acyclic(len: usize, edges: &[(usize, usize)]) -> Acyclic<usize> {
    Acyclic::of(graph(len, edges)).expect("the edges lead forward")
}

/// Any graph of up to `most` nodes, cycles and self-loops included.
fn any_graph(most: usize) -> impl Strategy<Value = Graph<usize>> {
    (1..=most).prop_flat_map(|len| {
        let edges = prop::collection::vec((0..len, 0..len), 0..2 * len);
        edges.prop_map(move |edges| graph(len, &edges))
    })
}

/// Any graph of up to `most` nodes without a cycle, declared in any order.
fn acyclic_graph(most: usize) -> impl Strategy<Value = Acyclic<usize>> {
    (1..=most).prop_flat_map(|len| {
        let order = Just((0..len).collect::<Vec<_>>()).prop_shuffle();
        let pairs = prop::collection::vec((0..len, 0..len), 0..2 * len);
        (order, pairs).prop_map(move |(order, pairs)| {
            let forward = pairs.into_iter().filter(|(from, to)| from < to);
            let edges: Vec<_> = forward.map(|(from, to)| (order[from], order[to])).collect();
            acyclic(len, &edges)
        })
    })
}

/// Step by step, on plain lists of booleans: whether a path of at least one edge leads from one node to another.
fn naive_closure(graph: &Graph<usize>) -> Vec<Vec<bool>> {
    let len = graph.len();
    let mut reaches: Vec<Vec<bool>> =
        (0..len).map(|from| (0..len).map(|to| graph.has_edge(from, to)).collect()).collect();
    for middle in 0..len {
        for from in 0..len {
            for to in 0..len {
                reaches[from][to] |= reaches[from][middle] && reaches[middle][to];
            }
        }
    }
    reaches
}

/// For each node, true if a walk of so many edges leads there.
fn walks(graph: &Graph<usize>, from: usize, steps: usize) -> Vec<bool> {
    let mut there: Vec<bool> = (0..graph.len()).map(|node| node == from).collect();
    for _ in 0..steps {
        there = (0..graph.len()).map(|node| graph.predecessors(node).iter().any(|&before| there[before])).collect();
    }
    there
}

#[test]
fn parallel_edges_collapse_and_neighbours_are_sorted() {
    let graph = graph(4, &[(0, 3), (0, 1), (0, 3), (2, 3)]);
    assert_eq!(graph.successors(0), [1, 3]);
    assert_eq!(graph.predecessors(3), [0, 2]);
}

// 3 → 1 → 0, 2
#[test]
fn topological_order_takes_the_smallest_available_node() {
    let graph = graph(4, &[(3, 1), (1, 0)]);
    assert_eq!(graph.topological_order(), Some(vec![2, 3, 1, 0]));
}

// 1 → 2 → 1 (→ 3), 4 → 6 → 5 → 4, 7 ↺, 0 and 3 on no cycle
#[test]
fn each_of_several_independent_cycles_is_found_once() {
    let edges = [(0, 1), (1, 2), (2, 1), (2, 3), (4, 6), (6, 5), (5, 4), (7, 7), (3, 4)];
    let graph = graph(8, &edges);
    assert_eq!(graph.topological_order(), None);
    assert_eq!(graph.cycles(), [vec![1, 2], vec![4, 6, 5], vec![7]]);
}

// 0 → 1 → 2 → 3 → 0 with the shortcut 2 → 1
#[test]
fn the_shortest_cycle_of_a_component_is_the_one_shown() {
    let graph = graph(4, &[(0, 1), (1, 2), (2, 3), (3, 0), (2, 1)]);
    assert_eq!(graph.cycles(), [vec![1, 2]]);
}

// 0 → 1 → … → 4999 → 0, once with the shortcut 4000 → 3990
#[test]
fn the_shortest_cycle_of_thousands_of_nodes_is_found() {
    let mut edges: Vec<_> = (0..5000).map(|node| (node, (node + 1) % 5000)).collect();
    assert_eq!(graph(5000, &edges).cycles(), [(0..5000).collect::<Vec<_>>()]);
    edges.push((4000, 3990));
    assert_eq!(graph(5000, &edges).cycles(), [(3990..=4000).collect::<Vec<_>>()]);
}

// 0 → 1 → 3 → 4, 0 → 2 → 3
#[test]
fn a_shortest_path_prefers_small_nodes() {
    let graph = graph(5, &[(0, 2), (2, 3), (0, 1), (1, 3), (3, 4)]);
    assert_eq!(graph.shortest_path(0, 4), Some(vec![0, 1, 3, 4]));
    assert_eq!(graph.shortest_path(2, 2), Some(vec![2]));
    assert_eq!(graph.shortest_path(4, 0), None);
}

// 0 → 3, 1 → 4, 2 → 4, of which 0, 1, 2, 4
#[test]
fn components_are_those_of_the_chosen_nodes() {
    let graph = graph(5, &[(0, 3), (1, 4), (2, 4), (3, 4)]);
    assert_eq!(graph.components(&[4, 0, 2, 1]), [vec![4, 2, 1], vec![0]]);
}

#[test]
fn a_chain_of_two_thousand_is_closed_transitively() {
    let edges: Vec<_> = (1..2000).map(|node| (node - 1, node)).collect();
    let reachability = Reachability::of(&acyclic(2000, &edges));
    assert!(reachability.reaches(0, 1999) && !reachability.reaches(1999, 0));
    assert_eq!(reachability.descendants(700), 1299);
}

proptest! {
    #[test]
    fn reachability_agrees_with_the_naive_closure(graph in acyclic_graph(80)) {
        let (expected, actual) = (naive_closure(&graph), Reachability::of(&graph));
        for (from, row) in expected.iter().enumerate() {
            prop_assert_eq!(actual.descendants(from), row.iter().filter(|&&reached| reached).count());
            for to in 0..graph.len() {
                prop_assert_eq!(actual.reaches(from, to), row[to]);
                let related = from == to || row[to] || expected[to][from];
                prop_assert_eq!(actual.comparable(from, to), related);
            }
        }
    }

    #[test]
    fn a_graph_has_either_an_order_or_cycles(graph in any_graph(12)) {
        let cycles = graph.cycles();
        match graph.topological_order() {
            None => prop_assert!(!cycles.is_empty()),
            Some(order) => {
                prop_assert!(cycles.is_empty());
                let position = |node| order.iter().position(|&other| other == node);
                for node in 0..graph.len() {
                    prop_assert!(graph.successors(node).iter().all(|&next| position(node) < position(next)));
                }
            }
        }
    }

    #[test]
    fn every_cyclic_component_shows_one_real_cycle(graph in any_graph(12)) {
        let reaches = naive_closure(&graph);
        let together = |a: usize, b: usize| reaches[a][b] && reaches[b][a];
        let cycles = graph.cycles();
        for cycle in &cycles {
            prop_assert_eq!(cycle.iter().min(), cycle.first());
            for (index, &node) in cycle.iter().enumerate() {
                prop_assert!(graph.has_edge(node, cycle[(index + 1) % cycle.len()]));
            }
        }
        let circles = graph.circles();
        for node in 0..graph.len() {
            let first = (0..graph.len()).find(|&other| together(node, other));
            prop_assert_eq!(circles[node], first);
        }
        let shortest = |cycle: &Vec<usize>| {
            let through = |node| (1..=graph.len()).find(|&steps| walks(&graph, node, steps)[node]);
            (0..graph.len()).filter(|&node| together(node, cycle[0])).filter_map(through).min()
        };
        for cycle in &cycles {
            prop_assert_eq!(Some(cycle.len()), shortest(cycle));
        }
        for node in (0..graph.len()).filter(|&node| reaches[node][node]) {
            let showing = cycles.iter().filter(|cycle| together(node, cycle[0]));
            prop_assert_eq!(showing.count(), 1);
        }
    }

    #[test]
    fn ancestors_and_shortest_paths_agree_with_the_naive_closure(graph in any_graph(12)) {
        let reaches = naive_closure(&graph);
        for to in 0..graph.len() {
            let ancestors = graph.ancestors_of([to]);
            for (from, row) in reaches.iter().enumerate() {
                prop_assert_eq!(ancestors[from], from == to || row[to]);
                let path = graph.shortest_path(from, to);
                prop_assert_eq!(path.is_some(), ancestors[from]);
                for step in path.unwrap_or_default().windows(2) {
                    prop_assert!(graph.has_edge(step[0], step[1]));
                }
            }
        }
    }
}
