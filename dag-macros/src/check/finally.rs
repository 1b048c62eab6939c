use proc_macro2::Span;
use syn::{Ident, Type};

use crate::diagnostics::errors::Errors;
use crate::names;
use crate::read::model::{FailureParam, Node, NodeId, Param};
use crate::read::policy::Role;
use crate::resolve::{Entry, Part, Provider, Resolved, Turns};
use crate::types;

/// A node that runs when everything else is over looks at what has been left, in the run's own task.
///
/// ```text
/// async fn folder() -> io::Result<Folder>
/// #[node(finally)]
/// async fn clear(folder: &Folder)                 // it may never have been made: `Option<&Folder>`
/// #[node(finally, after(folder))] ...             // everything is over by then
/// ```
pub(super) fn finally(pipeline: &Resolved<'_>, errors: &mut Errors) {
    let nodes = pipeline.module.nodes.iter().filter(|(number, _)| !pipeline.unsure(*number));
    for (number, node) in nodes.filter(|(_, node)| node.finally()) {
        options(pipeline, number, node, errors);
        for (param, edge) in pipeline.edges(number).filter(|(_, edge)| edge.access.part == Part::AtEnd) {
            let known = edge.provider.filter(|provider| !pipeline.doubtful(*provider));
            if let Some(provider) = known.filter(|provider| !pipeline.runs_at_end(*provider)) {
                looks(pipeline, node, param, provider, errors);
            }
        }
        changed(pipeline, number, node, errors);
        if let Some(failure) = &node.failure {
            takes_failure(pipeline, node, failure, errors);
        }
    }
}

/// Nobody comes after a node that runs when everything else is over.
///
/// ```text
/// #[node(finally)]
/// async fn clear(folder: Option<&Folder>) -> u64
/// async fn freed(clear: u64) -> String            // there is no run any more in which this could happen
/// ```
pub(super) fn after_finally(pipeline: &Resolved<'_>, errors: &mut Errors) {
    let last = |provider: Option<Provider>| provider.filter(|provider| pipeline.runs_at_end(*provider));
    for number in pipeline.module.nodes.ids().filter(|number| !pipeline.unsure(*number)) {
        for (param, edge) in pipeline.edges(number) {
            if let Some(provider) = last(edge.provider) {
                errors
                    .at(param.span, nobody_after(pipeline, provider, "so no node can take what it gives", "parameter"));
            }
        }
        for edge in pipeline.options(number) {
            let Some(provider) = last(edge.provider) else { continue };
            if !pipeline.node(number).finally() {
                errors.at(edge.name.span(), nobody_after(pipeline, provider, "so no node waits for it", "option"));
            }
        }
    }
    for entry in pipeline.entries.iter().filter(|entry| entry.declared.is_some()) {
        for field in &entry.fields {
            if let Some(provider) = last(field.provider) {
                let message = nobody_after(pipeline, provider, "so no output can take what it gives", "field");
                errors.at(field.name.span(), message);
            }
        }
    }
}

fn nobody_after(pipeline: &Resolved<'_>, provider: Provider, so: &str, asker: &str) -> String {
    let name = pipeline.source(provider).name();
    format!(
        "{}, {so}\nleave out the {asker}, or leave out `finally` and make `{name}` a node as others are",
        last_of_all(name)
    )
}

/// "`clear` runs when everything else is over (`finally`)"
fn last_of_all(name: &Ident) -> String {
    format!("`{name}` runs when everything else is over (`finally`)")
}

fn options(pipeline: &Resolved<'_>, number: NodeId, node: &Node, errors: &mut Errors) {
    let name = node.name();
    for given in &node.given {
        let option = given.option.name;
        let message = match option {
            "spawn" | "blocking" => format!(
                "{}, in the run's own task, where the values are that it looks at\n\
                 leave out `{option}`; what is heavy goes into a task that `{name}` awaits",
                last_of_all(name)
            ),
            "after" => format!(
                "{}, so there is nothing left to wait for, and `finally` nodes run beside each other\n\
                 leave out `after`; of two steps that follow each other, make one node",
                last_of_all(name)
            ),
            _ => continue,
        };
        errors.at(given.span, message);
    }
    let tasks = pipeline.options(number).iter().filter(|edge| edge.role != Role::After);
    for edge in tasks {
        let known = edge.provider.filter(|provider| !pipeline.doubtful(*provider));
        let Some(provider) = known.filter(|provider| pipeline.source(*provider).is_task()) else { continue };
        let source = pipeline.source(provider);
        let seen = source.likely_type().map_or_else(|| "T".to_owned(), types::text);
        errors.at(
            edge.name.span(),
            format!(
                "{}, and by then `{other}` may have given nothing\n\
                 name an input, or have `{name}` take `{other}: Option<&{seen}>` and decide",
                last_of_all(name),
                other = source.name(),
            ),
        );
    }
}

/// A value that nodes change in turn goes from one to the other, and is not kept for the end.
fn changed(pipeline: &Resolved<'_>, number: NodeId, node: &Node, errors: &mut Errors) {
    for (param, edge) in pipeline.edges(number) {
        let Some(provider) = edge.provider.filter(|provider| !pipeline.doubtful(*provider)) else { continue };
        let in_turn = |entry: &Entry| Turns::of(pipeline, entry).in_turn(provider);
        if pipeline.entries.iter().any(|entry| entry.needed[pipeline.node_provider(number)] && in_turn(entry)) {
            let (name, by) = (pipeline.source(provider).name(), node.name());
            errors.at(
                param.span,
                format!(
                    "`{name}` is lent as `&mut`, and goes from node to node in turn, so it is not kept for `{by}` (`finally`)\n\
                     have a node that comes last give what `{by}` needs, or put what changes behind a lock"
                ),
            );
        }
    }
}

/// The form of a parameter that looks at what a task has given.
fn looks(pipeline: &Resolved<'_>, node: &Node, param: &Param, provider: Provider, errors: &mut Errors) {
    let source = pipeline.source(provider);
    let nothing = format!("{}, and by then `{}` may have given nothing", last_of_all(node.name()), source.name());
    let value = source.likely_type();
    let value = value.map(|ty| if source.conditional() { types::first_argument(ty).unwrap_or(ty) } else { ty });
    let lent = value.map_or_else(|| "&T".to_owned(), |value| types::elided(&types::borrowed_text(value)));
    if let Some((span, message)) = objection(param, &nothing, &lent) {
        errors.at(span, message);
    } else if !is_option_of_reference(&param.ty) {
        errors.on(&param.ty, format!("{nothing}\n{}", take(param, &lent)));
    }
}

/// The attribute of a parameter that looks at something which may not be there.
fn objection(param: &Param, nothing: &str, lent: &str) -> Option<(Span, String)> {
    if let Some(span) = param.each {
        return Some((span, format!("{nothing}, so there are no elements to run for\n{}", take(param, lent))));
    }
    let span = param.clone?;
    Some((span, format!("{nothing}, so there is nothing to clone\n{}, and clone what is there", take(param, lent))))
}

/// "take `folder: Option<&Folder>`"
fn take(param: &Param, lent: &str) -> String {
    match &param.local {
        Some(local) => format!("take `{local}: Option<{lent}>`"),
        None => format!("take `Option<{lent}>`"),
    }
}

fn is_option_of_reference(ty: &Type) -> bool {
    let reference = types::first_argument(ty).and_then(types::reference);
    types::is_named_option(ty) && reference.is_some_and(|reference| reference.mutability.is_none())
}

fn takes_failure(pipeline: &Resolved<'_>, node: &Node, failure: &FailureParam, errors: &mut Errors) {
    let (param, options) = (&failure.param, &pipeline.module.options);
    if let Some(other) = pipeline.providers().find(|provider| *pipeline.source(*provider).name() == names::FAILURE) {
        let source = pipeline.source(other);
        let kind = source.kind();
        let message = format!(
            "`failure` is the run's error to a `finally` node, and there is {} `failure`, too\n\
             give the {kind} another name",
            if kind == "input" { "an input" } else { "a node" },
        );
        errors.at(source.name().span(), message);
        return;
    }
    let sure = pipeline.module.nodes.ids().all(|number| !pipeline.unsure(number)) && !options.unclear;
    if sure && options.error.is_none() && pipeline.failing().next().is_none() {
        let message = format!(
            "no node of this pipeline can fail, so `{}` has no failure to look at, and there is no `Error`\n\
             leave the parameter out",
            node.name()
        );
        errors.at(param.span, message);
        return;
    }
    let error = options.error.as_ref().map_or_else(|| format!("&{}", names::ERROR), types::borrowed_text);
    let nothing = format!("a run that succeeds has no error, and `{}` runs all the same (`finally`)", node.name());
    if let Some((span, message)) = objection(param, &nothing, &error) {
        errors.at(span, message);
    } else if !is_option_of_reference(&param.ty) {
        errors.on(&param.ty, format!("{nothing}\n{}", take(param, &error)));
    }
}
