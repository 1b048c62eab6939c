use super::super::{Acyclic, Id, Reachability, Table, ids};
use super::{acyclic, acyclic_graph, graph};
use proptest::prelude::*;

ids! { NewId }

// 0 → 1 → 0
#[test]
fn a_graph_with_a_cycle_is_none_of_these() {
    let cyclic = graph(2, &[(0, 1), (1, 0)]);
    assert!(Acyclic::of(cyclic).is_none());
}

// 3 → 1 → 0, 2
#[test]
fn positions_are_those_in_the_order() {
    let graph = acyclic(4, &[(3, 1), (1, 0)]);
    assert_eq!(graph.order(), [2, 3, 1, 0]);
    assert!(graph.positions().rows().eq(&[3, 2, 0, 1]));
}

// 0 → 3 → 2 → 4, 1 → 2, 3 → 4, of which 1, 2, 3 and 4 become 0, 1, 2 and 3: 2 → 1 → 3, 0 → 1, 2 → 3
#[test]
fn the_nodes_of_a_restricted_graph_are_renamed_and_keep_their_edges() {
    let graph = acyclic(5, &[(0, 3), (3, 2), (2, 4), (1, 2), (3, 4)]);
    let names = [None, Some(0), Some(1), Some(2), Some(3)];
    let restricted = graph.restricted(4, &names.iter().map(|name| name.map(NewId::new)).collect());
    let new = |indices: &[usize]| indices.iter().copied().map(NewId::new).collect::<Vec<_>>();
    assert_eq!(restricted.order(), new(&[0, 2, 1, 3]));
    assert_eq!(restricted.successors(NewId::new(2)), new(&[1, 3]));
    assert_eq!(restricted.predecessors(NewId::new(1)), new(&[0, 2]));
    assert_eq!(restricted.predecessors(NewId::new(2)), new(&[]));
}

// 0 → 1 → 2, 3 → 2, with 1 held: 0 comes before it anyway, 2 comes after it
#[test]
fn a_held_node_comes_after_all_that_hold_it_and_not_after_what_follows_it() {
    let graph = acyclic(5, &[(0, 1), (1, 2), (3, 2)]);
    let held = graph.held_back(&[1], |node| node != 4);
    assert_eq!(held.predecessors(1), [0, 3]);
    assert_eq!(held.predecessors(2), [1, 3]);
    assert_eq!(held.predecessors(4), []);
    assert_eq!(held.order(), [0, 3, 1, 2, 4]);
}

proptest! {
    #[test]
    fn held_nodes_close_no_cycle(
        graph in acyclic_graph(20),
        roles in prop::collection::vec((any::<bool>(), prop::bool::weighted(0.2)), 20),
    ) {
        let held: Vec<usize> = (0..graph.len()).filter(|node| roles[*node].1).collect();
        let (ordered, before) = (graph.held_back(&held, |node| roles[node].0), Reachability::of(&graph));
        let follows = |node: usize| held.iter().any(|&held| held == node || before.reaches(held, node));
        for (from, (may_fail, _)) in roles.iter().enumerate().take(graph.len()) {
            for to in 0..graph.len() {
                let holds = *may_fail && !follows(from) && held.contains(&to);
                prop_assert_eq!(ordered.has_edge(from, to), graph.has_edge(from, to) || holds);
            }
        }
    }

    #[test]
    fn what_some_nodes_need_is_a_graph_of_its_own(
        graph in acyclic_graph(20),
        targets in prop::collection::vec(any::<prop::sample::Index>(), 0..4),
    ) {
        let kept = graph.ancestors_of(targets.iter().map(|target| target.index(graph.len())));
        let mut old: Table<NewId, usize> = Table::new();
        let names = kept.map(|(node, kept)| kept.then(|| old.push(node)));
        let restricted = graph.restricted(old.len(), &names);
        prop_assert_eq!(Some(restricted.order().to_vec()), restricted.topological_order());
        for (from, &old_from) in old.iter() {
            for (to, &old_to) in old.iter() {
                prop_assert_eq!(restricted.has_edge(from, to), graph.has_edge(old_from, old_to));
            }
        }
    }
}
