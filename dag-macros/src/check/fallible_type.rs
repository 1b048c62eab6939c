use crate::diagnostics::errors::Errors;
use crate::resolve::Resolved;
use crate::types;

/// A node that is marked `fallible` or `infallible` returns a `Result`, under whatever name.
///
/// ```text
/// #[node(fallible)]
/// async fn total() -> u64         // where would its failure be?
/// #[node(infallible)]
/// async fn count() -> u64         // nor is there one to keep
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
    for (_, node) in pipeline.module.nodes.iter().filter(|(number, _)| !pipeline.unsure(*number)) {
        // That what deals with a failure has none to deal with is another rule.
        let deals_with_it = node.given.iter().any(|given| given.option.on_failure);
        let returned = &node.returns.whole;
        if node.returns.infallible
            && !deals_with_it
            && node.policy.timeout.is_none()
            && types::is_copy(returned).is_some()
        {
            errors.on(
                &node.returns.span,
                format_args!(
                    "`{}` is marked `infallible`, but `{}` is no `Result`, so it cannot fail as it is\nleave out `infallible`",
                    node.name(),
                    types::text(returned),
                ),
            );
        }
    }
}
