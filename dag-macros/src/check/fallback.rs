use syn::ext::IdentExt;

use crate::diagnostics::errors::Errors;
use crate::resolve::Resolved;

/// A fallback is a function that makes a value of a failure, and no node.
///
/// ```text
/// #[node(fallback = default_page)]
/// async fn page() -> Result<Page, PageError>
/// async fn default_page(error: PageError) -> Page     // a plain `fn`
/// ```
pub(super) fn fallback(pipeline: &Resolved<'_>, errors: &mut Errors) {
    for node in pipeline.module.nodes.rows() {
        let Some(name) = node.policy.fallback.as_ref().and_then(|path| path.get_ident()) else { continue };
        if pipeline.module.nodes.rows().any(|other| other.name().unraw() == name.unraw()) {
            errors.at(
                name.span(),
                format_args!(
                    "`{name}` is a node; the fallback of `{}` is a plain function that makes a value of the failure\n\
                     write `fn {name}(error: ...) -> ...`, without `async` and without `#[node]`",
                    node.name(),
                ),
            );
        }
    }
}
