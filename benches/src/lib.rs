//! The same graphs, run by dagwright, by code written out by hand, and by the crate `async_dag`.
//!
//! The contenders call the very same node functions, those of the `#[dag]` module, and differ only in what runs them.
//! `cargo bench -p dagwright-benches` compares their times; the tests compare what they compute.

#![allow(missing_docs, reason = "graphs and their nodes are documented by a picture each")]
#![allow(clippy::too_many_arguments, reason = "a node that joins many others takes the values of all of them")]

pub mod body;
pub mod contender;
pub mod graphs;
