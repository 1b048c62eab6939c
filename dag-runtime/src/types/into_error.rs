//! The step from a node's error to that of the run.

/// A node's error that can become the error `E` of the run. Every type for which `E` implements `From` implements it;
/// the trait is there for the error of the compiler.
///
/// ```
/// use dag_runtime::BecomesError;
///
/// let error: Box<dyn std::error::Error> = "no such user".into_error();
/// assert_eq!(error.to_string(), "no such user");
/// ```
#[diagnostic::on_unimplemented(
    message = "the error `{Self}` of this node cannot become `{E}`, the error of the pipeline",
    label = "fails with `{Self}`",
    note = "implement `From<{Self}>` for `{E}`"
)]
pub trait BecomesError<E> {
    /// The error of the run.
    fn into_error(self) -> E;
}

#[diagnostic::do_not_recommend]
impl<T, E: From<T>> BecomesError<E> for T {
    fn into_error(self) -> E {
        E::from(self)
    }
}
