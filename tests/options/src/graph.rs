//! Graphs of nodes with options. The build script makes modules of them, the tests evaluate them.

/// What the nodes of a random graph look like.
pub struct Kind {
    /// What its module is called.
    pub name: &'static str,
    pub(crate) seed: u64,
    pub(crate) nodes: usize,
    /// A node has fewer predecessors than this.
    pub(crate) predecessors: u64,
    /// Predecessors are among so many nodes before a node.
    pub(crate) reach: usize,
    /// Of a hundred nodes, so many have each of the options that are possible for them.
    pub(crate) options: u64,
    /// Whether a failure may end the run.
    pub(crate) fails: bool,
    /// Whether the module has `#[dag(spawn)]`.
    pub spawns_all: bool,
    /// Whether the output is declared, with more in it than what nobody consumes.
    pub declares: bool,
}

const FREE: Kind = Kind {
    name: "free",
    seed: 60,
    nodes: 10,
    predecessors: 4,
    reach: 10,
    options: 30,
    fails: false,
    spawns_all: false,
    declares: false,
};

/// All graphs.
pub const KINDS: [Kind; 12] = [
    FREE,
    Kind { name: "chain", seed: 61, predecessors: 2, reach: 1, declares: true, ..FREE },
    Kind { name: "narrow", seed: 14, nodes: 14, predecessors: 3, reach: 3, ..FREE },
    Kind { name: "dense", seed: 38, nodes: 9, predecessors: 6, ..FREE },
    Kind { name: "wide", seed: 14, nodes: 14, predecessors: 2, ..FREE },
    Kind { name: "bare", seed: 45, options: 5, declares: true, ..FREE },
    Kind { name: "laden", seed: 56, options: 70, ..FREE },
    Kind { name: "failing", seed: 10, fails: true, ..FREE },
    Kind { name: "failing_laden", seed: 45, options: 60, fails: true, declares: true, ..FREE },
    Kind { name: "spawned", seed: 67, spawns_all: true, ..FREE },
    Kind { name: "spawned_laden", seed: 62, options: 60, spawns_all: true, declares: true, ..FREE },
    Kind { name: "spawned_failing", seed: 33, fails: true, spawns_all: true, ..FREE },
];

/// What one call of a node gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Type {
    /// `u64`
    Number,
    /// `String`
    Text,
    /// [`Tracked`](crate::Tracked)
    Tracked,
    /// `bool`
    Flag,
}

/// How a node runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Runs {
    /// An `async fn`
    InCaller,
    /// An `async fn` with `spawn`
    Spawned,
    /// A plain `fn` with `blocking`
    Blocking,
    /// A plain `fn`
    Inline,
}

/// How a parameter takes its value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// `&T`, or `&str` and `&[T]` where that is what it coerces to.
    Borrowed,
    /// `T`: copied, or moved to the only consumer.
    Taken,
    /// `#[clone] T`
    Cloned,
}

/// What a condition names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Condition {
    /// The input `on` or `off`.
    Input(bool),
    /// This node.
    Node(usize),
}

/// What `#[each]` runs over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Elements {
    /// The input `items`.
    Items,
    /// A node that itself runs for each of some elements.
    /// This node.
    Node(usize),
}

/// What is in the input `items`.
pub const ITEMS: [u64; 3] = [3, 20, 41];

/// A node; its place in the list is its number, and a topological order.
#[derive(Clone, Debug)]
pub struct Node {
    /// What one call gives.
    pub ty: Type,
    /// How it runs.
    pub runs: Runs,
    /// How long an attempt takes that ends by itself.
    pub millis: u64,
    /// Whether it returns a `Result`.
    pub returns_result: bool,
    /// How many of its first attempts fail.
    pub bad_attempts: u64,
    /// The option `timeout`. With it, bad attempts take too long; without, they return an error.
    pub timeout: Option<u64>,
    /// The option `retry`: how many attempts, and the first delay.
    pub retry: Option<(u64, u64)>,
    /// The option `fallback`.
    pub fallback: bool,
    /// The option `limit`.
    pub limited: bool,
    /// The option `when`.
    pub when: Option<Condition>,
    /// The option `after`.
    pub after: Vec<usize>,
    /// What it runs over, and the option `concurrency`.
    pub each: Option<(Elements, Option<usize>)>,
    /// The nodes whose values it takes, and how.
    pub parameters: Vec<(usize, Form)>,
    /// Whether all consumers take its failure as a value.
    pub handled: bool,
    /// Whether it is part of the output.
    pub output: bool,
}

impl Node {
    /// Whether its failure leaves the node.
    pub fn fallible(&self) -> bool {
        (self.returns_result || self.timeout.is_some()) && !self.fallback
    }

    /// Whether it is an `async fn`.
    pub fn asynchronous(&self) -> bool {
        matches!(self.runs, Runs::InCaller | Runs::Spawned)
    }

    /// The nodes that it waits for.
    pub fn predecessors(&self) -> impl Iterator<Item = usize> {
        let condition = match self.when {
            Some(Condition::Node(node)) => Some(node),
            Some(Condition::Input(_)) | None => None,
        };
        let elements = match self.each {
            Some((Elements::Node(node), _)) => Some(node),
            Some((Elements::Items, _)) | None => None,
        };
        let parameters = self.parameters.iter().map(|(node, _)| *node);
        parameters.chain(condition).chain(elements).chain(self.after.iter().copied())
    }

    /// Whether `node` uses the value of `other`.
    pub(crate) fn consumes(&self, other: usize) -> bool {
        let taken = self.parameters.iter().any(|(node, _)| *node == other);
        let over = self.each.is_some_and(|(elements, _)| elements == Elements::Node(other));
        taken || over || self.when == Some(Condition::Node(other))
    }

    /// How long an attempt would take, if nobody stopped it.
    pub(crate) fn takes(&self, attempt: u64, element: u64) -> u64 {
        match self.timeout {
            Some(timeout) if attempt <= self.bad_attempts => timeout + 1,
            _ if self.asynchronous() => self.millis + element % 13,
            _ => 0,
        }
    }

    /// Whether an attempt comes to an error.
    pub(crate) fn refuses(&self, attempt: u64) -> bool {
        self.returns_result && attempt <= self.bad_attempts
    }

    /// The number that the fallback of `node` makes of an error.
    pub(crate) fn instead(node: usize, error: u64) -> u64 {
        error.rotate_left(node as u32) ^ node as u64
    }
}

/// Whether some node uses the value of `node`.
pub fn consumed(graph: &[Node], node: usize) -> bool {
    graph.iter().any(|other| other.consumes(node))
}
