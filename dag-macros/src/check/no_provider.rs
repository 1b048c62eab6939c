use syn::Ident;
use syn::ext::IdentExt;

use crate::errors::Errors;
use crate::graph::Graph;
use crate::resolve::{Pipeline, Provider};
use crate::suggest::did_you_mean;

/// Every parameter has the name of a node or an input.
///
/// ```text
/// async fn user() -> User
/// async fn cart(usr: &User) -> Cart       // nothing is called `usr`
/// ```
pub(super) fn no_provider(pipeline: &Pipeline<'_>, errors: &mut Errors) {
    let graph = pipeline.graph();
    for number in 0..pipeline.module.nodes.len() {
        for (param, edge) in pipeline.edges(number) {
            if let (None, Some(name)) = (edge.provider, param.wanted()) {
                let consumer = pipeline.node_provider(number);
                errors.at(name.span(), message(pipeline, &graph, name, consumer));
            }
        }
    }
}

fn message(pipeline: &Pipeline<'_>, graph: &Graph, name: &Ident, consumer: Provider) -> String {
    let consumer_name = pipeline.source(consumer).name();
    let names = pipeline.names(Some(consumer));
    let text = name.unraw().to_string();
    let (readings, plain) = match text.strip_prefix('_') {
        Some(plain) if !plain.is_empty() => (format!("`{text}` or `{plain}`"), plain),
        _ => (format!("`{name}`"), text.as_str()),
    };
    let suggestion = did_you_mean(plain, names.all());
    let way = pipeline.way_to_output(graph, consumer).map_or_else(String::new, |way| format!(": {way}"));
    let way_out = if suggestion.is_empty() { way_out(pipeline, plain) } else { String::new() };
    format!("no node or input named {readings}{suggestion}\n`{consumer_name}` needs it{way}\n{}{way_out}", names.text())
}

fn way_out(pipeline: &Pipeline<'_>, name: &str) -> String {
    match &pipeline.module.input {
        Some(input) => format!("\nadd a node `{name}`, or a field `{name}` to `{}`", input.ident),
        None => format!(
            "\nadd a node `{name}`, or have the caller give it: `#[input] pub struct Input {{ pub {name}: ... }}`"
        ),
    }
}
