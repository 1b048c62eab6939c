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
pub fn fall_back<T, E>(outcome: Result<T, E>, fallback: fn(E) -> T) -> T {
    outcome.unwrap_or_else(fallback)
}
