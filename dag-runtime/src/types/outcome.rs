//! The parts of a `Result` type.

/// A `Result<T, E>`, whose parts can be named whatever the type is called: `io::Result<T>`, an alias in the user's
/// module, … No other type implements it.
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
    /// The type of a success.
    type Value;
    /// The type of a failure.
    type Error;

    /// The same value, as the `Result` that it is.
    ///
    /// # Errors
    ///
    /// The failure, if it is one.
    fn into_result(self) -> Result<Self::Value, Self::Error>;

    /// The `Result` as what it is called.
    fn from_result(result: Result<Self::Value, Self::Error>) -> Self;
}

/// The value in a `Result`, whatever that is called: `OkOf<io::Result<T>>` is `T`.
pub type OkOf<R> = <R as Outcome>::Value;

/// The error in a `Result`, whatever that is called: `ErrorOf<io::Result<T>>` is `io::Error`.
pub type ErrorOf<R> = <R as Outcome>::Error;

impl<T, E> Outcome for Result<T, E> {
    type Value = T;
    type Error = E;

    fn into_result(self) -> Self {
        self
    }

    fn from_result(result: Self) -> Self {
        result
    }
}
