use std::collections::BTreeSet;

use super::amiss::asks_amiss;
use super::given_once::given_again;
use super::turn_words::{by_value, used_too};
use crate::diagnostics::errors::Errors;
use crate::diagnostics::suggest::{SHOWN, list};
use crate::read::model::NodeId;
use crate::resolve::{Consumer, Entry, Obstacle, Provider, Resolved, Turns};

/// A consumer that takes a value which cannot be copied is its last: all others are over by then, and nothing they gave
/// borrows from it.
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
        let turns = Turns::of(pipeline, entry);
        for provider in &candidates {
            let consumers = consumers(pipeline, entry, *provider);
            let obstacles = obstacles(pipeline, &turns, &consumers, *provider);
            for (taker, obstacle) in obstacles {
                report(pipeline, (*provider, taker, obstacle), &consumers, &mut reported, errors);
            }
            if consumers.iter().any(|consumer| takes_value(pipeline, *consumer)) {
                for consumer in &consumers {
                    if let Consumer::Output(field) = *consumer {
                        errors.at(entry.fields[field].name.span(), at_output(pipeline, *provider, &consumers));
                    }
                }
            }
        }
    }
}

/// The parameter of a node, by its index.
type Taker = (NodeId, usize);

/// The parameters that cannot take the value, and why not; those aside that another rule speaks to.
fn obstacles(
    pipeline: &Resolved<'_>,
    turns: &Turns<'_, '_, Option<Provider>>,
    consumers: &[Consumer],
    provider: Provider,
) -> Vec<(Taker, Obstacle)> {
    if consumers.len() < 2 {
        return Vec::new();
    }
    let takers = consumers.iter().filter_map(|consumer| match *consumer {
        Consumer::Param { node, param } => {
            let told = given_again(pipeline, node, param) || asks_amiss(pipeline, node, param);
            (takes_value(pipeline, *consumer) && !told).then_some((node, param))
        }
        Consumer::Option { .. } | Consumer::Output(_) => None,
    });
    takers.filter_map(|taker| Some((taker, turns.to_taking(provider, taker.0)?))).take(SHOWN).collect()
}

/// At the parameter that takes the value, and at the one that it would be missing for.
fn report(
    pipeline: &Resolved<'_>,
    (provider, taker, obstacle): (Provider, Taker, Obstacle),
    consumers: &[Consumer],
    reported: &mut BTreeSet<Taker>,
    errors: &mut Errors,
) {
    let (node, param) = (pipeline.node(taker.0), &pipeline.node(taker.0).params[taker.1]);
    if !reported.insert(taker) {
        return;
    }
    let way_out = pipeline.reference_or_clone(param, pipeline.edge(taker.0, taker.1));
    errors.at(param.span, by_value(pipeline, provider, node, obstacle, consumers, &way_out));
    let (Obstacle::Unordered(other) | Obstacle::Later(other)) = obstacle else { return };
    for consumer in consumers {
        if let Consumer::Param { node: user, param } = *consumer
            && user == other
            && !takes_value(pipeline, *consumer)
            && !asks_amiss(pipeline, user, param)
            && reported.insert((user, param))
        {
            let span = pipeline.node(user).params[param].span;
            errors.at(span, used_too(pipeline, provider, node, user, obstacle));
        }
    }
}

/// The users of a value in an entry point of which it is known how they use it.
fn consumers(pipeline: &Resolved<'_>, entry: &Entry, provider: Provider) -> Vec<Consumer> {
    let known = |consumer: &&Consumer| match **consumer {
        Consumer::Param { node, .. } | Consumer::Option { node } => !pipeline.unsure(node),
        Consumer::Output(_) => true,
    };
    pipeline.users(entry, provider).iter().filter(known).copied().collect()
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
