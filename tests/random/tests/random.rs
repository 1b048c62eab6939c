//! Random graphs of 200 nodes, declared in random order: values, starts and makespan are those
//! of a straightforward evaluation.

#![allow(unreachable_pub, reason = "the generated pipelines are written as users write them, with `pub` inputs")]

use dagwright::dag;
use dagwright_random_graphs::{Expected, Log, Node, evaluate};

/// The record of a run.
struct Seen {
    log: Log,
    makespan: u64,
    sinks: Vec<(usize, u64)>,
}

/// Checks that the run gave the expected values and lasted exactly as long as expected.
#[track_caller]
fn assert_values(seen: &Seen, expected: &Expected) {
    let values: Vec<_> = expected.values.iter().copied().enumerate().collect();
    assert_eq!(seen.log.values(), values);
    for &(node, value) in &seen.sinks {
        assert_eq!(value, expected.values[node], "output of {node}");
    }
    assert_eq!(seen.makespan, expected.makespan);
}

/// Checks that each node started at its moment and in its order.
#[track_caller]
fn assert_run(seen: &Seen, nodes: &[Node]) {
    let expected = evaluate(nodes);
    assert!(expected.distinct, "two nodes end at once: take another seed");
    assert_eq!(seen.log.starts(), expected.starts);
    assert_values(seen, &expected);
}

/// Edges from anywhere, three predecessors at most.
mod free {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/free.rs"));

    #[tokio::test(start_paused = true)]
    async fn a_graph_with_edges_anywhere_runs_as_evaluated() {
        let log = Log::new();
        let output = pipeline::Pipeline::run(pipeline::Input { log: &log }).await;
        let (makespan, sinks) = (log.now(), sinks(&output));
        assert_run(&Seen { log, makespan, sinks }, NODES);
    }
}

/// Up to nine predecessors; one node in five is inline.
mod dense {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/dense.rs"));

    #[tokio::test(start_paused = true)]
    async fn a_dense_graph_runs_as_evaluated() {
        let log = Log::new();
        let output = pipeline::Pipeline::run(pipeline::Input { log: &log }).await;
        let (makespan, sinks) = (log.now(), sinks(&output));
        assert_run(&Seen { log, makespan, sinks }, NODES);
    }
}

/// Edges reach back by six nodes at most: long and thin.
mod narrow {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/narrow.rs"));

    #[tokio::test(start_paused = true)]
    async fn a_narrow_graph_runs_as_evaluated() {
        let log = Log::new();
        let output = pipeline::Pipeline::run(pipeline::Input { log: &log }).await;
        let (makespan, sinks) = (log.now(), sinks(&output));
        assert_run(&Seen { log, makespan, sinks }, NODES);
    }
}

/// At most one predecessor: many trees; one node in three is inline.
mod scattered {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/scattered.rs"));

    #[tokio::test(start_paused = true)]
    async fn many_trees_run_as_evaluated() {
        let log = Log::new();
        let output = pipeline::Pipeline::run(pipeline::Input { log: &log }).await;
        let (makespan, sinks) = (log.now(), sinks(&output));
        assert_run(&Seen { log, makespan, sinks }, NODES);
    }
}

/// Two nodes in five may fail, and one in twenty-five is a commit.
mod commits {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/commits.rs"));

    #[tokio::test(start_paused = true)]
    async fn commits_start_when_all_that_could_fail_has_succeeded() {
        let log = Log::new();
        let output = pipeline::Pipeline::run(pipeline::Input { log: &log }).await.unwrap();
        let (makespan, sinks) = (log.now(), sinks(&output));
        assert_run(&Seen { log, makespan, sinks }, NODES);
        let held = |node: &Node| node.commit && node.predecessors.is_empty();
        assert!(NODES.iter().any(held), "no commit is held back by the rule alone");
    }
}

/// Durations are 0, 10, 20 or 30 ms: many nodes end in the same instant, some never wait.
mod in_step {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/in_step.rs"));

    #[tokio::test(start_paused = true)]
    async fn nodes_that_end_together_start_their_consumers_in_that_instant() {
        let log = Log::new();
        let output = pipeline::Pipeline::run(pipeline::Input { log: &log }).await;
        let (makespan, sinks) = (log.now(), sinks(&output));
        let mut expected = evaluate(NODES);
        let mut starts = log.starts();
        starts.sort_unstable();
        expected.starts.sort_unstable();
        assert_eq!(starts, expected.starts);
        assert_values(&Seen { log, makespan, sinks }, &expected);
    }
}
