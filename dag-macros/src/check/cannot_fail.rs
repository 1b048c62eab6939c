use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::Ident;

use crate::diagnostics::errors::Errors;
use crate::read::model::Node;
use crate::read::policy::{GivenOption, NodeOption, StandsOn};
use crate::resolve::Resolved;
use crate::types;

/// An option that deals with a node's failure stands on a node that can fail.
///
/// ```text
/// #[node(retry)]
/// async fn user() -> User         // there is no failure after which to try again
///
/// #[node(infallible, timeout = "1s")]
/// async fn user() -> User         // the value is to hold the failure, and cannot
///
/// #[node(infallible, fallback = nobody)]
/// async fn user() -> Result<User, DbError>    // is the failure the value, or is there another?
/// ```
pub(super) fn cannot_fail(pipeline: &Resolved<'_>, errors: &mut Errors) {
    for (number, node) in pipeline.module.nodes.iter() {
        if pipeline.unsure(number) {
            continue;
        }
        if node.returns.infallible && node.attempts_fail() {
            kept_and_replaced(node, errors);
            continue;
        }
        if node.returns.infallible {
            no_place_for_a_timeout(node, errors);
        }
        if node.returns.fallible.is_some() || node.policy.timeout.is_some() {
            continue;
        }
        let options = options(node);
        let Some((_, tokens)) = options.first() else { continue };
        errors.on(tokens, message(node, &options));
    }
}

/// `infallible` keeps the failure as the value, from which `fallback` makes another.
fn kept_and_replaced(node: &Node, errors: &mut Errors) {
    let Some(fallback) = &node.policy.fallback else { return };
    let whole = types::text(&node.returns.whole);
    errors.on(
        fallback,
        format_args!(
            "`infallible` keeps a failure of `{}` as its value, and `fallback` makes another value of it\n\
             leave out `fallback`, and the value is a `{whole}`, or `infallible`, and it is what is in the `Ok`",
            node.name(),
        ),
    );
}

/// `infallible` makes a value of the timeout, for which the return type has no place.
fn no_place_for_a_timeout(node: &Node, errors: &mut Errors) {
    let Some(option) = node.given.iter().find(|given| given.option.name == "timeout") else { return };
    let (name, returned) = (node.name(), types::text(&node.returns.whole));
    errors.at(
        option.span,
        format_args!(
            "`{name}` is `infallible`, so a timeout would have to be part of its value, a `{returned}`\n\
             return a `Result<{returned}, dagwright::Timeout>`, or leave out `infallible`, and a timeout ends the run",
        ),
    );
}

fn options(node: &Node) -> Vec<(&'static str, TokenStream)> {
    // On an inline node, an option for nodes that wait is out of place in any case.
    let misplaced = |option: &NodeOption| option.stands_on == StandsOn::Waiting && node.inline();
    let given = node.given.iter().filter(|given| given.option.on_failure && !misplaced(given.option));
    given.map(|given| (given.option.name, underlined(node, given))).collect()
}

fn underlined(node: &Node, given: &GivenOption) -> TokenStream {
    match &node.policy.fallback {
        Some(path) if given.option.name == "fallback" => path.to_token_stream(),
        _ => Ident::new(given.option.name, given.span).into_token_stream(),
    }
}

fn message(node: &Node, options: &[(&str, TokenStream)]) -> String {
    let (name, returned) = (node.name(), &node.returns.whole);
    let names: Vec<String> = options.iter().map(|(option, _)| format!("`{option}`")).collect();
    let names = names.join(" and ");
    let verb = if options.len() == 1 { "has" } else { "have" };
    let timeout = if node.inline() || node.returns.infallible { "" } else { ", give it a `timeout`" };
    let way_out = format!("have it return one{timeout}, or leave out {names}");
    let alias = if types::is_copy(returned).is_none() && types::last_segment(returned).is_some() {
        let (text, first) = (types::text(returned), options.first().map_or("", |(option, _)| option));
        let value = if first == "retry" { "" } else { " = ..." };
        format!("; if `{text}` stands for a `Result`: `#[node(fallible, {first}{value})]`")
    } else {
        String::new()
    };
    format!("`{name}` cannot fail, so {names} {verb} nothing to do: it returns no `Result`\n{way_out}{alias}")
}
