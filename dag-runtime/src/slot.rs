//! A value that several branches read.

use std::sync::OnceLock;

/// A value in the outer scope, written once by one branch and read by others afterwards.
///
/// ```
/// let slot = dag_runtime::Slot::new();
/// slot.set(String::from("a b"));
/// let words: Vec<&str> = slot.get().split(' ').collect();
/// assert_eq!(words, ["a", "b"]);
/// assert_eq!(slot.take(), "a b");
/// ```
#[derive(Debug)]
pub struct Slot<T>(OnceLock<T>);

impl<T> Slot<T> {
    /// An empty slot.
    #[inline]
    pub const fn new() -> Self {
        Self(OnceLock::new())
    }

    /// Puts the value there.
    ///
    /// # Panics
    ///
    /// If there is one already.
    #[inline]
    #[track_caller]
    pub fn set(&self, value: T) -> &T {
        if self.0.set(value).is_err() {
            set_twice();
        }
        self.get()
    }

    /// The value.
    ///
    /// # Panics
    ///
    /// If the slot is empty.
    #[inline]
    #[track_caller]
    pub fn get(&self) -> &T {
        match self.0.get() {
            Some(value) => value,
            None => empty(),
        }
    }

    /// The value, if it is there already.
    ///
    /// ```
    /// let slot = dag_runtime::Slot::new();
    /// assert_eq!(slot.peek(), None);
    /// slot.set(7);
    /// assert_eq!(slot.peek(), Some(&7));
    /// ```
    #[inline]
    pub fn peek(&self) -> Option<&T> {
        self.0.get()
    }

    /// The value, by value.
    ///
    /// # Panics
    ///
    /// If the slot is empty.
    #[inline]
    #[track_caller]
    pub fn take(self) -> T {
        match self.0.into_inner() {
            Some(value) => value,
            None => empty(),
        }
    }
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self::new()
    }
}

#[cold]
#[track_caller]
fn empty() -> ! {
    panic!("value read from a slot before it was set")
}

#[cold]
#[track_caller]
fn set_twice() -> ! {
    panic!("slot set twice")
}
