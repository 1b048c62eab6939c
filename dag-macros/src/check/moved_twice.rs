use std::collections::BTreeSet;

use crate::errors::Errors;
use crate::model::Param;
use crate::resolve::{Access, Consumer, Entry, Pipeline, Provider};
use crate::types;

/// Who takes a value that cannot be copied is the only one to use it.
///
/// ```text
/// async fn names() -> Vec<String>
/// async fn count(names: Vec<String>) -> usize     // gone ...
/// async fn page(names: &[String]) -> Page         // ... when this one wants to see it
/// ```
///
/// Where the spelling of a type does not tell whether it is `Copy`, the compiler is asked by the emitted code.
pub(super) fn moved_twice(pipeline: &Pipeline<'_>, errors: &mut Errors) {
    let mut reported = BTreeSet::new();
    for entry in &pipeline.entries {
        for provider in pipeline.providers() {
            let consumers = pipeline.consumers_in(entry, provider);
            let taken = consumers.iter().any(|consumer| takes_value(pipeline, *consumer));
            if consumers.len() < 2 || !taken || !never_copied(pipeline, provider) {
                continue;
            }
            for consumer in &consumers {
                let place = match *consumer {
                    Consumer::Param { node, param } => (node, param, None),
                    Consumer::Output(field) => (field, 0, entry.declared),
                };
                if reported.insert(place) {
                    report(pipeline, entry, provider, *consumer, errors);
                }
            }
        }
    }
}

fn never_copied(pipeline: &Pipeline<'_>, provider: Provider) -> bool {
    pipeline.source(provider).spelled_type().and_then(types::is_copy) == Some(false)
}

/// Whether a node takes the value itself.
fn takes_value(pipeline: &Pipeline<'_>, consumer: Consumer) -> bool {
    match consumer {
        Consumer::Param { node, param } => match pipeline.edge(node, param).access {
            Access::Value | Access::OutcomeValue => true,
            Access::Borrow | Access::BorrowMut | Access::Clone | Access::OutcomeRef => false,
        },
        // The output takes what the nodes are done with.
        Consumer::Output(_) => false,
    }
}

fn report(
    pipeline: &Pipeline<'_>,
    entry: &Entry,
    provider: Provider,
    consumer: Consumer,
    errors: &mut Errors,
) {
    let name = pipeline.source(provider).name();
    let consumers = pipeline.consumers_in(entry, provider);
    match consumer {
        Consumer::Param { node, param } if takes_value(pipeline, consumer) => {
            let node = &pipeline.module.nodes[node];
            let others = pipeline.other_consumers(&consumers, node);
            let param = &node.params[param];
            errors.at(
                param.span,
                format_args!("`{}` takes `{name}` by value, but {others} it too\n{}", node.name(), way_out(param)),
            );
        }
        Consumer::Output(field) => {
            let takers = consumers.iter().filter(|consumer| takes_value(pipeline, **consumer));
            let takers: Vec<Consumer> = takers.copied().collect();
            let takers = takers.iter().filter_map(|taker| match *taker {
                Consumer::Param { node, .. } => Some(pipeline.module.nodes[node].name().to_string()),
                Consumer::Output(_) => None,
            });
            let takers: Vec<String> = takers.collect();
            let takers = crate::suggest::list(takers.iter().map(String::as_str));
            errors.at(
                entry.fields[field].name.span(),
                format_args!("the output gets `{name}`, which {takers} takes by value"),
            );
        }
        Consumer::Param { .. } => {}
    }
}

/// "take a reference, `names: &[String]`, or a clone, `#[clone] names: Vec<String>`"
fn way_out(param: &Param) -> String {
    let Some(local) = &param.local else {
        return "take a reference, or write `#[clone]` in front of the parameter".to_owned();
    };
    let owned = types::text(&param.ty);
    format!("take a reference, `{local}: {}`, or a clone, `#[clone] {local}: {owned}`", types::borrowed_text(&param.ty))
}
