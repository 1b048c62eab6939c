use proc_macro2::Span;
use quote::quote;

use crate::diagnostics::errors::Errors;
use crate::diagnostics::suggest::list;
use crate::read::amount::Amount;
use crate::read::model::Node;
use crate::read::policy::{Executor, GivenOption, StandsOn};
use crate::resolve::Resolved;

/// An option stands on a kind of function that it means something for.
///
/// ```text
/// #[node(blocking)]
/// async fn rows(file: &File) -> Rows      // what awaits does not block: either `async` or `blocking`
/// #[node(timeout = "1s")]
/// fn title(rows: &Rows) -> String         // runs to its end at once: there is nothing to break off
/// ```
pub(super) fn misplaced_option(pipeline: &Resolved<'_>, errors: &mut Errors) {
    for (_, node) in pipeline.module.nodes.iter().filter(|(number, _)| !pipeline.unsure(*number)) {
        for given in &node.given {
            check(node, given, errors);
        }
    }
}

fn check(node: &Node, given: &GivenOption, errors: &mut Errors) {
    let (name, option, span) = (node.name(), given.option.name, given.span);
    let asynchronous = node.sig.asyncness.is_some();
    // The fate of `spawn` decides about the options of nodes that wait, too.
    let never_waits = node.inline() && node.policy.spawn.is_none();
    let named = node.policy.spawn.as_ref().and_then(Executor::name);
    match given.option.stands_on {
        StandsOn::Plain if asynchronous => errors.at(
            span,
            format_args!(
                "`{option}` is for a plain `fn`, and `{name}` {}\n\
                 leave out `{option}`; or, if the function blocks and awaits nothing, {}",
                if node.awaited { "returns a future" } else { "is an `async fn`" },
                if node.awaited { "return the value itself" } else { "leave out `async`" },
            ),
        ),
        StandsOn::Async if !asynchronous => errors.at(
            span,
            format_args!(
                "`{option}` is for an `async fn`, and `{name}` is a plain `fn`\n\
                 make it an `async fn`, or have it run on another thread: `#[node(blocking{})]`",
                named.map(|executor| format!(" = {executor}")).unwrap_or_default(),
            ),
        ),
        // That the function does not wait is one mistake, whatever options it has.
        StandsOn::Waiting if never_waits => {
            if waiting(node).next() == Some(option) {
                errors.at(span, inline(node));
            }
        }
        StandsOn::Elements => elements(node, option, span, never_waits, errors),
        StandsOn::Any | StandsOn::Plain | StandsOn::Async | StandsOn::Waiting => {}
    }
}

/// The options of a node that are for nodes that wait.
fn waiting(node: &Node) -> impl Iterator<Item = &'static str> {
    let waiting = node.given.iter().filter(|given| given.option.stands_on == StandsOn::Waiting);
    waiting.map(|given| given.option.name)
}

fn inline(node: &Node) -> String {
    let (name, options) = (node.name(), list(waiting(node)));
    let are = if waiting(node).count() == 1 { "is" } else { "are" };
    let given = waiting(node).map(|option| format!(", {option}{}", if option == "retry" { "" } else { " = ..." }));
    let given: String = given.collect();
    format!(
        "{options} {are} for a node that waits, and `{name}` is a plain `fn`, which runs to its end at once\n\
         make it an `async fn`, or have it run on another thread: `#[node(blocking{given})]`"
    )
}

fn elements(node: &Node, option: &str, span: Span, never_waits: bool, errors: &mut Errors) {
    let name = node.name();
    let Some(concurrency) = &node.policy.concurrency else { return };
    if !node.each() {
        errors.at(
            span,
            format_args!(
                "`{option}` is for a node that runs for each element of a collection, and `{name}` runs once\n\
                 mark the parameter that takes an element with `#[each(items)]`, or leave out `{option}`"
            ),
        );
    } else if never_waits && waiting(node).next().is_none() {
        errors.at(
            span,
            format_args!(
                "`{option}` is for a node that waits, and `{name}` is a plain `fn`, which takes one element after another\n\
                 leave it out, make `{name}` an `async fn`, or have it run on other threads: `#[node(blocking, {option} = {})]`",
                match &concurrency.value {
                    Amount::Literal(number) => number.to_string(),
                    Amount::Named(path) => quote!(#path).to_string().replace(' ', ""),
                },
            ),
        );
    }
}
