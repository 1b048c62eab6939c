use crate::diagnostics::errors::Errors;
use crate::read::model::Node;
use crate::resolve::{Access, Capture, Consumer, Entry, Provider, Resolved, capture};
use crate::types;

/// A value that leaves the run is looked at by nobody who may go on after it.
///
/// ```text
/// #[node(blocking, timeout = "1s", fallback = nobody)]
/// fn faces(photo: &Photo) -> Faces                    // after its timeout it looks on,
/// #[output] struct Output { faces: Faces, photo: Photo }      // while the run goes on without it
/// ```
pub(super) fn still_borrowed(pipeline: &Resolved<'_>, errors: &mut Errors) {
    let known = |provider: &Provider| !pipeline.doubtful(*provider);
    for entry in &pipeline.entries {
        for field in &entry.fields {
            let Some(provider) = field.provider.filter(known) else { continue };
            let Some((node, why)) = holder(pipeline, entry, provider) else { continue };
            errors.at(field.name.span(), message(pipeline, provider, node, why));
        }
    }
}

/// The reason for which somebody may still be looking at a value when the run has gone on.
#[derive(Clone, Copy)]
enum Why {
    TimedOut,
    AnotherElementFailed,
}

/// The first node that shares a value beyond its own end.
fn holder<'m>(pipeline: &Resolved<'m>, entry: &Entry, provider: Provider) -> Option<(&'m Node, Why)> {
    let consumers = entry.consumers(provider);
    consumers.iter().find_map(|consumer| {
        let Consumer::Param { node: number, .. } = *consumer else { return None };
        let node = Some(pipeline.node(number)).filter(|_| !pipeline.unsure(number))?;
        let why = goes_on(pipeline, entry, node, pipeline.node_provider(number))?;
        let accesses: Vec<Access> = pipeline
            .edges(number)
            .filter(|(_, edge)| edge.provider == Some(provider))
            .map(|(_, edge)| edge.access.of_whole())
            .collect();
        let spelled = pipeline.source(provider).spelled_type().filter(|_| !pipeline.handled_in(entry, provider));
        (capture(spelled, pipeline.moves(consumers), &accesses) == Capture::Share).then_some((node, why))
    })
}

/// True if a call of the node may still be under way when the run goes on without it.
fn goes_on(pipeline: &Resolved<'_>, entry: &Entry, node: &Node, provider: Provider) -> Option<Why> {
    let ends_run = pipeline.ends_run(entry, provider);
    if node.policy.blocking.is_some() && node.policy.timeout.is_some() && (!ends_run || node.policy.retry.is_some()) {
        return Some(Why::TimedOut);
    }
    let given_up = node.each() && pipeline.source(provider).fallible() && !ends_run;
    (given_up && pipeline.detached(node)).then_some(Why::AnotherElementFailed)
}

fn message(pipeline: &Resolved<'_>, provider: Provider, node: &Node, why: Why) -> String {
    let (source, consumer) = (pipeline.source(provider), node.name());
    let name = source.name();
    let why = match why {
        Why::TimedOut => "its thread goes on after a timeout (`blocking`)",
        Why::AnotherElementFailed => "other elements may be under way when one fails (`#[each]`)",
    };
    let elements = node.params.iter().any(|param| param.each.is_some() && param.wanted() == Some(name));
    let way_out = match source.spelled_type().filter(|_| !elements) {
        Some(provided) => format!("have `{consumer}` take a clone, `#[clone] {name}: {}`", types::text(provided)),
        None => "return a clone of it from another node".to_owned(),
    };
    format!(
        "`{name}` is part of the output, but `{consumer}` may still be looking at it then: {why}\n\
         {way_out}, or leave `{name}` out of the output"
    )
}
