use crate::diagnostics::errors::Errors;
use crate::names;
use crate::resolve::Resolved;

/// Every node that can fail has a variant of the generated error to itself.
///
/// ```text
/// async fn day_end() -> Result<u64, io::Error>       // Error::DayEnd
/// async fn day__end() -> Result<u64, io::Error>      // this one, too
///
/// async fn timeout() -> Result<Limit, io::Error>      // Error::Timeout
/// #[node(timeout = "1s")]
/// async fn user() -> Result<User, sqlx::Error>        // its timeout is one, too
/// ```
pub(super) fn error_variants(pipeline: &Resolved<'_>, errors: &mut Errors) {
    if !pipeline.generates_error() {
        return;
    }
    let failing: Vec<_> =
        pipeline.failing().filter(|(provider, _)| !pipeline.doubtful(*provider)).map(|(_, source)| source).collect();
    let late = failing.iter().find(|source| source.timeout_that_may_stay().is_some());
    let failing: Vec<_> = failing.iter().map(|source| source.name()).collect();
    let called_so = failing.iter().find(|name| names::variant(name) == names::TIMEOUT);
    if let (Some(late), Some(name)) = (late, called_so) {
        errors.at(
            name.span(),
            format_args!(
                "the failure of `{name}` would be called `Error::Timeout`, as a timeout of `{}` is, which may be no error \
                 of its own\nrename `{name}`, or use an error type of your own: `#[dag(error = AppError)]`",
                late.name(),
            ),
        );
    }
    for (number, second) in failing.iter().enumerate() {
        let variant = names::variant(second);
        let Some(first) = failing[..number].iter().find(|first| names::variant(first) == variant) else { continue };
        if first != second {
            errors.at(
                second.span(),
                format_args!(
                    "the failures of `{first}` and `{second}` would both be called `Error::{variant}`\n\
                     rename one of them, or use an error type of your own: `#[dag(error = AppError)]`",
                ),
            );
        }
    }
}
