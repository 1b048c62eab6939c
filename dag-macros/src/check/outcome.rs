use syn::{Ident, Type};

use super::words::outcome_text;
use crate::diagnostics::errors::Errors;
use crate::read::model::{Node, NodeId};
use crate::resolve::{Resolved, Source};
use crate::types;

/// A failure is taken as a value only of a node that can fail.
///
/// ```text
/// async fn quote() -> Quote
/// async fn page(quote: Result<&Quote, &QuoteError>) -> Page      // there is no failure to take
/// ```
pub(super) fn outcome(pipeline: &Resolved<'_>, errors: &mut Errors) {
    for (number, node) in pipeline.module.nodes.iter() {
        for (index, param) in node.params.iter().enumerate() {
            if let Some(message) = at_param(pipeline, number, index) {
                errors.on(&param.ty, message);
            }
        }
    }
    for entry in &pipeline.entries {
        let Some(output) = entry.declared.map(|output| &pipeline.module.outputs[output]) else { continue };
        for (field, resolved) in output.fields.iter().zip(&entry.fields) {
            let provider = resolved.provider.filter(|provider| !pipeline.doubtful(*provider));
            if let Some(message) = provider.and_then(|provider| objection(pipeline.source(provider), &field.ty, None)) {
                errors.on(&field.ty, message);
            }
        }
    }
}

/// The objection to the type of a parameter.
pub(super) fn at_param(pipeline: &Resolved<'_>, node: NodeId, index: usize) -> Option<String> {
    let param = &pipeline.node(node).params[index];
    // An element may well be a `Result`.
    let provider = pipeline.judged_edge(node, index).provider.filter(|_| param.each.is_none())?;
    objection(pipeline.source(provider), &param.ty, param.local.as_ref())
}

fn objection(source: Source<'_>, asked: &Type, local: Option<&Ident>) -> Option<String> {
    // A node that deals with a failure is meant to have one: that is told there.
    let meant_to_fail = |node: &Node| {
        let deals_with_failure = node.given.iter().any(|given| given.option.on_failure);
        match node.policy.timeout {
            Some(_) => node.returns.infallible,
            None => node.returns.fallible.is_none() && deals_with_failure,
        }
    };
    match (source, types::reference(asked)) {
        (_, Some(reference)) if source.fallible() || matches!(source, Source::Node(_)) => {
            let plain = source.spelled_type().is_some_and(|value| !is_result(value));
            (source.fallible() && plain && is_result(&reference.elem)).then(|| by_halves(source))
        }
        (Source::Node(node), None) if meant_to_fail(node) => None,
        _ if source.fallible() || !is_result(asked) => None,
        _ => {
            let provided = source.spelled_type().filter(|provided| is_no_result(provided, asked))?;
            Some(message(source, provided, local))
        }
    }
}

fn message(source: Source<'_>, provided: &Type, local: Option<&Ident>) -> String {
    let (name, kind, text) = (source.name(), source.kind(), types::text(provided));
    let take = match local {
        Some(local) => format!("take `{local}: {}`", types::elided(&source.lent_text(provided))),
        None => format!("take `{text}`"),
    };
    let one = types::type_arguments(provided).next().filter(|_| source.conditional()).unwrap_or(provided);
    let alias = match source {
        Source::Node(_) if types::is_copy(one).is_none() => {
            format!("; if `{}` stands for a `Result`, mark `{name}` with `#[node(fallible)]`", types::text(one))
        }
        Source::Node(_) | Source::Field(_) => String::new(),
    };
    format!("the {kind} `{name}` cannot fail: it provides `{text}`, and there is no `Result` to take\n{take}{alias}")
}

/// `&Result<T, E>` is asked of a node whose value is a `T`.
fn by_halves(source: Source<'_>) -> String {
    let value = match source.likely_type() {
        Some(value) if source.conditional() => source.lent_text(value),
        Some(value) => format!("&{}", types::text(value)),
        None => "&T".to_owned(),
    };
    format!(
        "the outcome of `{}` is lent in two halves\ntake `{}`, or `{value}` for the value alone",
        source.name(),
        outcome_text(source, true),
    )
}

fn is_result(ty: &Type) -> bool {
    types::is_named_result(ty)
}

/// True if the provided type cannot be a `Result`. A name of the user's own may stand for one; then only a consumer
/// that asks for references, as of a failure, shows the mistake.
fn is_no_result(provided: &Type, asked: &Type) -> bool {
    match types::bare(provided) {
        Type::ImplTrait(_) | Type::Infer(_) | Type::Macro(_) | Type::Verbatim(_) => false,
        Type::Path(path) => {
            let well_known = types::is_copy(provided).is_some();
            path.qself.is_none() && !is_result(provided) && (well_known || types::all_arguments_borrowed(asked))
        }
        _ => true,
    }
}
