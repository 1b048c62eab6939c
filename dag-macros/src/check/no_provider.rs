use syn::Ident;
use syn::ext::IdentExt;

use super::asked::{Asked, Asker, whole_input};
use super::missing::Missing;
use crate::diagnostics::errors::Errors;
use crate::graph::Graph;
use crate::read::model::Param;
use crate::resolve::{Provider, Resolved};

/// Every parameter has the name of a node or an input.
///
/// ```text
/// async fn user() -> User
/// async fn cart(usr: &User) -> Cart       // nothing is called `usr`
/// ```
pub(super) fn no_provider(pipeline: &Resolved<'_>, errors: &mut Errors) {
    let (graph, missing) = (pipeline.graph(), Missing::of(pipeline));
    for number in pipeline.module.nodes.ids().filter(|number| !pipeline.unsure(*number)) {
        for (param, edge) in pipeline.edges(number) {
            if let (None, Some(name)) = (edge.provider, param.wanted())
                && let Some(others) = missing.told_at(name)
            {
                let consumer = pipeline.node_provider(number);
                let message = whole_input(pipeline, param, &others)
                    .unwrap_or_else(|| message(pipeline, &graph, name, param, consumer, &others, &missing));
                errors.at(name.span(), message);
            }
        }
    }
}

fn message(
    pipeline: &Resolved<'_>,
    graph: &Graph<Provider>,
    name: &Ident,
    param: &Param,
    consumer: Provider,
    others: &str,
    missing: &Missing<'_>,
) -> String {
    let consumer_name = pipeline.source(consumer).name();
    let names = pipeline.names(Some(consumer));
    let text = name.unraw().to_string();
    let (readings, plain) = match text.strip_prefix('_') {
        Some(plain) if !plain.is_empty() => (format!("`{text}` or `{plain}`"), plain),
        _ => (format!("`{name}`"), text.as_str()),
    };
    let many = missing.too_many(pipeline);
    let asker = Asker { offers: !many, ..Asker::of_param(consumer, param) };
    let Asked { suggestion, way_out, found } = Asked::new(pipeline, plain, asker, &missing.inputs());
    let way = Some(consumer).filter(|_| !many).and_then(|consumer| pipeline.way_to_output(graph, consumer));
    let way = way.map_or_else(String::new, |way| format!(": {way}"));
    let helper = if found { String::new() } else { no_node_at_all(pipeline, consumer, &way_out) };
    let choice = names.text();
    format!(
        "no node or input named {readings}{suggestion}\n\
         `{consumer_name}` needs it{way}{others}\n{choice}{way_out}{helper}"
    )
}

/// An `async fn` that nobody consumes and that finds nothing may be a helper.
fn no_node_at_all(pipeline: &Resolved<'_>, consumer: Provider, way_out: &str) -> String {
    let Some(node) = pipeline.node_id(consumer) else { return String::new() };
    let lonely =
        pipeline.consumers(consumer).next().is_none() && pipeline.edges(node).all(|(_, edge)| edge.provider.is_none());
    if way_out.is_empty() || !lonely {
        return String::new();
    }
    format!("\nif `{}` is a helper and no node: `#[node(skip)]`", pipeline.source(consumer).name())
}
