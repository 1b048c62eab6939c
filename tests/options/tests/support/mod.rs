//! The checks of a run of a random pipeline with options.

use std::sync::Arc;

use dagwright_random_options::graph::{KINDS, Node, ROUND};
use dagwright_random_options::random::graph;
use dagwright_random_options::{Ending, Log, Start, evaluate};
use tokio::sync::Semaphore;
use tokio::task::yield_now;
use tokio::time::timeout;

/// More than ever wait for one.
const PERMITS: usize = 100;

/// Longer than any run, in the virtual time of a test: a run that waits for nothing ends here.
const FOREVER: std::time::Duration = std::time::Duration::from_secs(1_000_000);

/// The nodes of a kind, the log that they write, and the permits that they share.
pub struct Setting {
    pub nodes: Vec<Node>,
    pub log: Arc<Log>,
    pub permits: Arc<Semaphore>,
    /// Elements go on from node to node as soon as they are there.
    pub one_by_one: bool,
}

impl Setting {
    pub fn new(kind: &str) -> Self {
        let nodes = graph(KINDS.iter().find(|other| other.name == kind).expect("there is a module for each kind"));
        Self {
            log: Arc::new(Log::new(nodes.clone())),
            nodes,
            permits: Arc::new(Semaphore::new(PERMITS)),
            one_by_one: true,
        }
    }
}

/// Checks that a run behaves as expected.
pub async fn assert_run(setting: &Setting, run: impl Future<Output = Result<Vec<(usize, u64)>, String>>) {
    let expected = evaluate(&setting.nodes, setting.one_by_one);
    if !expected.distinct {
        assert!(ROUND.is_some(), "something depends on which of two events in one moment is first");
        // The seeds of a soak are not chosen.
        return eprintln!("left out: something depends on which of two events in one moment is first");
    }
    let result = timeout(FOREVER, run).await.expect("the run ends");
    let Setting { log, permits, .. } = setting;
    assert_eq!(result.map_or_else(Ending::Failure, Ending::Output), expected.ending);
    assert_eq!(log.now(), expected.makespan);
    // Calls that start in the moment of a failure may not come to it.
    let failed = matches!(expected.ending, Ending::Failure(_));
    let counted = |start: &Start| !expected.left_out.contains(&start.1) && (!failed || start.0 < expected.makespan);
    let of_interest = |starts: Vec<Start>| -> Vec<Start> { starts.into_iter().filter(counted).collect() };
    assert_eq!(of_interest(log.starts()), of_interest(expected.starts.clone()));
    if failed {
        // Tasks have been aborted, and end when it is their turn.
        yield_now().await;
    }
    assert_eq!((log.living(), permits.available_permits()), (0, PERMITS));
}
