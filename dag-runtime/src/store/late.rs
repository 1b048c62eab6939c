//! Variables that are initialised late.

use std::panic::UnwindSafe;

/// A variable of the outer scope, set and read by the branch that has its one writer. It outlives the branch, so that
/// other values may borrow from its value.
///
/// ```
/// let mut late = dag_runtime::Late::new();
/// let text: &String = late.writer().set(String::from("a b"));
/// let words: Vec<&str> = text.split(' ').collect();
/// assert_eq!(words, ["a", "b"]);
/// assert_eq!(late.take(), "a b");
/// ```
#[derive(Debug)]
pub struct Late<T>(Option<T>);

impl<T> Late<T> {
    /// A variable without a value.
    #[inline]
    pub const fn new() -> Self {
        Self(None)
    }

    /// The writer of the variable, which is borrowed as long as the writer or the value is used.
    #[inline]
    pub fn writer(&mut self) -> LateWriter<'_, T> {
        LateWriter(self)
    }

    /// Takes the value.
    ///
    /// # Panics
    ///
    /// If it was not set.
    #[inline]
    #[track_caller]
    pub fn take(self) -> T {
        match self.0 {
            Some(value) => value,
            None => panic!("value taken from a variable before it was set"),
        }
    }
}

impl<T> Default for Late<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// Sets a [`Late`] variable, made by [`Late::writer`].
#[derive(Debug)]
pub struct LateWriter<'v, T>(&'v mut Late<T>);

impl<'v, T> LateWriter<'v, T> {
    /// Sets the value, and lends it. A value that is there already is dropped.
    #[inline]
    pub fn set(self, value: T) -> &'v T {
        self.0.0.insert(value)
    }
}

/// A run that is given up after a panic looks at no variable of its own again.
impl<T> UnwindSafe for LateWriter<'_, T> {}
