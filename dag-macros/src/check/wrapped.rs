use syn::Type;

use crate::diagnostics::errors::Errors;
use crate::read::model::{Node, NodeId, Param};
use crate::resolve::{Part, Resolved, Source, Way};
use crate::types::{self, Apart};

/// A parameter asks for the type that its provider gives, without anything around it that the compiler does not look
/// through, or anything more.
///
/// ```text
/// async fn user() -> Arc<User>
/// async fn page(user: User) -> Page           // `&User` is behind the `Arc`
/// async fn badge(user: &Option<User>) -> Badge
/// ```
pub(super) fn wrapped(pipeline: &Resolved<'_>, errors: &mut Errors) {
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
            let provider = resolved.provider.filter(|provider| !pipeline.doubtful(*provider) && !resolved.outcome);
            let Some(source) = provider.map(|provider| pipeline.source(provider)) else { continue };
            let apart = provided(source).filter(|provided| types::reference(provided).is_none());
            if apart.is_some_and(|provided| types::apart(provided, &field.ty, &output.generics).is_some()) {
                errors.on(&field.ty, at_field(source, &output.ident, &field.ident, &field.ty));
            }
        }
    }
}

/// The objection to the type of a parameter.
pub(super) fn at_param(pipeline: &Resolved<'_>, node: NodeId, index: usize) -> Option<String> {
    let (edge, node) = (pipeline.judged_edge(node, index), pipeline.node(node));
    let param = &node.params[index];
    let source = pipeline.source(edge.provider?);
    let plain = edge.access.part == Part::Value && edge.access.way != Way::BorrowMut && param.clone.is_none();
    let provided = provided(source).filter(|_| plain)?;
    let apart = types::apart(provided, &param.ty, &node.sig.generics)?;
    Some(message(source, provided, node, param, &apart))
}

/// The type that a source gives where it always does.
fn provided(source: Source<'_>) -> Option<&Type> {
    source.spelled_type().filter(|_| !source.conditional())
}

fn message(source: Source<'_>, provided: &Type, node: &Node, param: &Param, apart: &Apart) -> String {
    let (name, asked) = (node.name(), types::text(&param.ty));
    let (kind, provider, provided) = (source.kind(), source.name(), types::text(provided));
    let Apart { take, or_give, each, or_clone } = apart;
    let clone = or_clone.then(|| format!(", or `#[clone] {provider}: {asked}`"));
    let give = or_give.as_ref().map(|give| match source {
        Source::Node(_) => format!(", or let `{provider}` return `{give}`"),
        Source::Field(_) => format!(", or make the field `{give}`"),
    });
    let each = each.as_ref().map(|element| {
        let plural = provider.to_string();
        let one = plural.strip_suffix('s').filter(|one| !one.is_empty()).unwrap_or("one");
        format!(", or run `{name}` for each element: `#[each({provider})] {one}: {element}`")
    });
    let runs = match source {
        Source::Node(node) => node.params.iter().find(|param| param.each.is_some()).and_then(Param::wanted),
        Source::Field(_) => None,
    };
    let why = runs.map(|list| format!(", as it runs for each element of `{list}`")).unwrap_or_default();
    let [clone, give, each] = [clone, give, each].map(Option::unwrap_or_default);
    format!(
        "`{name}` asks for `{provider}` as `{asked}`, but the {kind} `{provider}` gives `{provided}`{why}\n\
         take `{take}`{clone}{give}{each}"
    )
}

fn at_field(source: Source<'_>, output: &syn::Ident, field: &syn::Ident, asked: &Type) -> String {
    let (kind, provider, asked) = (source.kind(), source.name(), types::text(asked));
    let provided = source.spelled_type().map(types::text).unwrap_or_default();
    format!(
        "the output `{output}` asks for `{provider}` as `{asked}`, but the {kind} `{provider}` gives `{provided}`\n\
         make the field `{field}: {provided}`"
    )
}
