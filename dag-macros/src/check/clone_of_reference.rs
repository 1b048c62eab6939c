use crate::diagnostics::errors::Errors;
use crate::resolve::Resolved;
use crate::types;

/// `#[clone]` makes a value, so its parameter is no reference.
///
/// ```text
/// async fn user() -> User
/// async fn cart(#[clone] user: &User) -> Cart     // either `&User`, or `#[clone] user: User`
/// ```
///
/// A provider that is a reference itself can be cloned as one.
pub(super) fn clone_of_reference(pipeline: &Resolved<'_>, errors: &mut Errors) {
    for node in pipeline.module.nodes.ids() {
        for (param, edge) in pipeline.judged_edges(node) {
            let (Some(span), Some(provider)) = (param.clone, edge.provider) else { continue };
            let Some(reference) = types::reference(&param.ty) else { continue };
            let provided = pipeline.source(provider).spelled_type();
            let cloned = match provided {
                Some(provided) if param.each.is_some() => types::element(provided),
                provided => provided.cloned(),
            };
            if cloned.is_some_and(|cloned| param.each.is_some() || types::reference(&cloned).is_none()) {
                errors.at(
                    span,
                    format_args!(
                        "`#[clone]` makes a value of its own, but the parameter asks for a reference\n\
                         leave out `#[clone]`, or ask for `{}`",
                        types::text(&reference.elem),
                    ),
                );
            }
        }
    }
}
