//! Parameters that some rule objects to, so that they will be written in another way.

use super::{conditional, elements, outcome};
use crate::read::model::NodeId;
use crate::resolve::Resolved;

/// True if a parameter asks for something that its provider does not give.
pub(super) fn asks_amiss(pipeline: &Resolved<'_>, node: NodeId, param: usize) -> bool {
    conditional::at_param(pipeline, node, param).is_some()
        || outcome::at_param(pipeline, node, param).is_some()
        || elements::objection(pipeline, node, param).is_some()
}
