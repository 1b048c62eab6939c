use syn::ext::IdentExt;
use syn::{Signature, Type};

use crate::diagnostics::errors::Errors;
use crate::read::model::{FallibleTypes, Node};
use crate::resolve::Resolved;
use crate::types;

/// A fallback is a function that makes a value of a failure, and no node.
///
/// ```text
/// #[node(fallback = default_page)]
/// async fn page() -> Result<Page, PageError>
/// async fn default_page(error: PageError) -> Page     // a plain `fn`
/// fn default_page() -> Page                           // of the failure: `error: PageError`
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
        let mut helpers = pipeline.module.helpers.iter();
        if let Some(helper) = helpers.find(|helper| helper.ident.unraw() == name.unraw())
            && let Some(message) = objection(node, &helper.sig)
        {
            errors.at(name.span(), message);
        }
    }
}

/// The objection to a function of the module as a fallback. Its types are for the compiler to compare.
fn objection(node: &Node, sig: &Signature) -> Option<String> {
    let amiss = match (sig.asyncness, sig.inputs.len()) {
        (Some(_), _) => "is an `async fn`".to_owned(),
        (None, 1) => return None,
        (None, 0) => "takes nothing".to_owned(),
        (None, many) => format!("takes {many} arguments"),
    };
    let (error, value) = match &node.returns.fallible {
        Some(FallibleTypes { value, error, .. }) => (error.as_ref(), value.as_ref()),
        None => (None, None),
    };
    let text = |ty: Option<&Type>| ty.map_or_else(|| "...".to_owned(), types::text);
    let (name, fallback) = (node.name(), &sig.ident);
    Some(format!(
        "the fallback of `{name}` is a plain function of its failure, and `{fallback}` {amiss}\n\
         write `fn {fallback}(error: {}) -> {}`",
        text(error),
        text(value),
    ))
}
