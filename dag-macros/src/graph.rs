//! Directed graphs over typed indices, and the questions the macro asks about them.
//!
//! Nothing here knows what a node is. Every answer is a function of the graph alone: where several answers would do,
//! the smallest index decides, so that the same source always expands to the same code.

mod acyclic;
mod directed;
mod ids;
mod reachability;
#[cfg(test)]
mod tests;

pub(crate) use acyclic::Acyclic;
pub(crate) use directed::Graph;
pub(crate) use ids::{Id, Table, ids};
pub(crate) use reachability::Reachability;
