//! An event log in virtual time.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;

use tokio::time::{Instant, sleep};

/// Records the start and the end of each node, in milliseconds of tokio's clock.
pub struct Log {
    origin: Instant,
    events: Mutex<Vec<Event>>,
}

#[derive(Clone, Copy)]
struct Event {
    at: u64,
    node: &'static str,
    step: Step,
}

#[derive(Clone, Copy, PartialEq)]
enum Step {
    Start,
    End,
}

impl Log {
    pub fn new() -> Self {
        Self { origin: Instant::now(), events: Mutex::new(Vec::new()) }
    }

    /// The body of an asynchronous node that takes `millis`; 0 means that it never waits.
    pub async fn work<T>(&self, node: &'static str, millis: u64, value: T) -> T {
        self.record(node, Step::Start);
        if millis > 0 {
            sleep(Duration::from_millis(millis)).await;
        }
        self.record(node, Step::End);
        value
    }

    /// The body of an inline node.
    pub fn inline<T>(&self, node: &'static str, value: T) -> T {
        self.record(node, Step::Start);
        self.record(node, Step::End);
        value
    }

    /// The nodes in the order in which they started.
    pub fn starts(&self) -> Vec<&'static str> {
        self.nodes_at(Step::Start)
    }

    /// The nodes in the order in which they ended.
    pub fn ends(&self) -> Vec<&'static str> {
        self.nodes_at(Step::End)
    }

    /// The time of the last event.
    pub fn makespan(&self) -> u64 {
        let events = self.events.lock().unwrap();
        events.last().map_or(0, |event| event.at)
    }

    /// The time at which `node` started.
    pub fn start_of(&self, node: &str) -> u64 {
        self.times(Step::Start)[node]
    }

    /// Checks that exactly the nodes of `graph` ran, each once, and that each started at the
    /// very moment its last predecessor ended. `"a, b, c: a b"` says that `c` waits for both.
    #[track_caller]
    pub fn assert_earliest(&self, graph: &str) {
        let (starts, ends) = (self.times(Step::Start), self.times(Step::End));
        let graph = parse(graph);
        assert!(starts.keys().eq(graph.keys()), "ran: {starts:?}");
        for (node, predecessors) in graph {
            let earliest = predecessors.iter().map(|name| ends[*name]).max();
            assert_eq!(starts[node], earliest.unwrap_or(0), "start of `{node}`");
        }
    }

    fn record(&self, node: &'static str, step: Step) {
        let at = u64::try_from(self.origin.elapsed().as_millis()).unwrap();
        self.events.lock().unwrap().push(Event { at, node, step });
    }

    fn nodes_at(&self, step: Step) -> Vec<&'static str> {
        let events = self.events.lock().unwrap();
        let matching = events.iter().filter(|event| event.step == step);
        matching.map(|event| event.node).collect()
    }

    #[track_caller]
    fn times(&self, step: Step) -> BTreeMap<&'static str, u64> {
        let mut times = BTreeMap::new();
        for event in self.events.lock().unwrap().iter() {
            if event.step == step {
                let earlier = times.insert(event.node, event.at);
                assert!(earlier.is_none(), "`{}` ran twice", event.node);
            }
        }
        times
    }
}

/// Each node of `"a, b, c: a b"` with its predecessors.
fn parse(graph: &str) -> BTreeMap<&str, Vec<&str>> {
    let entries = graph.split(',').map(str::trim);
    entries
        .map(|entry| entry.split_once(':').unwrap_or((entry, "")))
        .map(|(node, predecessors)| (node, predecessors.split_whitespace().collect()))
        .collect()
}
