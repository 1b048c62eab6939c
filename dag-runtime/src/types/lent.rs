//! References on the way to a parameter that spells another type than its provider.
//!
//! The method call `(&Lent(&value)).kind_for_node()` picks [`LentCoerced`] for a type that can be dereferenced, so that the
//! compiler coerces the reference, and [`LentPlain`] for any other.
//!
//! ```
//! use dag_runtime::lent::*;
//!
//! let coerced: Coerced = (&Lent(&String::from("ann"))).kind_for_node();
//! let plain: Plain = (&Lent(&7)).kind_for_node();
//! # let _ = (coerced, plain);
//! ```

use std::ops::Deref;

/// A reference to a value that is lent.
#[derive(Debug)]
pub struct Lent<'v, T: ?Sized>(pub &'v T);

/// A reference that the compiler may coerce to another.
#[derive(Clone, Copy, Debug)]
pub struct Coerced;

/// A reference that fits only where its very type is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Plain;

/// The kind of a reference to something that can be dereferenced.
pub trait LentCoerced {
    /// The mark of this kind.
    fn kind_for_node(&self) -> Coerced {
        Coerced
    }
}

impl<T: Deref + ?Sized> LentCoerced for Lent<'_, T> {}

/// The kind of any other reference.
pub trait LentPlain {
    /// The mark of this kind.
    fn kind_for_node(&self) -> Plain {
        Plain
    }
}

impl<T: ?Sized> LentPlain for &Lent<'_, T> {}

/// In scope where a slice is asked for.
pub mod arrays {
    use super::{Coerced, Lent};

    /// The kind of a reference to an array, which coerces to a slice.
    ///
    /// ```
    /// use dag_runtime::lent::arrays::*;
    /// use dag_runtime::lent::*;
    ///
    /// let coerced: Coerced = (&Lent(&[1, 2])).kind_for_node();
    /// # let _ = coerced;
    /// ```
    pub trait LentArray {
        /// The mark of this kind.
        fn kind_for_node(&self) -> Coerced {
            Coerced
        }
    }

    impl<T, const N: usize> LentArray for Lent<'_, [T; N]> {}
}
