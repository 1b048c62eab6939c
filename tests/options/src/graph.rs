//! Graphs of nodes with options. The build script makes modules of them, the tests evaluate them.

/// The parameters of a random graph.
pub struct Kind {
    /// The name of its module.
    pub name: &'static str,
    seed: u64,
    pub(crate) nodes: usize,
    /// A node has fewer predecessors than this.
    pub(crate) predecessors: u64,
    /// Predecessors are among so many nodes before a node.
    pub(crate) reach: usize,
    /// Of a hundred nodes, so many have each of the options that are possible for them.
    pub(crate) options: u64,
    /// Of a hundred nodes, so many run for elements, those of others where they can.
    pub(crate) each: u64,
    /// A failure may end the run.
    pub(crate) fails: bool,
    /// The module has `#[dag(spawn)]`.
    pub spawns_all: bool,
    /// The output is declared, with more in it than the values that nobody consumes.
    pub declares: bool,
}

/// What `.ci/soak` adds to the seeds: other graphs at each round.
pub const ROUND: Option<&str> = option_env!("DAGWRIGHT_ROUND");

impl Kind {
    pub(crate) fn seed(&self) -> u64 {
        let round: u64 = ROUND.map_or(0, |round| round.parse().expect("DAGWRIGHT_ROUND is a number"));
        self.seed + 1000 * round
    }
}

const FREE: Kind = Kind {
    name: "free",
    seed: 60,
    nodes: 10,
    predecessors: 4,
    reach: 10,
    options: 30,
    each: 30,
    fails: false,
    spawns_all: false,
    declares: false,
};

/// All graphs.
pub const KINDS: [Kind; 15] = [
    FREE,
    Kind { name: "chain", seed: 61, predecessors: 2, reach: 1, declares: true, ..FREE },
    Kind { name: "narrow", seed: 14, nodes: 14, predecessors: 3, reach: 3, ..FREE },
    Kind { name: "dense", seed: 38, nodes: 9, predecessors: 6, ..FREE },
    Kind { name: "wide", seed: 14, nodes: 14, predecessors: 2, ..FREE },
    Kind { name: "bare", seed: 45, options: 5, each: 5, declares: true, ..FREE },
    Kind { name: "laden", seed: 56, options: 70, each: 70, ..FREE },
    Kind { name: "failing", seed: 10, fails: true, ..FREE },
    Kind { name: "failing_laden", seed: 45, options: 60, each: 60, fails: true, declares: true, ..FREE },
    Kind { name: "spawned", seed: 67, spawns_all: true, ..FREE },
    Kind { name: "spawned_laden", seed: 62, options: 60, each: 60, spawns_all: true, declares: true, ..FREE },
    Kind { name: "spawned_failing", seed: 33, fails: true, spawns_all: true, ..FREE },
    Kind { name: "elements", seed: 74, nodes: 12, predecessors: 2, options: 15, each: 85, ..FREE },
    Kind { name: "elements_failing", seed: 71, predecessors: 2, options: 15, each: 85, fails: true, ..FREE },
    Kind { name: "elements_spawned", seed: 72, options: 20, each: 85, spawns_all: true, declares: true, ..FREE },
];

/// The type of one call's value.
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

/// The way a node runs.
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

/// The way a parameter takes its value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// `&T`, or its coercion to `&str` and `&[T]`.
    Borrowed,
    /// `T`: copied, or moved to the last consumer.
    Taken,
    /// `&mut T`: in turn with the other consumers.
    Changed,
    /// `#[clone] T`
    Cloned,
}

/// The name in a condition.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Condition {
    /// The input `on` or `off`.
    Input(bool),
    /// This node.
    Node(usize),
}

/// The elements of `#[each]`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Elements {
    /// The input `items`.
    Items,
    /// This node, which itself runs for each of some elements.
    Node(usize),
}

/// The elements of the input `items`.
pub const ITEMS: [u64; 3] = [3, 20, 41];

/// A node; its index in the list is its number, and a topological order.
#[derive(Clone, Debug)]
pub struct Node {
    /// The type of one call's value.
    pub ty: Type,
    /// The way it runs.
    pub runs: Runs,
    /// The duration of an attempt that ends by itself.
    pub millis: u64,
    /// It returns a `Result`.
    pub returns_result: bool,
    /// The number of its first attempts that fail.
    pub bad_attempts: u64,
    /// The option `timeout`. With it, bad attempts take too long; without, they return an error.
    pub timeout: Option<u64>,
    /// The option `retry`: the number of attempts, and the first delay.
    pub retry: Option<(u64, u64)>,
    /// The option `fallback`.
    pub fallback: bool,
    /// The option `limit`.
    pub limited: bool,
    /// The option `when`.
    pub when: Option<Condition>,
    /// The option `after`.
    pub after: Vec<usize>,
    /// The elements it runs for, and the option `concurrency`.
    pub each: Option<(Elements, Option<usize>)>,
    /// The nodes whose values it takes, each with its form.
    pub parameters: Vec<(usize, Form)>,
    /// All consumers take its failure as a value.
    pub handled: bool,
    /// It is part of the output.
    pub output: bool,
}

impl Node {
    /// True if its failure leaves the node.
    pub fn fallible(&self) -> bool {
        (self.returns_result || self.timeout.is_some()) && !self.fallback
    }

    /// True if it is an `async fn`.
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

    /// True if `node` uses the value of `other`.
    pub(crate) fn consumes(&self, other: usize) -> bool {
        let taken = self.parameters.iter().any(|(node, _)| *node == other);
        let over = self.each.is_some_and(|(elements, _)| elements == Elements::Node(other));
        taken || over || self.when == Some(Condition::Node(other))
    }

    /// The duration of an attempt, if nobody stopped it.
    pub(crate) fn takes(&self, attempt: u64, element: u64) -> u64 {
        match self.timeout {
            Some(timeout) if attempt <= self.bad_attempts => timeout + 1,
            _ if self.asynchronous() => self.millis + element % 13,
            _ => 0,
        }
    }

    /// True if an attempt comes to an error.
    pub(crate) fn refuses(&self, attempt: u64) -> bool {
        self.returns_result && attempt <= self.bad_attempts
    }

    /// The number that the fallback of `node` makes of an error.
    pub(crate) fn instead(node: usize, error: u64) -> u64 {
        error.rotate_left(node as u32) ^ node as u64
    }
}

/// True if some node uses the value of `node`.
pub fn consumed(graph: &[Node], node: usize) -> bool {
    graph.iter().any(|other| other.consumes(node))
}
