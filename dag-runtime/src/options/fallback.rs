//! The option `fallback`: a value instead of a failure.

/// The value, or the one that `fallback` makes of the failure.
///
/// ```
/// fn none(error: std::num::ParseIntError) -> u8 {
///     assert_eq!(error.to_string(), "invalid digit found in string");
///     0
/// }
/// assert_eq!(dag_runtime::fall_back("seven".parse(), none), 0);
/// ```
#[inline]
pub fn fall_back<T, E>(outcome: Result<T, E>, fallback: impl Fallback<E, T>) -> T {
    outcome.unwrap_or_else(|error| fallback.value(error))
}

/// A function that makes a value of a failure. Every such function implements it; the trait is there for the error of
/// the compiler.
///
/// ```
/// use dag_runtime::Fallback;
///
/// assert_eq!(str::len.value("busy"), 4);
/// ```
#[diagnostic::on_unimplemented(
    message = "the fallback of this node is a function `fn({E}) -> {T}`",
    label = "not a function `fn({E}) -> {T}`",
    note = "it makes a value, `{T}`, of the failure, `{E}`"
)]
pub trait Fallback<E, T> {
    /// The value in place of the failure.
    fn value(self, error: E) -> T;
}

#[diagnostic::do_not_recommend]
impl<F: FnOnce(E) -> T, E, T> Fallback<E, T> for F {
    fn value(self, error: E) -> T {
        self(error)
    }
}

/// The future without its output: that of a function that never returns has a type without a name.
///
/// ```
/// # futures::executor::block_on(async {
/// dag_runtime::without_value(async { 7 }).await;
/// # });
/// ```
pub async fn without_value<F: Future>(future: F) {
    future.await;
}
