//! The log that the nodes of a pipeline write.

use std::sync::Mutex;
use std::time::Duration;

use tokio::time::{Instant, sleep};

/// Records the start of each node, in milliseconds of tokio's clock, and the value it ends with.
pub struct Log {
    origin: Instant,
    starts: Mutex<Vec<(u64, usize)>>,
    values: Mutex<Vec<(usize, u64)>>,
}

impl Log {
    /// An empty log that begins now.
    #[allow(clippy::new_without_default, reason = "a clock is read")]
    pub fn new() -> Self {
        Self { origin: Instant::now(), starts: Mutex::default(), values: Mutex::default() }
    }

    /// The body of an asynchronous node.
    pub async fn work(&self, node: usize, millis: u64, value: u64) -> u64 {
        self.start(node);
        if millis > 0 {
            sleep(Duration::from_millis(millis)).await;
        }
        self.end(node, value)
    }

    /// The body of an inline node.
    pub fn inline(&self, node: usize, value: u64) -> u64 {
        self.start(node);
        self.end(node, value)
    }

    /// The start of each node, in the order of starts.
    pub fn starts(&self) -> Vec<(u64, usize)> {
        self.starts.lock().unwrap().clone()
    }

    /// The values that the nodes ended with, sorted by node.
    pub fn values(&self) -> Vec<(usize, u64)> {
        let mut values = self.values.lock().unwrap().clone();
        values.sort_unstable();
        values
    }

    /// The time since the log began.
    pub fn now(&self) -> u64 {
        u64::try_from(self.origin.elapsed().as_millis()).unwrap()
    }

    fn start(&self, node: usize) {
        self.starts.lock().unwrap().push((self.now(), node));
    }

    fn end(&self, node: usize, value: u64) -> u64 {
        self.values.lock().unwrap().push((node, value));
        value
    }
}
