//! The parts of a `Result` type.

/// `Result<T, E>`, of which the parts can be named whatever it is called: `io::Result<T>`,
/// an alias in the user's module, …
///
/// ```
/// use dag_runtime::Outcome;
///
/// type Value = <std::io::Result<u8> as Outcome>::Value;
/// type Error = <std::io::Result<u8> as Outcome>::Error;
/// let parsed: Result<Value, Error> = Ok(7_u8);
/// # assert_eq!(parsed.unwrap(), 7);
/// ```
#[diagnostic::on_unimplemented(
    message = "a node that can fail must return a `Result`, not `{Self}`",
    label = "this is not a `std::result::Result`"
)]
pub trait Outcome {
    /// What a success is.
    type Value;
    /// What a failure is.
    type Error;

    /// The `Result` that it is.
    ///
    /// # Errors
    ///
    /// If it is an error.
    fn into_result(self) -> Result<Self::Value, Self::Error>;
}

/// The value, or what `fallback` makes of the failure.
///
/// ```
/// fn none(error: std::num::ParseIntError) -> u8 {
///     assert_eq!(error.to_string(), "invalid digit found in string");
///     0
/// }
/// assert_eq!(dag_runtime::fall_back("seven".parse(), none), 0);
/// ```
#[inline]
pub fn fall_back<T, E>(outcome: Result<T, E>, fallback: fn(E) -> T) -> T {
    outcome.unwrap_or_else(fallback)
}

impl<T, E> Outcome for Result<T, E> {
    type Value = T;
    type Error = E;

    fn into_result(self) -> Self {
        self
    }
}
