//! Values of nodes that were skipped, shared, or are needed no more.

use std::sync::Arc;

/// The value of a node that has run: `None` cannot be, since only nodes that were skipped with it would read it.
///
/// ```
/// assert_eq!(dag_runtime::ran(Some(7)), 7);
/// ```
///
/// # Panics
///
/// If it has not run after all.
#[inline]
#[track_caller]
pub fn ran<T>(value: Option<T>) -> T {
    match value {
        Some(value) => value,
        None => skipped(),
    }
}

/// Ends a value's life, when its last consumer is done.
///
/// ```
/// dag_runtime::free(vec![0; 1_000_000]);
/// ```
#[inline]
pub fn free<T>(value: T) {
    // Not the values themselves are dropped by name: lints would ask what for, where they are copies or references.
    drop(value);
}

/// The value back from behind its `Arc`, once nobody shares it any more.
///
/// ```
/// use std::sync::Arc;
///
/// assert_eq!(dag_runtime::unshare(Arc::new(String::from("cart"))), "cart");
/// ```
///
/// # Panics
///
/// If somebody still does.
#[inline]
#[track_caller]
pub fn unshare<T>(shared: Arc<T>) -> T {
    match Arc::into_inner(shared) {
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
