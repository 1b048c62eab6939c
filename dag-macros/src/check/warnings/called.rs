use super::Warnings;
use crate::check::words::line;
use crate::diagnostics::suggest::listed;
use crate::diagnostics::warnings::ALLOWED_BY;
use crate::read::model::Node;
use crate::resolve::{CallByHand, Provider, Resolved};

/// A node is not called by hand: it runs on its own, so it would run twice.
///
/// ```text
/// async fn load(db: &Db, id: u64) -> Orders                           // its parameters fit: a node, not a helper
/// async fn orders(user: &User, db: &Db) -> Orders { load(db, user.id).await }
/// ```
pub(super) fn called(pipeline: &Resolved<'_, Provider>, warnings: &mut Warnings) {
    let calls = pipeline.calls_by_hand();
    for (number, node) in pipeline.watched() {
        // Who allows it in the calling function has seen it.
        let allowed = |by_hand: &CallByHand<'_>| {
            let within = by_hand.call.within.map(|helper| &helper.lints);
            within.is_some_and(|lints| lints.allow(&ALLOWED_BY)) || pipeline.allows(pipeline.node(by_hand.caller))
        };
        let calls: Vec<&CallByHand<'_>> =
            calls.iter().filter(|by_hand| by_hand.called == number && !allowed(by_hand)).collect();
        if !calls.is_empty() {
            let runs = pipeline.entries.iter().any(|entry| entry.needed[pipeline.node_provider(number)]);
            warnings.at(node, node.name().span(), message(pipeline, node, &calls, runs));
        }
    }
}

fn message(pipeline: &Resolved<'_, Provider>, node: &Node, calls: &[&CallByHand<'_>], runs: bool) -> String {
    let callers = calls.iter().map(|CallByHand { caller, call, .. }| {
        let (caller, line) = (pipeline.node(*caller).name(), line(call.name.span()));
        match call.within {
            Some(helper) => format!("`{caller}` (by `{}`, line {line})", helper.ident),
            None => format!("`{caller}` (line {line})"),
        }
    });
    let (name, callers) = (node.name(), listed(callers.collect()));
    let (call, take) = if calls.len() == 1 { ("calls", "let it") } else { ("call", "let them") };
    if runs {
        format!(
            "the node `{name}` runs on its own, and {callers} {call} it once more\n\
             if it is a helper, mark it `#[node(skip)]`; if not, {take} take its value, by a parameter `{name}`"
        )
    } else {
        format!(
            "`{name}` is a node that no output needs, and {callers} {call} it like a helper\nif it is one, mark it `#[node(skip)]`"
        )
    }
}
