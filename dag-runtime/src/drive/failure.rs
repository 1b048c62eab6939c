//! The failure that ends a run early.

/// The error of a node, with the node's position in the order of declaration: when several nodes fail at the same
/// wake-up, the one declared first is reported.
///
/// ```
/// use dag_runtime::Failure;
///
/// let late = Failure::new(4, "no stock");
/// let early = Failure::new(1, "no user");
/// assert_eq!(late.or_earlier(early).error, "no user");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failure<E> {
    /// The node's index in the order of declaration.
    pub node: usize,
    /// The node's error.
    pub error: E,
}

impl<E> Failure<E> {
    /// The failure of node number `node`.
    #[inline]
    pub fn new(node: usize, error: E) -> Self {
        Self { node, error }
    }

    /// The one of two whose node is declared first; `self` if both are of one node.
    #[inline]
    pub fn or_earlier(self, other: Self) -> Self {
        if other.node < self.node { other } else { self }
    }
}
