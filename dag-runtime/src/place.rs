//! A value that one branch owns.

/// A value in the outer scope, written and read by the branch that borrows it exclusively; it
/// outlives the branch, so that other values may borrow from it.
///
/// ```
/// let mut place = dag_runtime::Place::new();
/// let text: &String = place.set(String::from("a b"));
/// let words: Vec<&str> = text.split(' ').collect();
/// assert_eq!(words, ["a", "b"]);
/// assert_eq!(place.take(), "a b");
/// ```
#[derive(Debug)]
pub struct Place<T>(Option<T>);

impl<T> Place<T> {
    /// An empty place.
    #[inline]
    pub const fn new() -> Self {
        Self(None)
    }

    /// Puts the value there, for as long as the place is borrowed.
    #[inline]
    pub fn set(&mut self, value: T) -> &T {
        self.0.insert(value)
    }

    /// The value.
    ///
    /// # Panics
    ///
    /// If the place is empty.
    #[inline]
    #[track_caller]
    pub fn take(self) -> T {
        match self.0 {
            Some(value) => value,
            None => panic!("value taken from a place before it was set"),
        }
    }
}

impl<T> Default for Place<T> {
    fn default() -> Self {
        Self::new()
    }
}
