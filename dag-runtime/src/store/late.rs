//! Variables that are initialised late.

/// A variable of the outer scope, set and read by the branch that borrows it exclusively. It outlives the branch, so
/// that other values may borrow from its value.
///
/// ```
/// let mut late = dag_runtime::Late::new();
/// let text: &String = late.set(String::from("a b"));
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

    /// Sets the value, and lends it for as long as the variable is borrowed. A value that is there already is dropped.
    #[inline]
    pub fn set(&mut self, value: T) -> &T {
        self.0.insert(value)
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
