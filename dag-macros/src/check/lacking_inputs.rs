use proc_macro2::Span;
use syn::Ident;

use crate::diagnostics::errors::Errors;
use crate::diagnostics::suggest::listed;
use crate::graph::Graph;
use crate::read::model::NodeId;
use crate::resolve::{Consumer, Entry, Provider, Resolved, Source};
use crate::types;

/// The nodes of an entry point find what they need in its own input.
///
/// ```text
/// #[input] struct Input<'a> { id: u64, db: &'a Db }
/// #[input(for = Summary)] struct SummaryInput { id: u64 }
/// async fn user(id: u64, db: &Db) -> User                     // a summary needs it, and has no `db`
/// ```
pub(super) fn lacking_inputs(pipeline: &Resolved<'_>, errors: &mut Errors) {
    if !pipeline.inputs_clear() {
        return;
    }
    let graph = pipeline.graph();
    for provider in pipeline.providers().filter(|provider| !pipeline.doubtful(*provider)) {
        let lacks = |entry: &&Entry| {
            let field = pipeline.input_of(entry).and_then(|input| pipeline.field_in(input, provider));
            pipeline.node_id(provider).is_none() && entry.needed[provider] && field.is_none()
        };
        let lacking: Vec<&Entry> = pipeline.entries.iter().filter(lacks).collect();
        if let Some((first, others)) = lacking.split_first()
            && let Some(asker) = asker(pipeline, first, provider)
        {
            errors.at(asker.at, message(pipeline, &graph, provider, first, others, &asker));
        }
    }
}

/// The first one in an entry point that asks for an input, and the place where it does.
struct Asker {
    node: Option<NodeId>,
    at: Span,
}

/// `None`: it is not known whether somebody asks.
fn asker(pipeline: &Resolved<'_>, entry: &Entry, provider: Provider) -> Option<Asker> {
    let consumer = entry.consumers(provider).iter().find_map(|consumer| match *consumer {
        Consumer::Param { node, param } => Some(Asker { node: Some(node), at: pipeline.node(node).params[param].span }),
        Consumer::Option { .. } => None,
        Consumer::Output(field) => Some(Asker { node: None, at: entry.fields[field].name.span() }),
    });
    let nodes = pipeline.module.nodes.ids().filter(|node| entry.needed[pipeline.node_provider(*node)]);
    let options = nodes.flat_map(|node| pipeline.options(node).iter().map(move |edge| (node, edge)));
    let mut asking = options.filter(|(_, edge)| edge.provider == Some(provider));
    let asker = consumer.or_else(|| asking.next().map(|(node, edge)| Asker { node: Some(node), at: edge.name.span() }));
    asker.filter(|asker| asker.node.is_none_or(|node| !pipeline.unsure(node)))
}

fn message(
    pipeline: &Resolved<'_>,
    graph: &Graph<Provider>,
    provider: Provider,
    entry: &Entry,
    others: &[&Entry],
    asker: &Asker,
) -> String {
    let (function, name) = (&entry.function, pipeline.source(provider).name());
    let need = match asker.node {
        Some(node) => {
            let way = pipeline.way_to(graph, pipeline.node_provider(node), entry);
            let way = way.map_or_else(String::new, |way| format!(": {way}"));
            format!("`{}` needs it{way}", pipeline.node(node).name())
        }
        None => format!("`{}` has a field for it", pipeline.output_name(entry.declared)),
    };
    let functions = others.iter().map(|other| format!("`{}`", other.function)).collect::<Vec<_>>();
    let too = if others.is_empty() { String::new() } else { format!("\nthe same goes for {}", listed(functions)) };
    format!("`{function}` has no input `{name}`\n{need}{too}\n{}", way_out(pipeline, entry, provider, name))
}

fn way_out(pipeline: &Resolved<'_>, entry: &Entry, provider: Provider, name: &Ident) -> String {
    let Source::Field(field) = pipeline.source(provider) else { return String::new() };
    let mark = if field.future.is_some() { "#[future] " } else { "" };
    let text = format!("{mark}pub {name}: {}", types::text(&field.ty));
    match pipeline.input_of(entry) {
        Some(input) => format!("add a field to `{}`: `{text}`", input.ident),
        None => {
            let output = pipeline.output_name(entry.declared);
            format!("have the caller give it: `#[input(for = {output})] pub struct {output}Input {{ {text} }}`")
        }
    }
}
