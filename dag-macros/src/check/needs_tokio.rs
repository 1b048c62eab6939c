use crate::diagnostics::errors::Errors;
use crate::resolve::Resolved;

/// The options that need tokio are used only where dagwright has it.
///
/// ```text
/// dagwright = { version = "...", default-features = false }
///
/// #[node(timeout = "1s")]             // who would keep the time?
/// async fn user() -> User
/// ```
pub(super) fn needs_tokio(pipeline: &Resolved<'_>, errors: &mut Errors) {
    if cfg!(feature = "tokio") {
        return;
    }
    let given = pipeline.module.nodes.rows().flat_map(|node| &node.given).filter(|given| given.option.needs_tokio);
    let nodes = given.map(|given| (given.option.name, given.span));
    let module = pipeline.module.options.spawn.map(|span| ("#[dag(spawn)]", span));
    for (option, span) in nodes.chain(module) {
        errors.at(
            span,
            format_args!("`{option}` needs tokio: enable the feature `tokio` of dagwright (it is on by default)"),
        );
    }
}
