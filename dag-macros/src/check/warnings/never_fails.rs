use super::Warnings;
use crate::read::model::{NodeId, Param};
use crate::resolve::{Consumer, Entry, Part, Provider, Resolved};

/// A failure that is taken as a value does not end the run before that.
///
/// ```text
/// async fn page(user: Result<&User, &DbError>) -> Page
/// async fn audit(user: &User)                             // takes the value alone, so the failure ends the run
/// ```
pub(super) fn never_fails(pipeline: &Resolved<'_, Provider>, warnings: &mut Warnings) {
    for (number, node) in pipeline.watched() {
        for (param, edge) in pipeline.edges(number).filter(|(_, edge)| edge.access.part == Part::Outcome) {
            let entries = entries(pipeline, number);
            if entries.iter().all(|entry| pipeline.ends_run(entry, edge.provider))
                && let Some(entry) = entries.first()
            {
                warnings.at(node, param.span, message(pipeline, entry, number, param, edge.provider));
            }
        }
    }
}

/// The entry points that run a node.
fn entries<'p>(pipeline: &'p Resolved<'_, Provider>, node: NodeId) -> Vec<&'p Entry<Provider>> {
    let provider = pipeline.node_provider(node);
    pipeline.entries.iter().filter(|entry| entry.needed[provider]).collect()
}

fn message(
    pipeline: &Resolved<'_, Provider>,
    entry: &Entry<Provider>,
    node: NodeId,
    param: &Param,
    provider: Provider,
) -> String {
    let plain = |consumer: &&Consumer| match **consumer {
        Consumer::Param { node, param } => pipeline.edge(node, param).access.part != Part::Outcome,
        Consumer::Option { .. } => true,
        Consumer::Output(field) => !entry.fields[field].outcome,
    };
    let others: Vec<Consumer> = entry.consumers(provider).iter().filter(plain).copied().collect();
    let (name, node) = (pipeline.source(provider).name(), pipeline.node(node));
    let local = param.local.as_ref().map_or_else(|| "this".to_owned(), |local| format!("`{local}`"));
    format!(
        "{local} is never an `Err`: {} the value of `{name}` alone, so its failure ends the run before `{}` starts\n\
         let them take a `Result`, too, or take the value here as well",
        pipeline.other_consumers(&others, node),
        node.name(),
    )
}
