use syn::Type;

use crate::diagnostics::errors::Errors;
use crate::names;
use crate::read::model::Node;
use crate::resolve::Resolved;
use crate::types;

/// In a module to which `#[dag]` adds an `Error`, a node's own error has another name: a name from a glob gives way
/// to ours.
///
/// ```text
/// use super::*;                                      // there is a `super::Error`
/// async fn user() -> Result<User, Error>             // but this means the generated one
/// ```
pub(super) fn bare_error(pipeline: &Resolved<'_>, errors: &mut Errors) {
    let declared = pipeline.module.items.iter().flat_map(|item| &item.declares).any(|name| *name == names::ERROR);
    if declared || !pipeline.generates_error() {
        return;
    }
    for (_, node) in pipeline.module.nodes.iter().filter(|(number, _)| !pipeline.unsure(*number)) {
        if let Some(error) = bare(node) {
            errors.on(
                error,
                format_args!(
                    "`Error` is the name of the error that `#[dag]` adds to this module, so `{}` cannot mean another by it\n\
                     write where yours is, such as `super::Error`, or make it the pipeline's: `#[dag(error = super::Error)]`",
                    node.name(),
                ),
            );
        }
    }
}

/// The `Error` of a `Result<T, Error>`.
pub(super) fn bare(node: &Node) -> Option<&Type> {
    let error = node.returns.fallible.as_ref()?.error.as_ref()?;
    matches!(types::bare(error), Type::Path(path) if path.qself.is_none() && path.path.is_ident(names::ERROR))
        .then_some(error)
}
