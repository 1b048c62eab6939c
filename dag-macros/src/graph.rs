//! Directed graphs over typed indices, and the questions the macro asks about them.
//!
//! Nothing here knows nodes of a module. Every answer is a function of the graph alone: of several right answers, the
//! smallest index decides, so that the same source always expands to the same code.

mod acyclic;
mod cycles;
mod directed;
mod ids;
mod reachability;
#[cfg(test)]
mod tests;

pub(crate) use acyclic::Acyclic;
pub(crate) use directed::Graph;
pub(crate) use ids::{Id, Table, ids};
pub(crate) use reachability::Reachability;
