use super::super::cover::paths;
use super::Random;

/// The fewest paths, by trying every way to let nodes, from `node` on, go on with a successor that is still free.
fn fewest_by_trying(node: usize, successors: &[Vec<usize>], taken: &mut Vec<bool>) -> usize {
    if node == successors.len() {
        return taken.iter().filter(|&&taken| !taken).count();
    }
    let mut fewest = fewest_by_trying(node + 1, successors, taken);
    for &next in &successors[node] {
        if !taken[next] {
            taken[next] = true;
            fewest = fewest.min(fewest_by_trying(node + 1, successors, taken));
            taken[next] = false;
        }
    }
    fewest
}

fn check(successors: &[Vec<usize>]) {
    let paths = paths(successors);
    let mut visited: Vec<usize> = paths.concat();
    visited.sort();
    assert!(visited.into_iter().eq(0..successors.len()));
    assert!(paths.is_sorted_by_key(|path| path[0]));
    for step in paths.iter().flat_map(|path| path.windows(2)) {
        assert!(successors[step[0]].contains(&step[1]));
    }
    let mut taken = vec![false; successors.len()];
    assert_eq!(paths.len(), fewest_by_trying(0, successors, &mut taken));
}

#[test]
fn the_cover_of_every_graph_of_five_nodes_is_minimal() {
    let pairs: Vec<_> = (0..5).flat_map(|to| (0..to).map(move |from| (from, to))).collect();
    for subset in 0..1 << pairs.len() {
        let mut successors = vec![Vec::new(); 5];
        for (bit, &(from, to)) in pairs.iter().enumerate() {
            if subset & (1 << bit) != 0 {
                successors[from].push(to);
            }
        }
        check(&successors);
    }
}

#[test]
fn the_cover_of_random_graphs_of_nine_nodes_is_minimal() {
    let mut random = Random(1);
    for _ in 0..300 {
        let order: Vec<usize> = random.shuffled(9);
        let mut successors = vec![Vec::new(); 9];
        for to in 0..9 {
            for from in 0..to {
                if random.below(4) == 0 {
                    successors[order[from]].push(order[to]);
                }
            }
        }
        check(&successors);
    }
}

// 0 → 2 → 4, 0 → 3, 1 → 2, 1 → 3
#[test]
fn lower_nodes_choose_first() {
    let successors = [vec![2, 3], vec![2, 3], vec![4], vec![], vec![]];
    assert_eq!(paths(&successors), [vec![0, 2, 4], vec![1, 3]]);
}

// 0 → 2, 0 → 3, 1 → 2: if 0 kept 2, there would be three paths
#[test]
fn a_preferred_successor_is_given_up_for_a_smaller_cover() {
    assert_eq!(paths(&[vec![2, 3], vec![2], vec![], vec![]]), [vec![0, 3], vec![1, 2]]);
}
