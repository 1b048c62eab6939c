//! A reference on its way to a parameter that spells another type than its provider.

use std::ops::Deref;

/// A reference that coerces where it can.
///
/// The method call `(&Lend(value)).lend()` picks [`LendDeref`] for a type that can be dereferenced, so that the
/// usual coercions apply to the result; for any other it picks what is implemented behind one more reference.
///
/// ```
/// use dag_runtime::{Lend, LendDeref as _};
///
/// let owned = String::from("ann");
/// let lent: &str = (&Lend(&owned)).lend();
/// assert_eq!(lent, "ann");
/// ```
#[derive(Debug)]
pub struct Lend<'v, T>(pub &'v T);

/// Lends what can be dereferenced, as it is.
pub trait LendDeref<'v, T> {
    /// The reference, for as long as the value lives.
    fn lend(&self) -> &'v T;
}

impl<'v, T: Deref> LendDeref<'v, T> for Lend<'v, T> {
    fn lend(&self) -> &'v T {
        self.0
    }
}
