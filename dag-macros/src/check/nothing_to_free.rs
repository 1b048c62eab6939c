use crate::diagnostics::errors::Errors;
use crate::resolve::Resolved;
use crate::types;

/// A node whose value may be freed has one.
///
/// ```text
/// #[node(free)]
/// async fn clean(folder: &Folder)     // gives nothing: it is the node `folder` that may say `free`
/// ```
///
/// A value that would be freed anyway, or is taken by its consumer or the output, may say so all the same.
pub(super) fn nothing_to_free(pipeline: &Resolved<'_>, errors: &mut Errors) {
    for (number, node) in pipeline.module.nodes.iter() {
        let value = node.returns.value.as_ref();
        let Some(span) = node.policy.free.filter(|_| value.is_some_and(types::is_unit)) else { continue };
        if pipeline.unsure(number) {
            continue;
        }
        let message = format!(
            "`free` lets the value of a node end early, and `{}` gives none\n\
             leave it out, or mark the node whose value is to end as soon as its last consumer is done",
            node.name()
        );
        errors.at(span, message);
    }
}
