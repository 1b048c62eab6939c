//! A value that goes from one branch to another.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// A value in the outer scope that one branch puts down and another takes by value. Other than a
/// [`Slot`](crate::Slot) it can be shared between threads as soon as its value can be sent.
///
/// ```
/// let handoff = dag_runtime::Handoff::new();
/// handoff.put(String::from("cart"));
/// assert_eq!(handoff.take(), "cart");
/// ```
#[derive(Debug)]
pub struct Handoff<T>(Mutex<Option<T>>);

impl<T> Handoff<T> {
    /// Nothing to hand over yet.
    #[inline]
    pub const fn new() -> Self {
        Self(Mutex::new(None))
    }

    /// Puts the value down.
    #[inline]
    pub fn put(&self, value: T) {
        let before = self.lock().replace(value);
        debug_assert!(before.is_none(), "value handed over before the last one was taken");
    }

    /// Takes the value.
    ///
    /// # Panics
    ///
    /// If there is none.
    #[inline]
    #[track_caller]
    pub fn take(&self) -> T {
        let value = self.lock().take();
        match value {
            Some(value) => value,
            None => panic!("value taken before it was handed over"),
        }
    }

    /// No code of the user's runs under the lock, so it is never left in disorder.
    #[inline]
    fn lock(&self) -> MutexGuard<'_, Option<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Default for Handoff<T> {
    fn default() -> Self {
        Self::new()
    }
}
