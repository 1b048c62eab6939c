use crate::diagnostics::errors::Errors;
use crate::read::model::{Node, NodeId};
use crate::resolve::{Access, Capture, Consumer, Entry, Provider, Resolved, Turns, Way, capture};
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
        let turns = Turns::of(pipeline, entry);
        for provider in pipeline.providers().filter(|provider| known(provider) && !pipeline.on_circle(*provider)) {
            still_had(pipeline, entry, &turns, provider, errors);
        }
    }
}

/// Nor does somebody else change or take it then.
fn still_had(
    pipeline: &Resolved<'_>,
    entry: &Entry,
    turns: &Turns<'_, '_, Option<Provider>>,
    provider: Provider,
    errors: &mut Errors,
) {
    let consumers = entry.consumers(provider);
    if consumers.len() < 2 || !turns.in_turn(provider) {
        return;
    }
    let taker = turns.last_taker(provider);
    let had = |consumer: &Consumer| {
        let Consumer::Param { node: number, .. } = *consumer else { return None };
        let why = goes_on_in_turn(pipeline, entry, number)?;
        (turns.changes(*consumer) || shares(pipeline, entry, provider, number)).then_some((number, why))
    };
    let Some((holder, why)) = consumers.iter().find_map(had) else { return };
    for consumer in consumers {
        let Consumer::Param { node: number, param: index } = *consumer else { continue };
        let (node, param) = (pipeline.node(number), &pipeline.node(number).params[index]);
        let way = match turns.changes(*consumer) {
            true => "as `&mut`",
            false if taker == Some(number) => "by value",
            false if turns.changes_of(provider, holder) => "here",
            false => continue,
        };
        if turns.precedes(holder, number) {
            errors.at(param.span, had_message(pipeline, provider, node, way, pipeline.node(holder), why));
        }
    }
}

/// True if a call of a node may still have a value of its own when others have their turn.
fn goes_on_in_turn(pipeline: &Resolved<'_>, entry: &Entry, number: NodeId) -> Option<Why> {
    let (node, provider) = (pipeline.node(number), pipeline.node_provider(number));
    let handled = node.policy.timeout.is_some() && !pipeline.ends_run(entry, provider);
    let spawned = (node.policy.spawn.is_some() && handled).then_some(Why::TaskTimedOut);
    goes_on(pipeline, entry, node, provider).or(spawned).filter(|_| !pipeline.unsure(number))
}

fn had_message(pipeline: &Resolved<'_>, provider: Provider, user: &Node, way: &str, holder: &Node, why: Why) -> String {
    let (name, user, holder) = (pipeline.source(provider).name(), user.name(), holder.name());
    let uses = if way == "here" { "uses" } else { "takes" };
    format!(
        "`{user}` {uses} `{name}` {way}, but `{holder}` may still have it then: {}\n\
         let the failure of `{holder}` end the run: nobody takes it as a value, and there is no `fallback`",
        why.text()
    )
}

/// The reason for which somebody may still be looking at a value when the run has gone on.
#[derive(Clone, Copy)]
enum Why {
    TimedOut,
    TaskTimedOut,
    AnotherElementFailed,
}

impl Why {
    fn text(self) -> &'static str {
        match self {
            Self::TimedOut => "its thread goes on after a timeout (`blocking`)",
            Self::TaskTimedOut => "its task may go on after a timeout (`spawn`, `timeout`)",
            Self::AnotherElementFailed => "other elements may be under way when one fails (`#[each]`)",
        }
    }
}

/// The first node that shares a value beyond its own end.
fn holder<'m>(pipeline: &Resolved<'m>, entry: &Entry, provider: Provider) -> Option<(&'m Node, Why)> {
    let consumers = entry.consumers(provider);
    consumers.iter().find_map(|consumer| {
        let Consumer::Param { node: number, .. } = *consumer else { return None };
        let node = Some(pipeline.node(number)).filter(|_| !pipeline.unsure(number))?;
        let why = goes_on(pipeline, entry, node, pipeline.node_provider(number))?;
        let changes = pipeline
            .edges(number)
            .any(|(_, edge)| edge.provider == Some(provider) && edge.access.way == Way::BorrowMut);
        (changes || shares(pipeline, entry, provider, number)).then_some((node, why))
    })
}

/// True if a node that runs elsewhere shares a value with others.
fn shares(pipeline: &Resolved<'_>, entry: &Entry, provider: Provider, number: NodeId) -> bool {
    let edges = pipeline.edges(number).filter(|(_, edge)| edge.provider == Some(provider));
    let accesses: Vec<Access> = edges.map(|(_, edge)| edge.access.of_whole()).collect();
    let spelled = pipeline.source(provider).spelled_type().filter(|_| !pipeline.handled_in(entry, provider));
    capture(spelled, pipeline.moves(entry.consumers(provider)), &accesses) == Capture::Share
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
    let why = why.text();
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
