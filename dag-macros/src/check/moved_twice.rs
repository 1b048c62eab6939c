use std::collections::BTreeSet;

use super::amiss::asks_amiss;
use super::given_once::given_again;
use crate::diagnostics::errors::Errors;
use crate::diagnostics::suggest::{SHOWN, list};
use crate::read::model::NodeId;
use crate::resolve::{Consumer, Entry, Provider, Resolved};

/// A consumer that takes a value which cannot be copied is the only one to use it.
///
/// ```text
/// async fn names() -> Vec<String>
/// async fn count(names: Vec<String>) -> usize     // gone ...
/// async fn page(names: &[String]) -> Page         // ... when this one wants to see it
/// ```
///
/// Where the spelling of a type does not tell whether it is `Copy`, the compiler is asked by the emitted code.
pub(super) fn moved_twice(pipeline: &Resolved<'_>, errors: &mut Errors) {
    let mut reported = BTreeSet::new();
    let candidates = candidates(pipeline);
    for entry in &pipeline.entries {
        for provider in &candidates {
            let consumers = consumers(pipeline, entry, *provider);
            if consumers.len() < 2 || !consumers.iter().any(|consumer| takes_value(pipeline, *consumer)) {
                continue;
            }
            for (node, param) in takers(pipeline, &consumers).take(SHOWN) {
                if reported.insert((node, param)) {
                    let span = pipeline.node(node).params[param].span;
                    errors.at(span, at_param(pipeline, *provider, &consumers, node, param));
                }
            }
            for consumer in &consumers {
                if let Consumer::Output(field) = *consumer {
                    errors.at(entry.fields[field].name.span(), at_output(pipeline, *provider, &consumers));
                }
            }
        }
    }
}

/// The parameters that take the value, those aside that another rule speaks to.
fn takers(pipeline: &Resolved<'_>, consumers: &[Consumer]) -> impl Iterator<Item = (NodeId, usize)> {
    consumers.iter().filter_map(|consumer| match *consumer {
        Consumer::Param { node, param } => {
            let told = given_again(pipeline, node, param) || asks_amiss(pipeline, node, param);
            (takes_value(pipeline, *consumer) && !told).then_some((node, param))
        }
        Consumer::Option { .. } | Consumer::Output(_) => None,
    })
}

/// The users of a value in an entry point of which it is known how they use it.
fn consumers(pipeline: &Resolved<'_>, entry: &Entry, provider: Provider) -> Vec<Consumer> {
    let known = |consumer: &&Consumer| match **consumer {
        Consumer::Param { node, .. } | Consumer::Option { node } => !pipeline.unsure(node),
        Consumer::Output(_) => true,
    };
    entry.consumers(provider).iter().filter(known).copied().collect()
}

/// The values that are never `Copy`. Those on a cycle lose a consumer when it is broken, so they have to wait for that.
fn candidates(pipeline: &Resolved<'_>) -> Vec<Provider> {
    let never_copied = |provider: &Provider| {
        let spelled = pipeline.source(*provider).spelled_type();
        spelled.is_some_and(|ty| pipeline.module.foreign.is_copy(ty) == Some(false))
    };
    let known = |provider: &Provider| !pipeline.doubtful(*provider) && !pipeline.on_circle(*provider);
    pipeline.providers().filter(|provider| never_copied(provider) && known(provider)).collect()
}

/// True if a node takes the value itself.
fn takes_value(pipeline: &Resolved<'_>, consumer: Consumer) -> bool {
    match consumer {
        Consumer::Param { node, param } => pipeline.edge(node, param).access.takes(),
        Consumer::Option { .. } => false,
        // The output takes what the nodes are done with.
        Consumer::Output(_) => false,
    }
}

fn at_param(pipeline: &Resolved<'_>, provider: Provider, consumers: &[Consumer], node: NodeId, param: usize) -> String {
    let edge = pipeline.edge(node, param);
    let (name, node) = (pipeline.source(provider).name(), pipeline.node(node));
    let others = pipeline.other_consumers(consumers, node);
    let way_out = pipeline.reference_or_clone(&node.params[param], edge);
    format!("`{}` takes `{name}` by value, but {others} it too\n{}", node.name(), way_out)
}

fn at_output(pipeline: &Resolved<'_>, provider: Provider, consumers: &[Consumer]) -> String {
    let takers = consumers.iter().filter(|consumer| takes_value(pipeline, **consumer));
    let takers = takers.filter_map(|taker| match *taker {
        Consumer::Param { node, .. } => Some(pipeline.node(node).name().to_string()),
        Consumer::Option { .. } | Consumer::Output(_) => None,
    });
    let takers: Vec<String> = takers.collect();
    let takers = list(takers.iter().map(String::as_str));
    format!("`{}` is part of the output, but taken by value by {takers}", pipeline.source(provider).name())
}
