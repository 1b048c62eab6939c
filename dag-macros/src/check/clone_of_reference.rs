use crate::errors::Errors;
use crate::resolve::{Access, Pipeline};
use crate::types;

/// `#[clone]` makes a value, so its parameter is no reference.
///
/// ```text
/// async fn user() -> User
/// async fn cart(#[clone] user: &User) -> Cart     // either `&User`, or `#[clone] user: User`
/// ```
///
/// A provider that is a reference itself can be cloned as one.
pub(super) fn clone_of_reference(pipeline: &Pipeline<'_>, errors: &mut Errors) {
    for node in 0..pipeline.module.nodes.len() {
        for (param, edge) in pipeline.edges(node) {
            let (Access::Clone, Some(provider)) = (edge.access, edge.provider) else { continue };
            let (Some(place), Some(reference)) = (param.clone, types::reference(&param.ty)) else { continue };
            let source = pipeline.source(provider);
            if source.spelled_type().is_some_and(|provided| types::reference(provided).is_none()) {
                errors.at(
                    place,
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
