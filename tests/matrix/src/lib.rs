//! The common items of the matrices' nodes.

pub mod given;
pub mod log;
