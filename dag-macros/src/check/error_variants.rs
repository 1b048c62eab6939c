use crate::diagnostics::errors::Errors;
use crate::names;
use crate::resolve::Resolved;

/// Every node that can fail has a variant of the generated error to itself.
///
/// ```text
/// async fn day_end() -> Result<u64, io::Error>       // Error::DayEnd
/// async fn day__end() -> Result<u64, io::Error>      // this one, too
/// ```
pub(super) fn error_variants(pipeline: &Resolved<'_>, errors: &mut Errors) {
    if !pipeline.generates_error() {
        return;
    }
    let failing: Vec<_> =
        pipeline.failing().filter(|(provider, _)| !pipeline.doubtful(*provider)).map(|(_, node)| node.name()).collect();
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
