use std::collections::BTreeSet;

use syn::Ident;

use super::amiss::asks_amiss;
use super::turn_words::{changed, changed_meanwhile};
use super::words::tried_again;
use crate::diagnostics::errors::Errors;
use crate::read::model::{Node, NodeId, Param};
use crate::read::policy::Role;
use crate::resolve::{Consumer, Entry, Obstacle, Provider, Resolved, Source, Turns, Way};
use crate::types;

/// `&mut` is for an input that is owned or a `&mut` itself and for a node's value, in turn with others: of two users of
/// which one has it as `&mut`, one is over before the other starts. The node is called once.
///
/// ```text
/// async fn cart(db: &mut Db) -> Cart
/// async fn offers(db: &mut Db) -> Offers      // beside `cart`
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
    let mut reported = BTreeSet::new();
    for entry in &pipeline.entries {
        let turns = Turns::of(pipeline, entry);
        let known = |provider: &Provider| !pipeline.doubtful(*provider) && !pipeline.on_circle(*provider);
        for provider in pipeline.providers().filter(known) {
            out_of_turn(pipeline, entry, &turns, provider, &mut reported, errors);
        }
    }
}

/// Users of a value that come in the way of those that change it: told at both.
fn out_of_turn(
    pipeline: &Resolved<'_>,
    entry: &Entry,
    turns: &Turns<'_, '_, Option<Provider>>,
    provider: Provider,
    reported: &mut BTreeSet<(NodeId, usize)>,
    errors: &mut Errors,
) {
    let consumers = entry.consumers(provider);
    for consumer in consumers.iter().filter(|consumer| turns.changes(**consumer)) {
        let Consumer::Param { node: changer, param } = *consumer else { continue };
        let node = pipeline.node(changer);
        let told = pipeline.unsure(changer) || objection(pipeline, node, &node.params[param], provider).is_some();
        let kept = |obstacle: &Obstacle| match *obstacle {
            Obstacle::Kept(other) => other != changer && turns.changes_of(provider, other),
            _ => false,
        };
        let obstacle = turns.to_changing(provider, changer).filter(|obstacle| !told && !kept(obstacle));
        let Some(obstacle) = obstacle else { continue };
        if reported.insert((changer, param)) {
            errors.on(&node.params[param].ty, changed(pipeline, provider, node, obstacle, consumers));
        }
        let Obstacle::Unordered(other) = obstacle else { continue };
        for consumer in consumers.iter().filter(|consumer| !turns.changes(**consumer)) {
            if let Consumer::Param { node: user, param } = *consumer
                && user == other
                && !asks_amiss(pipeline, user, param)
                && reported.insert((user, param))
            {
                let span = pipeline.node(user).params[param].span;
                errors.at(span, changed_meanwhile(pipeline, provider, node, user));
            }
        }
    }
}

fn objection(pipeline: &Resolved<'_>, node: &Node, param: &Param, provider: Provider) -> Option<String> {
    let source = pipeline.source(provider);
    let (name, consumer) = (source.name(), node.name());
    let owned = types::reference(&param.ty).map(|reference| types::text(&reference.elem)).unwrap_or_default();
    let provided = source.likely_type().map_or_else(|| owned.clone(), types::text);
    let elided = types::elided(&provided);
    let by_value = param.local.as_ref().map_or_else(String::new, |local| format!(", `mut {local}: {provided}`"));
    if let Some(role) = pipeline.entries.iter().find_map(|entry| entry.copied_by_option(pipeline, provider)) {
        let what = match role {
            Role::Gives(quantity) => format!("an option looks at it (`{} = {name}`)", quantity.name()),
            _ => format!("it is a condition (`when = {name}`)"),
        };
        return Some(format!(
            "`{consumer}` cannot change `{name}`: {what}\nreturn another value for those who need it"
        ));
    }
    match source {
        Source::Field(field) if field.future.is_some() => Some(format!(
            "`{consumer}` cannot change `{name}` in place: it is a future that the pipeline awaits\n\
             take the value{by_value}"
        )),
        Source::Field(field) if types::shared_references(&field.ty) > 0 => Some(format!(
            "`{consumer}` cannot change `{name}`: the input is a shared reference, `{}`\n\
             make the field of the input `&mut {owned}`, or take `&{owned}` here",
            types::text(&field.ty),
        )),
        Source::Node(_) if source.spelled_type().is_some_and(|ty| types::shared_references(ty) > 0) => Some(format!(
            "`{consumer}` cannot change `{name}`: the node gives a shared reference, `{elided}`\n\
             take `{elided}` here"
        )),
        Source::Field(_) | Source::Node(_) => lent_again(node, name),
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
