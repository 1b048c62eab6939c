use super::Warnings;
use crate::diagnostics::suggest::list;
use crate::read::model::{Node, NodeId};
use crate::resolve::{Provider, Resolved};

/// A node is there for some entry point: what an output does not need is not in the program.
///
/// ```text
/// #[output] struct Output { page: Page }
/// async fn audit(user: &User)                 // `page` does not need it, so it never runs
/// ```
pub(super) fn never_runs(pipeline: &Resolved<'_, Provider>, warnings: &mut Warnings) {
    for number in never_running(pipeline) {
        let (node, users) = (pipeline.node(number), users(pipeline, number));
        let all_allowed = !users.is_empty() && users.iter().all(|user| pipeline.allows(pipeline.node(*user)));
        if !all_allowed && !pipeline.allows(node) {
            warnings.at(node, node.name().span(), message(pipeline, node, &users));
        }
    }
}

/// The nodes that no entry point runs, and that nobody calls.
pub(in crate::check) fn never_running(pipeline: &Resolved<'_, Provider>) -> Vec<NodeId> {
    let calls = pipeline.calls_by_hand();
    let unneeded = |node: &NodeId| {
        let needed = pipeline.entries.iter().any(|entry| entry.needed[pipeline.node_provider(*node)]);
        !needed && calls.iter().all(|call| call.called != *node)
    };
    pipeline.module.nodes.ids().filter(unneeded).collect()
}

/// The nodes that use its value, or wait for it.
fn users(pipeline: &Resolved<'_, Provider>, node: NodeId) -> Vec<NodeId> {
    let provider = pipeline.node_provider(node);
    pipeline.module.nodes.ids().filter(|user| pipeline.waits_for(*user).any(|other| other == provider)).collect()
}

fn message(pipeline: &Resolved<'_, Provider>, node: &Node, users: &[NodeId]) -> String {
    let name = node.name();
    if !users.is_empty() {
        let users: Vec<String> = users.iter().map(|user| pipeline.node(*user).name().to_string()).collect();
        let use_it =
            if users.len() == 1 { "uses it, which never runs either" } else { "use it, which never run either" };
        return format!("the node `{name}` never runs: only {} {use_it}", list(users.iter().map(String::as_str)));
    }
    let outputs: Vec<String> = pipeline.module.outputs.iter().map(|output| output.ident.to_string()).collect();
    let (no, one) = if outputs.len() == 1 { ("does not need it", "it") } else { ("do not need it", "one of them") };
    format!(
        "the node `{name}` never runs: {} {no}\n\
         give {one} a field `{name}`, mark `{name}` with `#[node(always)]`, or, if it is a helper, with `#[node(skip)]`",
        list(outputs.iter().map(String::as_str)),
    )
}
