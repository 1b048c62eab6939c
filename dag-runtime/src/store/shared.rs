//! Ends of the values of nodes: of nodes that may be skipped, that tasks share, and that are not needed any more.

use std::sync::Arc;

/// The value of a node that may be skipped but has run. `None` cannot be: the only readers it would have were skipped
/// with it.
///
/// ```
/// assert_eq!(dag_runtime::ran(Some(7)), 7);
/// ```
///
/// # Panics
///
/// If the value is `None`.
#[inline]
#[track_caller]
pub fn ran<T>(value: Option<T>) -> T {
    match value {
        Some(value) => value,
        None => skipped(),
    }
}

/// Drops a value whose last consumer is done.
///
/// ```
/// dag_runtime::free(vec![0; 1_000_000]);
/// ```
#[inline]
pub fn free<T>(value: T) {
    // Generated code calls this instead of `drop`: lints would object to `drop` of a copy or a reference.
    drop(value);
}

/// Takes a value out of its `Arc`, once nobody shares it any more.
///
/// ```
/// use std::sync::Arc;
///
/// assert_eq!(dag_runtime::unshare(Arc::new(String::from("cart"))), "cart");
/// ```
///
/// # Panics
///
/// If somebody still shares it.
#[inline]
#[track_caller]
pub fn unshare<T>(shared: Arc<T>) -> T {
    match Arc::into_inner(shared) {
        Some(value) => value,
        None => still_shared(),
    }
}

/// Lends a value in an `Arc` to somebody who changes it, once nobody shares it any more.
///
/// ```
/// use std::sync::Arc;
///
/// let mut cart = Arc::new(String::from("cart"));
/// dag_runtime::unshared_mut(&mut cart).push('s');
/// assert_eq!(*cart, "carts");
/// ```
///
/// # Panics
///
/// If somebody still shares it.
#[inline]
#[track_caller]
pub fn unshared_mut<T>(shared: &mut Arc<T>) -> &mut T {
    match Arc::get_mut(shared) {
        Some(value) => value,
        None => still_shared(),
    }
}

#[cold]
#[track_caller]
fn skipped() -> ! {
    panic!("value read of a node that was skipped")
}

#[cold]
#[track_caller]
fn still_shared() -> ! {
    panic!("value taken while another task still shared it")
}
