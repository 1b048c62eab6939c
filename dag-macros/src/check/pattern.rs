use syn::{FnArg, Pat};

use crate::diagnostics::errors::Errors;
use crate::read::model::{Node, Param};
use crate::resolve::Resolved;
use crate::types;

/// A pattern says by `#[from]` what it takes apart, as it has no name of its own.
///
/// ```text
/// async fn length(Point { x, y }: Point) -> f64                    // whose value?
/// async fn length(#[from(point)] Point { x, y }: Point) -> f64
/// ```
pub(super) fn pattern(pipeline: &Resolved<'_>, errors: &mut Errors) {
    for (_, node) in pipeline.module.nodes.iter().filter(|(number, _)| !pipeline.unsure(*number)) {
        for (param, pat) in node.params.iter().zip(patterns(node)) {
            if param.wanted().is_none() && !param.repeated {
                errors.at(param.span, message(pipeline, node, param, pat));
            }
        }
    }
}

fn patterns(node: &Node) -> impl Iterator<Item = &Pat> {
    node.sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(typed) => Some(&*typed.pat),
        FnArg::Receiver(_) => None,
    })
}

fn message(pipeline: &Resolved<'_>, node: &Node, param: &Param, pat: &Pat) -> String {
    let consumer = node.name();
    let provider = provider_of_type(pipeline, &param.ty);
    if let Pat::Wild(_) = pat {
        let name = provider.unwrap_or_else(|| "cart".to_owned());
        return format!(
            "`_` does not say whose value `{consumer}` takes here\n\
             a name that begins with it does: `_{name}` waits for `{name}` without using it"
        );
    }
    let name = provider.unwrap_or_else(|| "name".to_owned());
    format!(
        "a pattern does not say whose value `{consumer}` takes here\n\
         write the name of the node or input in front of it: `#[from({name})]`"
    )
}

/// The one provider that spells the asked type.
fn provider_of_type(pipeline: &Resolved<'_>, asked: &syn::Type) -> Option<String> {
    let asked = types::text(types::reference(asked).map_or(asked, |reference| &reference.elem));
    let mut fitting = pipeline.providers().map(|provider| pipeline.source(provider)).filter(|source| {
        source.likely_type().is_some_and(|provided| {
            types::text(types::reference(provided).map_or(provided, |reference| &reference.elem)) == asked
        })
    });
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => Some(only.name().to_string()),
        _ => None,
    }
}
