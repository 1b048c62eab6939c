use proc_macro2::Span;

use crate::diagnostics::errors::Errors;
use crate::read::model::{Node, Policy};
use crate::resolve::Pipeline;

/// An option stands on a kind of function that it means something for.
///
/// ```text
/// #[node(blocking)]
/// async fn rows(file: &File) -> Rows      // what awaits does not block: either `async` or `blocking`
/// #[node(timeout = "1s")]
/// fn title(rows: &Rows) -> String         // runs to its end at once: there is nothing to break off
/// ```
pub(super) fn misplaced_option(pipeline: &Pipeline<'_>, errors: &mut Errors) {
    for node in &pipeline.module.nodes {
        let Policy { blocking, spawn, .. } = node.policy;
        // Of the two, which contradict each other, only one will be left.
        if blocking.is_some() && spawn.is_some() {
            continue;
        }
        kind_of_function(node, errors);
        concurrency(node, errors);
    }
}

fn kind_of_function(node: &Node, errors: &mut Errors) {
    let (name, policy) = (node.name(), &node.policy);
    let asynchronous = node.sig.asyncness.is_some();
    if let Some(place) = policy.blocking.filter(|_| asynchronous) {
        errors.at(
            place,
            format_args!(
                "`blocking` is for a plain `fn`, and `{name}` is an `async fn`\n\
                 leave out `blocking`; or, if the function blocks and awaits nothing, leave out `async`"
            ),
        );
    }
    if let Some(place) = policy.spawn.filter(|_| !asynchronous) {
        errors.at(
            place,
            format_args!(
                "`spawn` is for an `async fn`, and `{name}` is a plain `fn`\n\
                 make it an `async fn`, or have it run on another thread: `#[node(blocking)]`"
            ),
        );
    }
    // What is to become of `spawn` decides about these, too.
    for (option, place) in waiting_options(node).into_iter().filter(|_| node.inline() && policy.spawn.is_none()) {
        errors.at(
            place,
            format_args!(
                "`{option}` is for a node that waits, and `{name}` is a plain `fn`, which runs to its end at once\n\
                 make it an `async fn`, or have it run on another thread: `#[node(blocking, {option}{})]`",
                if option == "retry" { "" } else { " = ..." },
            ),
        );
    }
}

fn waiting_options(node: &Node) -> Vec<(&'static str, Span)> {
    let Policy { timeout, retry, limit, .. } = &node.policy;
    let places = [
        ("timeout", timeout.as_ref().map(|timeout| timeout.span)),
        ("retry", retry.as_ref().map(|retry| retry.span)),
        ("limit", limit.as_ref().map(syn::Ident::span)),
    ];
    places.into_iter().filter_map(|(option, place)| Some((option, place?))).collect()
}

fn concurrency(node: &Node, errors: &mut Errors) {
    let Some(concurrency) = &node.policy.concurrency else { return };
    let name = node.name();
    if !node.each() {
        errors.at(
            concurrency.span,
            format_args!(
                "`concurrency` is for a node that runs for each element of a collection, and `{name}` runs once\n\
                 mark the parameter that takes an element with `#[each(items)]`, or leave out `concurrency`"
            ),
        );
    } else if node.inline() && node.policy.spawn.is_none() {
        errors.at(
            concurrency.span,
            format_args!(
                "`concurrency` is for a node that waits, and `{name}` is a plain `fn`, which takes one element after another\n\
                 leave it out, make `{name}` an `async fn`, or have it run on other threads: `#[node(blocking, concurrency = {})]`",
                concurrency.value,
            ),
        );
    }
}
