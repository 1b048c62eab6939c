use super::Warnings;
use crate::diagnostics::suggest::{list, listed};
use crate::graph::{Graph, Table};
use crate::read::model::{Node, NodeId};
use crate::resolve::{Entry, Provider, Resolved};

/// A node that always runs brings no other nodes into an entry point by itself: where it does, it says so.
///
/// ```text
/// #[output] struct Output { receipt: Receipt }
/// #[output] struct Preview { cart: Cart }
/// #[node(always)] async fn audit(charge: &Charge)     // a preview would charge the customer: `always(Output)`
/// ```
pub(super) fn always_elsewhere(pipeline: &Resolved<'_, Provider>, warnings: &mut Warnings) {
    if pipeline.entries.len() < 2 {
        return;
    }
    let graph = pipeline.graph();
    for (number, node) in pipeline.watched() {
        let Some(always) = node.policy.always.as_ref().filter(|always| always.outputs.is_none()) else { continue };
        let brought: Vec<_> = pipeline.entries.iter().map(|entry| brought(pipeline, &graph, entry, number)).collect();
        if brought.iter().any(|nodes| !nodes.is_empty()) {
            warnings.at(node, always.span, message(pipeline, node, &brought));
        }
    }
}

/// The nodes that an entry point runs for the sake of `always` alone.
fn brought(
    pipeline: &Resolved<'_, Provider>,
    graph: &Graph<Provider>,
    entry: &Entry<Provider>,
    always: NodeId,
) -> Vec<NodeId> {
    let others = pipeline
        .module
        .nodes
        .iter()
        .filter(|(number, node)| *number != always && pipeline.always_in(node, entry.declared));
    let targets = others.map(|(number, _)| pipeline.node_provider(number));
    let targets = targets.chain(entry.fields.iter().map(|field| field.provider));
    let needed: Table<Provider, bool> = graph.ancestors_of(targets);
    let brought = graph.ancestors_of([pipeline.node_provider(always)]);
    let only_for_it = |node: &NodeId| {
        let provider = pipeline.node_provider(*node);
        *node != always && brought[provider] && !needed[provider]
    };
    pipeline.module.nodes.ids().filter(only_for_it).collect()
}

fn message(pipeline: &Resolved<'_, Provider>, node: &Node, brought: &[Vec<NodeId>]) -> String {
    let name = node.name();
    let nodes = |nodes: &[NodeId]| {
        let names: Vec<String> = nodes.iter().map(|node| pipeline.node(*node).name().to_string()).collect();
        list(names.iter().map(String::as_str))
    };
    let entries = pipeline.entries.iter().zip(brought).filter(|(_, brought)| !brought.is_empty());
    let runs = entries.map(|(entry, brought)| {
        let run = if brought.len() == 1 { "runs" } else { "run" };
        format!("{} {run} in `{}`", nodes(brought), entry.function)
    });
    let outputs = pipeline.entries.iter().zip(brought).filter(|(_, brought)| brought.is_empty());
    let outputs: Vec<String> = outputs.map(|(entry, _)| pipeline.output_name(entry.declared).to_string()).collect();
    let example = if outputs.is_empty() { "Output".to_owned() } else { outputs.join(", ") };
    format!(
        "for `{name}` alone, which always runs, {}\n\
         say in which outputs it is to run, for example `#[node(always({example}))]`",
        listed(runs.collect()),
    )
}
