use crate::diagnostics::errors::Errors;
use crate::resolve::Resolved;
use crate::types;

/// A node that is marked `fallible` returns a `Result`, under whatever name.
///
/// ```text
/// #[node(fallible)]
/// async fn total() -> u64         // where would its failure be?
/// ```
pub(super) fn fallible_type(pipeline: &Resolved<'_>, errors: &mut Errors) {
    for node in pipeline.module.nodes.rows().filter(|node| node.returns.no_result) {
        errors.on(&node.returns.span, "a fallible node returns a `Result`, or an alias of it");
    }
    for node in pipeline.module.nodes.rows().filter(|node| node.returns.fallible.is_some()) {
        let returned = &node.returns.whole;
        if types::is_copy(returned).is_some() {
            errors.on(
                &node.returns.span,
                format_args!(
                    "`{}` is marked `fallible`, but `{}` is no `Result`\nreturn a `Result`, or an alias of it, or leave out `fallible`",
                    node.name(),
                    types::text(returned),
                ),
            );
        }
    }
}
