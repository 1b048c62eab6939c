use crate::diagnostics::errors::Errors;
use crate::read::model::NodeId;
use crate::resolve::{Access, Capture, Consumer, Entry, Provider, Resolved, capture};

/// Nothing is moved out of an input struct that implements `Drop`.
///
/// ```text
/// impl Drop for Input { .. }
/// async fn page(secret: String) -> Page       // `Input` looks at its `secret` when it ends: take `&str`
/// ```
///
/// Where the spelling of a type does not tell whether it is `Copy`, the compiler is asked by the emitted code.
pub(super) fn dropped_input(pipeline: &Resolved<'_>, errors: &mut Errors) {
    for provider in pipeline.providers() {
        let input = pipeline.module.inputs.iter().find(|input| pipeline.stays_in(input, provider));
        let Some((input, field)) = input.and_then(|input| Some((input, pipeline.field_in(input, provider)?))) else {
            continue;
        };
        let (name, ty) = (&field.ident, &input.ident);
        let why = format!("`{ty}` implements `Drop`, so `{name}` cannot be moved out of it");
        if field.future.is_some() {
            errors.at(name.span(), format_args!("{why} to be awaited\nmove the `Drop` to a type of its own"));
            continue;
        }
        let never_copied = pipeline.module.foreign.is_copy(&field.ty) == Some(false);
        for consumer in pipeline.consumers(provider) {
            let Consumer::Param { node, param } = consumer else { continue };
            let edge = pipeline.judged_edge(node, param);
            let (span, param) = (pipeline.node(node).params[param].span, &pipeline.node(node).params[param]);
            if edge.provider != Some(provider) {
                continue;
            }
            if edge.access.takes() && never_copied {
                errors.at(span, format_args!("{why}\n{}", pipeline.reference_or_clone(param, edge)));
            } else if is_shared(pipeline, node, edge.access, provider) {
                let name = pipeline.node(node).name();
                errors
                    .at(span, format_args!("{why} to be shared with `{name}`, which runs elsewhere\nmake it an `Arc`"));
            }
        }
        for entry in pipeline.entries.iter().filter(|_| never_copied) {
            taken_by_output(entry, provider, &why, errors);
        }
    }
}

fn is_shared(pipeline: &Resolved<'_>, node: NodeId, access: Access, provider: Provider) -> bool {
    let spelled = pipeline.source(provider).spelled_type();
    pipeline.detached(pipeline.node(node)) && capture(spelled, false, &[access.of_whole()]) == Capture::Share
}

fn taken_by_output(entry: &Entry, provider: Provider, why: &str, errors: &mut Errors) {
    for field in entry.fields.iter().filter(|field| field.provider == Some(provider)) {
        errors.at(field.name.span(), format_args!("{why} for the output\nadd a node that gives a clone of it"));
    }
}
