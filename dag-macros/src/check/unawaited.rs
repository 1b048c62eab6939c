use syn::Type;

use crate::diagnostics::errors::Errors;
use crate::read::model::{Node, NodeId};
use crate::resolve::{Consumer, Resolved, Source};
use crate::types;

/// The value of a node is no future that nobody would await.
///
/// ```text
/// async fn user(id: u64) -> impl Future<Output = User>        // without `async`, and with `#[node]`, it would be awaited
/// async fn job() -> JoinHandle<Report>
/// async fn page(job: &JoinHandle<Report>) -> Page             // cannot await it
/// ```
pub(super) fn unawaited(pipeline: &Resolved<'_>, errors: &mut Errors) {
    for (number, node) in pipeline.module.nodes.iter().filter(|(number, _)| !pipeline.unsure(*number)) {
        if gives_future(pipeline, number) {
            errors.on(&node.returns.span, message(node, value(node)));
        }
    }
}

/// True if the value of a node is a future that nobody awaits.
pub(super) fn gives_future(pipeline: &Resolved<'_>, node: NodeId) -> bool {
    types::is_future(value(pipeline.node(node))) && !awaited_by_another(pipeline, node)
}

/// What a call gives, once it has succeeded.
fn value(node: &Node) -> &Type {
    let fallible = node.returns.fallible.as_ref().and_then(|fallible| fallible.value.as_ref());
    fallible.unwrap_or(&node.returns.whole)
}

/// True if a consumer asks for the future itself, so that it can await it.
fn awaited_by_another(pipeline: &Resolved<'_>, node: NodeId) -> bool {
    let provider = pipeline.node_provider(node);
    let nodes = pipeline.consumers(provider).any(|consumer| match consumer {
        Consumer::Param { node, param } => asks_for_future(&pipeline.node(node).params[param].ty),
        Consumer::Option { .. } | Consumer::Output(_) => false,
    });
    let name = Source::Node(pipeline.node(node)).name();
    let mut fields = pipeline.module.outputs.iter().flat_map(|output| &output.fields);
    nodes || fields.any(|field| field.ident == *name && asks_for_future(&field.ty))
}

/// A future by value, or by `&mut`.
fn asks_for_future(ty: &Type) -> bool {
    match types::reference(ty) {
        Some(reference) => reference.mutability.is_some() && types::is_future(&reference.elem),
        None => types::is_future(ty),
    }
}

fn message(node: &Node, value: &Type) -> String {
    let name = node.name();
    let future = if types::is_join_handle(value) { "the handle of a task" } else { "a future" };
    let output = types::future_output(value).or_else(|| types::first_argument(value).cloned());
    let output = output.map_or_else(|| "its value".to_owned(), |output| format!("`{}`", types::text(&output)));
    let otherwise = if types::is_join_handle(value) {
        "let the node itself run as a task: `#[node(spawn)]`, or `#[node(blocking)]` on a plain `fn`".to_owned()
    } else {
        format!("make `{name}` a plain `fn` marked `#[node]`, whose future is awaited")
    };
    format!(
        "the value of `{name}` is {future}, which nobody awaits\nawait it in `{name}`, and return {output}; or {otherwise}"
    )
}
