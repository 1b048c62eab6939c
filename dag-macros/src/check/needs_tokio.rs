use proc_macro2::Span;

use crate::diagnostics::errors::Errors;
use crate::read::model::Policy;
use crate::resolve::Pipeline;

/// What needs tokio is used only where dagwright has it.
///
/// ```text
/// dagwright = { version = "...", default-features = false }
///
/// #[node(timeout = "1s")]             // who would keep the time?
/// async fn user() -> User
/// ```
pub(super) fn needs_tokio(pipeline: &Pipeline<'_>, errors: &mut Errors) {
    if cfg!(feature = "tokio") {
        return;
    }
    let nodes = pipeline.module.nodes.iter().flat_map(|node| used(&node.policy));
    let module = pipeline.module.options.spawn.map(|place| ("#[dag(spawn)]", place));
    for (option, place) in nodes.chain(module) {
        errors.at(
            place,
            format_args!("`{option}` needs tokio: enable the feature `tokio` of dagwright (it is on by default)"),
        );
    }
}

fn used(policy: &Policy) -> impl Iterator<Item = (&'static str, Span)> {
    let Policy { blocking, spawn, timeout, retry, limit, .. } = policy;
    let places = [
        ("blocking", *blocking),
        ("spawn", *spawn),
        ("timeout", timeout.as_ref().map(|timeout| timeout.span)),
        ("retry", retry.as_ref().map(|retry| retry.span)),
        ("limit", limit.as_ref().map(syn::Ident::span)),
    ];
    places.into_iter().filter_map(|(option, place)| Some((option, place?)))
}
