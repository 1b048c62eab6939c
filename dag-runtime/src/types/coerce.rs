//! References on the way to a parameter that spells another type than its provider.

use std::ops::Deref;

/// A reference that coerces where it can.
///
/// The method call `(&Coerce(value)).coerce_for_node()` picks [`CoerceDeref`] for a type that can be dereferenced, so that the
/// usual coercions apply to the result; for any other type it picks the trait that is implemented behind one more
/// reference, if there is one in scope.
///
/// ```
/// use dag_runtime::{Coerce, CoerceDeref as _};
///
/// let owned = String::from("ann");
/// let borrowed: &str = (&Coerce(&owned)).coerce_for_node();
/// assert_eq!(borrowed, "ann");
/// ```
#[derive(Debug)]
pub struct Coerce<'v, T>(pub &'v T);

impl<T> Clone for Coerce<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Coerce<'_, T> {}

/// The reference as it is, for a type that can be dereferenced.
pub trait CoerceDeref<'v, T> {
    /// The reference, for as long as the value lives.
    fn coerce_for_node(&self) -> &'v T;
}

impl<'v, T: Deref> CoerceDeref<'v, T> for Coerce<'v, T> {
    fn coerce_for_node(&self) -> &'v T {
        self.0
    }
}

/// The reference as it is, for an array, which coerces to a slice.
///
/// ```
/// use dag_runtime::{Coerce, CoerceArray as _};
///
/// let sizes = [1, 2];
/// let borrowed: &[i32] = (&Coerce(&sizes)).coerce_for_node();
/// assert_eq!(borrowed.len(), 2);
/// ```
pub trait CoerceArray<'v, T> {
    /// The reference, for as long as the value lives.
    fn coerce_for_node(&self) -> &'v T;
}

impl<'v, T, const N: usize> CoerceArray<'v, [T; N]> for Coerce<'v, [T; N]> {
    fn coerce_for_node(&self) -> &'v [T; N] {
        self.0
    }
}

/// The reference as it is, for any type: the last choice, where the provider's type is only guessed.
///
/// ```
/// use dag_runtime::{Coerce, CoerceAny as _};
///
/// let borrowed: &u8 = (&Coerce(&7)).coerce_for_node();
/// assert_eq!(*borrowed, 7);
/// ```
pub trait CoerceAny<'v, T> {
    /// The reference, for as long as the value lives.
    fn coerce_for_node(self) -> &'v T;
}

impl<'v, T> CoerceAny<'v, T> for Coerce<'v, T> {
    fn coerce_for_node(self) -> &'v T {
        self.0
    }
}
