use syn::Type;

use crate::diagnostics::errors::Errors;
use crate::read::model::{Node, Param};
use crate::resolve::{Access, Edge, Provider, Resolved, Source, Way};
use crate::types;

/// A node that runs apart from the caller borrows nothing from it, and gives nothing that borrows.
///
/// ```text
/// struct Input<'a> { text: &'a str }
/// #[node(spawn)]
/// async fn words(text: &str) -> usize     // the caller may be gone, and `text` with it
/// ```
///
/// Values that it borrows from nodes and from owned inputs are shared.
pub(super) fn detached(pipeline: &Resolved<'_>, errors: &mut Errors) {
    for (number, node) in pipeline.module.nodes.iter() {
        if !pipeline.detached(node) || misplaced(node) || pipeline.unsure(number) {
            continue;
        }
        not_sent(pipeline, node, errors);
        for (param, edge) in pipeline.judged_edges(number) {
            let Some(provider) = edge.provider.filter(|provider| !cloned_before(pipeline, *provider, param, edge))
            else {
                continue;
            };
            if let Some(message) = objection(pipeline, node, provider) {
                errors.at(param.span, message);
            }
        }
        if types::borrows(&node.returns.whole) {
            errors.on(
                &node.returns.span,
                format_args!(
                    "{}, so what it returns cannot borrow from what it takes\nreturn an owned value",
                    pipeline.runs_apart(node)
                ),
            );
        }
    }
}

/// An `Rc` that a node takes or returns cannot leave its thread. Of `#[dag(spawn)]` only the compiler knows: a node may
/// stay with the caller.
fn not_sent(pipeline: &Resolved<'_>, node: &Node, errors: &mut Errors) {
    if node.policy.spawn.is_none() && node.policy.blocking.is_none() {
        return;
    }
    let taken = node.params.iter().map(|param| (&param.ty, "takes"));
    for (ty, does) in taken.chain([(&node.returns.whole, "returns")]).filter(|(ty, _)| holds_rc(ty)) {
        errors.on(
            ty,
            format_args!(
                "{}, and the `Rc` that it {does} cannot be sent to another thread\nuse an `Arc`",
                pipeline.runs_apart(node)
            ),
        );
    }
}

/// True for `Rc<T>`, and where one is an argument or a referent: `Option<&rc::Rc<T>>`.
fn holds_rc(ty: &Type) -> bool {
    let ty = types::bare(ty);
    let referent = types::reference(ty).is_some_and(|reference| holds_rc(&reference.elem));
    referent
        || types::last_segment(ty).is_some_and(|last| last.ident == "Rc" && !last.arguments.is_none())
        || types::type_arguments(ty).any(holds_rc)
}

/// True if the caller makes a clone of the referent.
fn cloned_before(pipeline: &Resolved<'_>, provider: Provider, param: &Param, edge: Edge) -> bool {
    let provided = pipeline.source(provider).spelled_type().and_then(types::reference);
    edge.access == Access::value(Way::Clone)
        && types::reference(&param.ty).is_none()
        && provided.is_some_and(|provided| provided.mutability.is_none() && !types::borrows(&provided.elem))
}

/// True if the option is misplaced: then it is about to go.
fn misplaced(node: &Node) -> bool {
    let asynchronous = node.sig.asyncness.is_some();
    (node.policy.blocking.is_some() && asynchronous) || (node.policy.spawn.is_some() && !asynchronous)
}

fn objection(pipeline: &Resolved<'_>, node: &Node, provider: Provider) -> Option<String> {
    let apart = pipeline.runs_apart(node);
    let source = pipeline.source(provider);
    let name = source.name();
    match source {
        Source::Field(field) if types::borrows(&field.ty) => {
            let text = types::text(&field.ty);
            let owned = match types::reference(&field.ty) {
                None => "that borrows nothing".to_owned(),
                Some(reference) => {
                    let target = types::text(&reference.elem);
                    match reference.mutability {
                        Some(_) => format!("that is owned: `{name}: {target}`"),
                        None => format!("that is owned, or an `Arc`: `{name}: Arc<{target}>`"),
                    }
                }
            };
            Some(format!(
                "{apart}, so it cannot borrow from the caller, as the input `{name}: {text}` does\n\
                 give the input a field {owned}"
            ))
        }
        // One that runs apart itself is told at its own return type.
        Source::Node(lender) if types::borrows(&lender.returns.whole) && !pipeline.detached(lender) => Some(format!(
            "{apart}, so it cannot take `{name}`, which borrows: `{}`\n\
             have `{name}` return an owned value, or let `{}` run in the caller",
            types::text(&lender.returns.whole),
            node.name(),
        )),
        Source::Field(_) | Source::Node(_) => None,
    }
}
