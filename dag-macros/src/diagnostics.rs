//! Messages: collected so that one build reports them all, and worded alike.

pub(crate) mod aliases;
pub(crate) mod errors;
pub(crate) mod suggest;
pub(crate) mod warnings;
