use syn::{Ident, Type};

use super::words::outcome_text;
use crate::diagnostics::errors::Errors;
use crate::read::model::Node;
use crate::resolve::{Provider, Resolved, Source};
use crate::types;

/// A failure is taken as a value only of a node that can fail.
///
/// ```text
/// async fn quote() -> Quote
/// async fn page(quote: Result<&Quote, &QuoteError>) -> Page      // there is no failure to take
/// ```
pub(super) fn outcome(pipeline: &Resolved<'_>, errors: &mut Errors) {
    for node in pipeline.module.nodes.ids() {
        for (param, edge) in pipeline.edges(node) {
            // An element may well be a `Result`.
            if let Some(provider) = edge.provider.filter(|_| param.each.is_none()) {
                check(pipeline, provider, &param.ty, param.local.as_ref(), errors);
            }
        }
    }
    for entry in &pipeline.entries {
        let Some(output) = entry.declared.map(|output| &pipeline.module.outputs[output]) else { continue };
        for (field, resolved) in output.fields.iter().zip(&entry.fields) {
            if let Some(provider) = resolved.provider {
                check(pipeline, provider, &field.ty, None, errors);
            }
        }
    }
}

fn check(pipeline: &Resolved<'_>, provider: Provider, asked: &Type, local: Option<&Ident>, errors: &mut Errors) {
    let source = pipeline.source(provider);
    if let (Source::Node(node), Some(reference)) = (source, types::reference(asked)) {
        let plain = source.spelled_type().is_some_and(|value| !is_result(value));
        if source.fallible() && plain && is_result(&reference.elem) {
            errors.on(asked, by_halves(source, node));
        }
        return;
    }
    if source.fallible() || !is_result(asked) {
        return;
    }
    if let Some(provided) = source.spelled_type().filter(|provided| is_no_result(provided, asked)) {
        errors.on(asked, message(source, provided, local));
    }
}

fn message(source: Source<'_>, provided: &Type, local: Option<&Ident>) -> String {
    let (name, kind, text) = (source.name(), source.kind(), types::text(provided));
    let take = match local {
        Some(local) => format!("take `{local}: {}`", source.lent_text(provided)),
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
fn by_halves(source: Source<'_>, node: &Node) -> String {
    let value = match source.spelled_type() {
        Some(value) if source.conditional() => source.lent_text(value),
        Some(value) => format!("&{}", types::text(value)),
        None => "&T".to_owned(),
    };
    format!(
        "the outcome of `{}` is lent in two halves\ntake `{}`, or `{value}` for the value alone",
        node.name(),
        outcome_text(source, node, true),
    )
}

fn is_result(ty: &Type) -> bool {
    types::is_named_result(ty)
}

/// Whether what is provided cannot be a `Result`. A name of the user's own may stand for one; then only a consumer that
/// asks for references, as of a failure, shows the mistake.
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
