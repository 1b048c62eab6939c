use proptest::prelude::*;

use super::{Acyclic, Graph, Kinds, MOST_AROUND_DEEP, Plan, Random, TaskId};
use super::{acyclic, asynchronous, check, graph, ids, kind, plan};

/// The edges of the graph whose edges, in the order of some declaration, are those chosen by the bits of `subset`.
fn edges_of(subset: usize, order: &[usize]) -> Vec<(usize, usize)> {
    let pairs = (0..order.len()).flat_map(|to| (0..to).map(move |from| (from, to)));
    let chosen = pairs.enumerate().filter(|(bit, _)| subset & (1 << bit) != 0);
    chosen.map(|(_, (from, to))| (order[from], order[to])).collect()
}

fn kinds_of(mask: usize, len: usize) -> Kinds {
    (0..len).map(|task| kind(mask & (1 << task) != 0)).collect()
}

fn permutations(len: usize) -> Vec<Vec<usize>> {
    let Some(last) = len.checked_sub(1) else {
        return vec![Vec::new()];
    };
    let insert_everywhere = |shorter: Vec<usize>| {
        (0..len).map(move |position| {
            let mut longer = shorter.clone();
            longer.insert(position, last);
            longer
        })
    };
    permutations(last).into_iter().flat_map(insert_everywhere).collect()
}

#[test]
fn all_graphs_up_to_four_nodes_in_all_orders_of_declaration() {
    let mut random = Random(4);
    for len in 1..=4 {
        for order in permutations(len) {
            for subset in 0..1 << (len * (len - 1) / 2) {
                let graph = graph(len, &edges_of(subset, &order));
                for mask in 0..1 << len {
                    check(&graph, &kinds_of(mask, len), &mut random);
                }
            }
        }
    }
}

#[test]
fn all_graphs_of_five_nodes_in_some_orders_of_declaration() {
    let mut random = Random(5);
    for subset in 0..1 << 10 {
        for _ in 0..20 {
            let graph = graph(5, &edges_of(subset, &random.shuffled(5)));
            let mask = random.below(1 << 5);
            check(&graph, &asynchronous(5), &mut random);
            check(&graph, &kinds_of(mask, 5), &mut random);
        }
    }
}

/// A graph of `len` nodes declared in random order, with about `degree` edges a node.
fn random_graph(len: usize, degree: usize, random: &mut Random) -> Acyclic<TaskId> {
    let order = random.shuffled(len);
    let mut graph = Graph::new(len);
    for _ in 0..len * degree {
        let (a, b) = (random.below(len), random.below(len));
        if a != b {
            graph.add_edge(order[a.min(b)], order[a.max(b)]);
        }
    }
    acyclic(graph)
}

/// Splits the nodes in series or in parallel, again and again; the left part has at most so many.
fn add_series_parallel(nodes: &[TaskId], most: usize, random: &mut Random, graph: &mut Graph<TaskId>) {
    if nodes.len() < 2 {
        return;
    }
    let (left, right) = nodes.split_at(1 + random.below(most.min(nodes.len() - 1)));
    if random.below(2) == 0 {
        for &from in left {
            right.iter().for_each(|&to| graph.add_edge(from, to));
        }
    }
    add_series_parallel(left, most, random, graph);
    add_series_parallel(right, most, random, graph);
}

fn random_kinds(len: usize, inline_percent: usize, random: &mut Random) -> Kinds {
    (0..len).map(|_| kind(random.below(100) < inline_percent)).collect()
}

#[test]
fn large_random_graphs_keep_their_meaning() {
    for (seed, len) in [(1, 300), (2, 300), (3, 1000)] {
        let mut random = Random(seed);
        for (degree, inline_percent) in [(1, 0), (1, 20), (3, 30), (8, 0)] {
            let graph = random_graph(len, degree, &mut random);
            let kinds = random_kinds(len, inline_percent, &mut random);
            check(&graph, &kinds, &mut random);
        }
    }
}

#[test]
fn series_parallel_graphs_declared_in_order_are_woven_only_where_they_are_nested_deeply() {
    let mut random = Random(7);
    let mut woven = 0;
    for round in 0..100 {
        let len = 2 + 7 * round % 300;
        let mut graph = Graph::new(len);
        let most = if round % 2 == 0 { 2 } else { len };
        add_series_parallel(&ids(0..len), most, &mut random, &mut graph);
        let plan = check(&acyclic(graph), &random_kinds(len, 0, &mut random), &mut random);
        woven += usize::from(weaves(&plan, 0));
    }
    assert!((10..90).contains(&woven), "{woven}");
}

/// True if the plan weaves, and does so only where parts that would be nested too deeply begin.
fn weaves(plan: &Plan, depth: usize) -> bool {
    let any = |parts: &[Plan], depth| parts.iter().filter(|part| weaves(part, depth)).count() > 0;
    match plan {
        Plan::Task(_) => false,
        Plan::Sequence(parts) => any(parts, depth),
        Plan::Parallel { branches, .. } => any(branches, depth + 1),
        Plan::Woven(_) => {
            assert!(depth <= MOST_AROUND_DEEP, "{plan:?}");
            true
        }
    }
}

/// A tree declared from its root on: each node hangs on one of the `reach` before it.
fn random_tree(len: usize, reach: usize, random: &mut Random) -> Vec<(usize, usize)> {
    (1..len).map(|node| (node - 1 - random.below(reach.min(node)), node)).collect()
}

#[test]
fn trees_from_the_root_and_to_the_root_keep_their_meaning() {
    let mut random = Random(9);
    for reach in [2, 4, 400] {
        let from_root = random_tree(400, reach, &mut random);
        let to_root: Vec<_> = from_root.iter().map(|(from, to)| (399 - to, 399 - from)).collect();
        for edges in [from_root, to_root] {
            let kinds = random_kinds(400, random.below(2) * 20, &mut random);
            check(&graph(400, &edges), &kinds, &mut random);
        }
    }
}

#[test]
fn series_parallel_graphs_declared_in_any_order_keep_their_meaning() {
    let mut random = Random(8);
    for round in 0..400 {
        let len = if round % 100 == 0 { 400 } else { 2 + round % 30 };
        let order = random.shuffled(len);
        let mut graph = Graph::new(len);
        add_series_parallel(&order, if round % 3 == 0 { 2 } else { len }, &mut random, &mut graph);
        let kinds = random_kinds(len, (round % 4) * 20, &mut random);
        check(&acyclic(graph), &kinds, &mut random);
    }
}

/// A graph of up to forty nodes, some of them inline, and a seed for their durations.
fn any_graph() -> impl Strategy<Value = (Acyclic<TaskId>, Kinds, u64)> {
    (1..=40_usize).prop_flat_map(|len| {
        let order = Just((0..len).collect::<Vec<_>>()).prop_shuffle();
        let pairs = prop::collection::vec((0..len, 0..len), 0..3 * len);
        let inline = prop::collection::vec(prop::bool::weighted(0.3), len);
        (order, pairs, inline, any::<u64>()).prop_map(move |(order, pairs, inline, seed)| {
            let forward = pairs.into_iter().filter(|(from, to)| from < to);
            let edges: Vec<_> = forward.map(|(from, to)| (order[from], order[to])).collect();
            (graph(len, &edges), inline.into_iter().map(kind).collect(), seed)
        })
    })
}

proptest! {
    #[test]
    fn any_graph_keeps_its_meaning((graph, kinds, seed) in any_graph()) {
        check(&graph, &kinds, &mut Random(seed));
    }

    #[test]
    fn planning_is_deterministic((graph, kinds, _) in any_graph()) {
        prop_assert_eq!(plan(&graph, &kinds), plan(&graph, &kinds));
    }
}
