//! The schedule of a run within one process: which calls follow each other, run side by side or wait for each other,
//! in which coroutines, and where their values live. Pure: knows ids, not syntax.

pub(crate) mod layout;
pub(crate) mod plan;
pub(crate) mod share;
