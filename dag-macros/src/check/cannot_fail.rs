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
/// ```
pub(super) fn cannot_fail(pipeline: &Resolved<'_>, errors: &mut Errors) {
    for (number, node) in pipeline.module.nodes.iter() {
        if pipeline.unsure(number) || node.returns.fallible.is_some() || node.policy.timeout.is_some() {
            continue;
        }
        let options = options(node);
        let Some((_, tokens)) = options.first() else { continue };
        errors.on(tokens, message(node, &options));
    }
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
    let (why, way_out) = if types::is_named_result(returned) {
        ("its `Result` is the value (`infallible`)", "leave out `infallible`".to_owned())
    } else {
        let timeout = if node.inline() { "" } else { ", give it a `timeout`" };
        ("it returns no `Result`", format!("have it return one{timeout}, or leave out {names}"))
    };
    let alias = if types::is_copy(returned).is_none() && types::last_segment(returned).is_some() {
        let (text, first) = (types::text(returned), options.first().map_or("", |(option, _)| option));
        let value = if first == "retry" { "" } else { " = ..." };
        format!("; if `{text}` stands for a `Result`: `#[node(fallible, {first}{value})]`")
    } else {
        String::new()
    };
    let alias = if types::is_named_result(returned) { String::new() } else { alias };
    format!("`{name}` cannot fail, so {names} {verb} nothing to do: {why}\n{way_out}{alias}")
}
