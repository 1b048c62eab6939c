//! What the nodes of the matrices share.

pub mod given;
pub mod log;
