//! The common parts of the tests of random pipelines with options: the graphs, a straightforward evaluation of them,
//! the values that nodes hand on, and the log that they write.

mod evaluation;
pub mod graph;
mod log;
pub mod random;
mod value;

pub use evaluation::{Ending, Expected, evaluate};
pub use log::{Log, Start, instead, sendable};
pub use value::{Digest, Fail, Tracked, digest, mix};
