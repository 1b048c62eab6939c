//! Results under another name that nobody has said to be such.

/// Asks what a value is: `(&&Unmarked(&value)).check()`, with both traits in scope, does not compile for a `Result`.
///
/// ```
/// use dag_runtime::{ResultByAnotherName as _, Unmarked, Value as _};
///
/// (&&Unmarked(&7)).check();
/// ```
///
/// ```compile_fail
/// use dag_runtime::{ResultByAnotherName as _, Unmarked, Value as _};
///
/// (&&Unmarked(&"seven".parse::<u8>())).check();
/// ```
#[derive(Debug)]
pub struct Unmarked<'v, T>(pub &'v T);

/// For a `Result`, which no node should give by mistake.
pub trait ResultByAnotherName {
    /// Cannot be called.
    fn check(&self)
    where
        Self: Marked;
}

impl<T, E> ResultByAnotherName for &Unmarked<'_, Result<T, E>> {
    fn check(&self)
    where
        Self: Marked,
    {
    }
}

/// For everything else.
pub trait Value {
    /// Nothing to be said.
    fn check(&self);
}

impl<T> Value for Unmarked<'_, T> {
    fn check(&self) {}
}

/// What nothing is.
#[diagnostic::on_unimplemented(
    message = "this node returns a `Result` under another name, so its failures count as values",
    label = "this is a `Result`",
    note = "mark the node `#[node(fallible)]`, or `#[node(infallible)]` if its `Result` is to be the value"
)]
pub trait Marked {}
