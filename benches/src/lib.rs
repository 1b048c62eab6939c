//! The same graphs, run by dagwright, by code written out by hand, and by other crates.
//!
//! The contenders that are written for one graph call the very same node functions, those of the `#[dag]` module; those that
//! read the graph as data call the functions behind these. `README.md` says how to have them compared.

#![allow(missing_docs, reason = "graphs and their nodes are documented by a picture each")]
#![allow(clippy::too_many_arguments, reason = "a node that joins many others takes the values of all of them")]
#![allow(clippy::manual_async_fn, reason = "an async fn would keep the node's number in every future, used or not")]

pub mod body;
pub mod contender;
pub mod graphs;
pub mod peers;
pub mod report;

pub mod shape;
