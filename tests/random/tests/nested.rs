//! Graphs of 400 nodes that are nested deeply: they compile at the default limit of recursion, as futures that may go to
//! another thread, and values, starts and makespan are those of a straightforward evaluation.

#![allow(unreachable_pub, reason = "the generated pipelines are written as users write them, with `pub` inputs")]

use std::sync::Arc;

use dagwright::dag;
use dagwright_random_graphs::{Log, Node, evaluate, sendable};

/// Checks that the run that is over gave the expected values at the expected times. In a run of one task the order of
/// starts is determined, too.
#[track_caller]
fn assert_run(log: &Log, sinks: Vec<(usize, u64)>, nodes: &[Node], one_task: bool) {
    let (makespan, mut expected, mut starts) = (log.now(), evaluate(nodes), log.starts());
    assert!(expected.distinct, "two nodes end at once: take another seed");
    if !one_task {
        expected.starts.sort_unstable();
        starts.sort_unstable();
    }
    assert_eq!(starts, expected.starts);
    assert_eq!(makespan, expected.makespan);
    sinks.into_iter().for_each(|(node, value)| assert_eq!(value, expected.values[node], "output of {node}"));
    assert_eq!(log.values(), expected.values.into_iter().enumerate().collect::<Vec<_>>());
}

/// Parts in series and in parallel.
mod series_parallel {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/series_parallel.rs"));

    #[tokio::test(start_paused = true)]
    async fn a_series_parallel_graph_runs_as_evaluated() {
        let log = Log::new();
        let output = sendable(pipeline::Pipeline::run(pipeline::Input { log: &log })).await;
        assert_run(&log, sinks(&output), NODES, true);
    }
}

/// A tree from its root on; one node in five is inline, and each may fail.
mod from_root {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/from_root.rs"));

    #[tokio::test(start_paused = true)]
    async fn a_tree_from_its_root_runs_as_evaluated() {
        let log = Log::new();
        let output = sendable(pipeline::Pipeline::run(pipeline::Input { log: &log })).await.unwrap();
        assert_run(&log, sinks(&output), NODES, true);
    }
}

/// A tree to its root; nodes may run as tasks of their own.
mod to_root {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/to_root.rs"));

    #[tokio::test(start_paused = true)]
    async fn a_tree_to_its_root_runs_as_evaluated() {
        let log = Arc::new(Log::new());
        let output = sendable(pipeline::Pipeline::run(pipeline::Input { log: Arc::clone(&log) })).await;
        assert_run(&log, sinks(&output), NODES, false);
    }
}

/// Steps, each with the step before and a value of its own; nodes may fail, and run as tasks of their own.
mod steps {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/steps.rs"));

    #[tokio::test(start_paused = true)]
    async fn steps_with_values_of_their_own_run_as_evaluated() {
        let log = Arc::new(Log::new());
        let output = sendable(pipeline::Pipeline::run(pipeline::Input { log: Arc::clone(&log) })).await.unwrap();
        assert_run(&log, sinks(&output), NODES, false);
    }
}
