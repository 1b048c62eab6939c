//! The common parts of the tests of random pipelines: the table of a graph, a straightforward evaluation of it, and the
//! log that the pipeline's nodes write.

mod evaluation;
mod log;

pub use evaluation::{Expected, evaluate};
pub use log::Log;

/// A node of a graph; its index in the table is its position in the declared order.
pub struct Node {
    /// It is a plain function.
    pub inline: bool,
    /// The time it takes.
    pub millis: u64,
    /// It could fail.
    pub fallible: bool,
    /// It starts only when every node that could fail and comes after no commit has succeeded.
    pub commit: bool,
    /// The nodes whose values it takes.
    pub predecessors: &'static [usize],
}

/// The error of nodes that could fail.
#[derive(Debug)]
pub struct Refused;

impl std::fmt::Display for Refused {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("refused")
    }
}

impl std::error::Error for Refused {}

/// A future that may go to another thread.
pub fn sendable<F: Future + Send>(future: F) -> F {
    future
}

/// The value of a node, from those of its predecessors; no two orders of them give the same.
///
/// ```
/// use dagwright_random_graphs::mix;
/// assert_ne!(mix(1, &[2, 3]), mix(1, &[3, 2]));
/// ```
pub fn mix(node: usize, arguments: &[u64]) -> u64 {
    let step = |value: u64, argument: &u64| (value.rotate_left(7) ^ argument).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    arguments.iter().fold(node as u64 + 1, step)
}
