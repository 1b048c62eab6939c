use syn::Ident;

use super::amiss::asks_amiss;
use super::words::tried_again;
use crate::diagnostics::errors::Errors;
use crate::read::model::{Node, Param};
use crate::resolve::{Provider, Resolved, Source, Way};
use crate::types;

/// `&mut` is for an input that has one consumer, which is called once, and is owned or a `&mut` itself.
///
/// ```text
/// async fn user() -> User
/// async fn cart(user: &mut User) -> Cart      // a node's value, which others may be looking at
/// ```
pub(super) fn mutable_borrow(pipeline: &Resolved<'_>, errors: &mut Errors) {
    for (number, node) in pipeline.module.nodes.iter() {
        for (index, (param, edge)) in pipeline.judged_edges(number).enumerate() {
            if let (Way::BorrowMut, Some(provider)) = (edge.access.way, edge.provider)
                && let Some(message) = objection(pipeline, node, param, provider)
            {
                errors.on(&param.ty, message);
            } else if param.each.is_some() && types::is_mut_reference(&param.ty) && !asks_amiss(pipeline, number, index)
            {
                errors.on(&param.ty, element(node, param));
            }
        }
    }
}

fn objection(pipeline: &Resolved<'_>, node: &Node, param: &Param, provider: Provider) -> Option<String> {
    let source = pipeline.source(provider);
    let (name, consumer) = (source.name(), node.name());
    let owned = types::reference(&param.ty).map(|reference| types::text(&reference.elem)).unwrap_or_default();
    let provided = source.likely_type().map_or_else(|| owned.clone(), types::text);
    let by_value = param.local.as_ref().map_or_else(String::new, |local| format!(", `mut {local}: {provided}`"));
    match source {
        Source::Node(_) => Some(format!(
            "`{consumer}` cannot change `{name}` in place: only an input can be lent as `&mut`, and `{name}` is a node\n\
             take the value{by_value}; if others use it too, with `#[clone]` in front"
        )),
        Source::Field(field) if field.future => Some(format!(
            "`{consumer}` cannot change `{name}` in place: it is a future that the pipeline awaits\n\
             take the value{by_value}"
        )),
        Source::Field(field) if types::shared_references(&field.ty) > 0 => Some(format!(
            "`{consumer}` cannot change `{name}`: the input is a shared reference, `{}`\n\
             make the field of the input `&mut {owned}`, or take `&{owned}` here",
            types::text(&field.ty),
        )),
        Source::Field(_) => shared(pipeline, node, provider)
            .map(|others| {
                format!(
                    "`{consumer}` takes `{name}` as `&mut`, but {others} it too\n\
                     an input that is changed has one consumer; have it return what the others need"
                )
            })
            .or_else(|| lent_again(node, name)),
    }
}

/// An element of a collection that others may be looking at.
fn element(node: &Node, param: &Param) -> String {
    let consumer = node.name();
    let all = param.from.as_ref().map_or_else(|| "items".to_owned(), ToString::to_string);
    let local = param.local.as_ref().map_or_else(|| "item".to_owned(), ToString::to_string);
    let owned = types::reference(&param.ty).map(|reference| types::text(&reference.elem)).unwrap_or_default();
    format!(
        "`{consumer}` cannot change the elements of `{all}` in place\n\
         take them, `#[each({all})] mut {local}: {owned}`, and return what has become of each; if others use `{all}` too, with `#[clone]` in front"
    )
}

/// A node that is called more than once, and may be so before an earlier call has ended.
fn lent_again(node: &Node, name: &Ident) -> Option<String> {
    let consumer = node.name();
    let why = match (tried_again(node), node.each() && !node.inline()) {
        (_, true) => "runs for many elements at once (`#[each]`)",
        (true, false) => "may be tried again (`retry`)",
        (false, false) => return None,
    };
    Some(format!(
        "`{consumer}` {why}, so it cannot have `{name}` as `&mut`\n\
         take `&`, and put what changes behind a lock or an atomic"
    ))
}

/// The other users of the value, if an entry point has any.
fn shared(pipeline: &Resolved<'_>, node: &Node, provider: Provider) -> Option<String> {
    let lists = pipeline.entries.iter().map(|entry| entry.consumers(provider));
    let shared = lists.into_iter().find(|consumers| consumers.len() > 1)?;
    Some(pipeline.other_consumers(shared, node))
}
