//! The log that the nodes of a pipeline write, and their bodies.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicIsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::graph::Node;
use crate::value::{Digest, Fail, Make};

/// The beginning of a call: the millisecond, the node, and the element (0 if there is none).
pub type Start = (u64, usize, u64);

/// Records the beginning of each call, by tokio's clock, and counts the tracked values.
pub struct Log {
    origin: Instant,
    nodes: Vec<Node>,
    starts: Mutex<Vec<Start>>,
    attempts: Mutex<BTreeMap<(usize, u64), u64>>,
    living: Arc<AtomicIsize>,
}

impl Log {
    /// An empty log that begins now.
    pub fn new(nodes: Vec<Node>) -> Self {
        Self {
            origin: Instant::now(),
            nodes,
            starts: Mutex::default(),
            attempts: Mutex::default(),
            living: Arc::default(),
        }
    }

    /// The body of an asynchronous node.
    ///
    /// # Errors
    ///
    /// The attempts that are to fail.
    pub async fn work<T: Make>(&self, node: usize, element: u64, number: u64) -> Result<T, Fail> {
        let attempt = self.start(node, element);
        let millis = self.nodes[node].takes(attempt, element);
        if millis > 0 {
            sleep(Duration::from_millis(millis)).await;
        }
        self.end(node, attempt, number)
    }

    /// The body of a plain function.
    ///
    /// # Errors
    ///
    /// The attempts that are to fail.
    pub fn compute<T: Make>(&self, node: usize, element: u64, number: u64) -> Result<T, Fail> {
        let attempt = self.start(node, element);
        self.end(node, attempt, number)
    }

    /// The beginning of each call, sorted.
    pub fn starts(&self) -> Vec<Start> {
        let mut starts = self.starts.lock().unwrap().clone();
        starts.sort_unstable();
        starts
    }

    /// The time since the log began.
    pub fn now(&self) -> u64 {
        u64::try_from(self.origin.elapsed().as_millis()).unwrap()
    }

    /// The number of living tracked values.
    pub fn living(&self) -> isize {
        self.living.load(Ordering::SeqCst)
    }

    fn start(&self, node: usize, element: u64) -> u64 {
        self.starts.lock().unwrap().push((self.now(), node, element));
        let mut attempts = self.attempts.lock().unwrap();
        let attempt = attempts.entry((node, element)).or_default();
        *attempt += 1;
        *attempt
    }

    fn end<T: Make>(&self, node: usize, attempt: u64, number: u64) -> Result<T, Fail> {
        if self.nodes[node].refuses(attempt) { Err(Fail::Refused(node)) } else { Ok(T::make(number, &self.living)) }
    }
}

/// The body of a fallback. It knows no log, so its values are not counted.
pub fn instead<T: Make>(node: usize, error: &impl Digest) -> T {
    T::make(Node::instead(node, error.digest()), &Arc::default())
}

/// A future that may go to another thread.
pub fn sendable<F: Future + Send>(future: F) -> F {
    future
}
