//! The far ends of edges, before and after it is known that every name has been found.

use crate::graph::ids;

ids! {
    /// The provider of a value: the fields of the input struct come first, then the nodes, each in declaration order.
    Provider,
}

/// The far end of an edge.
pub(crate) trait Link: Copy {
    fn found(self) -> Option<Provider>;
}

/// Nothing may have the name.
impl Link for Option<Provider> {
    fn found(self) -> Option<Provider> {
        self
    }
}

impl Link for Provider {
    fn found(self) -> Option<Provider> {
        Some(self)
    }
}
