use crate::diagnostics::errors::Errors;
use crate::resolve::Resolved;

/// A pipeline has at least one node.
///
/// ```text
/// mod checkout {
///     fn user() -> User { ... }      // a plain `fn` without `#[node]` is a helper
/// }
/// ```
pub(super) fn no_nodes(pipeline: &Resolved<'_>, errors: &mut Errors) {
    let module = pipeline.module;
    // Where something could not be read, that may have been meant as a node.
    if module.nodes.is_empty() && errors.count() == 0 {
        errors.at(
            module.header.ident.span(),
            format_args!(
                "the pipeline `{}` has no nodes\nevery `async fn` in it becomes a node, and so does a plain `fn` marked `#[node]`",
                module.header.ident,
            ),
        );
    }
}
