//! Small random graphs whose nodes have options: values, starts and makespan are those of a
//! straightforward evaluation, every value is dropped, and every permit comes back.

#![allow(unreachable_pub, reason = "the generated pipelines are written as users write them, with `pub` inputs")]

use std::sync::Arc;

use dagwright::{Timeout, dag};
use dagwright_random_options::graph::{KINDS, Node};
use dagwright_random_options::random::graph;
use dagwright_random_options::{Ending, Fail, Log, Start, Tracked, digest, evaluate, instead, mix, sendable};
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// More than ever wait for one.
const PERMITS: usize = 100;

/// Longer than any run, in the virtual time of a test: a run that waits for nothing ends here.
const FOREVER: std::time::Duration = std::time::Duration::from_secs(1_000_000);

/// The nodes of a kind, the log that they write, and the permits that they share.
struct Setting {
    nodes: Vec<Node>,
    log: Arc<Log>,
    permits: Arc<Semaphore>,
}

impl Setting {
    fn new(kind: &str) -> Self {
        let nodes = graph(KINDS.iter().find(|other| other.name == kind).expect("there is a module for each kind"));
        Self { log: Arc::new(Log::new(nodes.clone())), nodes, permits: Arc::new(Semaphore::new(PERMITS)) }
    }
}

/// Checks that a run does what is expected.
async fn assert_run(setting: &Setting, run: impl Future<Output = Result<Vec<(usize, u64)>, String>>) {
    let expected = evaluate(&setting.nodes);
    assert!(expected.distinct, "something depends on which of two events in one moment is first");
    let result = timeout(FOREVER, run).await.expect("the run ends");
    let Setting { log, permits, .. } = setting;
    assert_eq!(result.map_or_else(Ending::Failure, Ending::Output), expected.ending);
    assert_eq!(log.now(), expected.makespan);
    // What starts in the moment of a failure may not come to it.
    let failed = matches!(expected.ending, Ending::Failure(_));
    let counted = |start: &Start| !expected.left_out.contains(&start.1) && (!failed || start.0 < expected.makespan);
    let of_interest = |starts: Vec<Start>| -> Vec<Start> { starts.into_iter().filter(counted).collect() };
    assert_eq!(of_interest(log.starts()), of_interest(expected.starts.clone()));
    assert_eq!((log.living(), permits.available_permits()), (0, PERMITS));
}

mod free {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/free.rs"));

    #[tokio::test(start_paused = true)]
    async fn a_free_graph_runs_as_evaluated() {
        let setting = Setting::new("free");
        assert_run(&setting, run(&setting.log, &setting.permits)).await;
    }
}

mod chain {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/chain.rs"));

    #[tokio::test(start_paused = true)]
    async fn a_chain_runs_as_evaluated() {
        let setting = Setting::new("chain");
        assert_run(&setting, run(&setting.log, &setting.permits)).await;
    }
}

mod narrow {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/narrow.rs"));

    #[tokio::test(start_paused = true)]
    async fn a_narrow_graph_runs_as_evaluated() {
        let setting = Setting::new("narrow");
        assert_run(&setting, run(&setting.log, &setting.permits)).await;
    }
}

mod dense {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/dense.rs"));

    #[tokio::test(start_paused = true)]
    async fn a_dense_graph_runs_as_evaluated() {
        let setting = Setting::new("dense");
        assert_run(&setting, run(&setting.log, &setting.permits)).await;
    }
}

mod wide {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/wide.rs"));

    #[tokio::test(start_paused = true)]
    async fn many_small_trees_run_as_evaluated() {
        let setting = Setting::new("wide");
        assert_run(&setting, run(&setting.log, &setting.permits)).await;
    }
}

mod bare {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/bare.rs"));

    #[tokio::test(start_paused = true)]
    async fn a_graph_with_hardly_any_options_runs_as_evaluated() {
        let setting = Setting::new("bare");
        assert_run(&setting, run(&setting.log, &setting.permits)).await;
    }
}

mod laden {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/laden.rs"));

    #[tokio::test(start_paused = true)]
    async fn a_graph_full_of_options_runs_as_evaluated() {
        let setting = Setting::new("laden");
        assert_run(&setting, run(&setting.log, &setting.permits)).await;
    }
}

mod failing {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/failing.rs"));

    #[tokio::test(start_paused = true)]
    async fn a_graph_that_fails_runs_as_evaluated() {
        let setting = Setting::new("failing");
        assert_run(&setting, run(&setting.log, &setting.permits)).await;
    }
}

mod failing_laden {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/failing_laden.rs"));

    #[tokio::test(start_paused = true)]
    async fn a_graph_full_of_options_that_fails_runs_as_evaluated() {
        let setting = Setting::new("failing_laden");
        assert_run(&setting, run(&setting.log, &setting.permits)).await;
    }
}

mod spawned {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/spawned.rs"));

    #[tokio::test(start_paused = true)]
    async fn a_spawned_graph_runs_as_evaluated() {
        let setting = Setting::new("spawned");
        assert_run(&setting, run(&setting.log, &setting.permits)).await;
    }
}

mod spawned_laden {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/spawned_laden.rs"));

    #[tokio::test(start_paused = true)]
    async fn a_spawned_graph_full_of_options_runs_as_evaluated() {
        let setting = Setting::new("spawned_laden");
        assert_run(&setting, run(&setting.log, &setting.permits)).await;
    }
}

mod spawned_failing {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/spawned_failing.rs"));

    #[tokio::test(start_paused = true)]
    async fn a_spawned_graph_that_fails_runs_as_evaluated() {
        let setting = Setting::new("spawned_failing");
        assert_run(&setting, run(&setting.log, &setting.permits)).await;
    }
}
