//! The users of values.

use crate::read::model::NodeId;

/// A user of a value within an entry point.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Consumer {
    /// The parameter of a node, by its index.
    Param { node: NodeId, param: usize },
    /// An option of a node, which looks at the value.
    Option { node: NodeId },
    /// The field of the output, by its index.
    Output(usize),
}
