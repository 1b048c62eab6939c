use syn::Type;

use super::amiss::asks_amiss;
use super::words::{only_if_copy, tried_again};
use crate::diagnostics::errors::Errors;
use crate::read::model::{Node, NodeId, Param};
use crate::resolve::{Edge, Part, Resolved};
use crate::types;

/// A value that cannot be copied is given once, so not to a node that is called more than once.
///
/// ```text
/// #[node(retry)]
/// async fn paid(card: String) -> Result<Receipt, Refused>     // the second attempt has no `card` left
/// async fn mailed(#[each(to)] to: &Address, text: String)     // nor has the second element a `text`
/// ```
///
/// Where the spelling of a type does not tell whether it is `Copy`, the compiler is asked by the emitted code.
pub(super) fn given_once(pipeline: &Resolved<'_>, errors: &mut Errors) {
    for (number, node) in pipeline.module.nodes.iter() {
        for (index, param) in node.params.iter().enumerate() {
            let edge = pipeline.edge(number, index);
            if given_again(pipeline, number, index) {
                errors.at(param.span, message(pipeline, node, param, edge));
            }
        }
    }
}

/// True if a parameter takes a value by itself that is never `Copy`, for a node that is called more than once with it.
pub(super) fn given_again(pipeline: &Resolved<'_>, number: NodeId, index: usize) -> bool {
    let edge = pipeline.judged_edge(number, index);
    let node = pipeline.node(number);
    let param = &node.params[index];
    let Some(provider) = edge.provider.filter(|_| !asks_amiss(pipeline, number, index)) else { return false };
    if param.each.is_some() {
        // The elements themselves are given away, each once.
        let again = tried_again(node) || other_element(pipeline, number, index);
        return again && param.clone.is_none() && never_copied(pipeline, &param.ty);
    }
    let provided = pipeline.source(provider).spelled_type().filter(|_| edge.access.part == Part::Value);
    (tried_again(node) || node.each())
        && edge.access.takes()
        && (never_copied(pipeline, &param.ty) || provided.is_some_and(|ty| never_copied(pipeline, ty)))
}

/// True if another parameter takes the elements, too.
fn other_element(pipeline: &Resolved<'_>, node: NodeId, index: usize) -> bool {
    let provider = pipeline.edge(node, index).provider;
    let same = |(other, (param, edge)): (usize, (&Param, Edge))| {
        other != index && param.each.is_some() && edge.provider == provider
    };
    pipeline.edges(node).enumerate().any(same)
}

fn never_copied(pipeline: &Resolved<'_>, ty: &Type) -> bool {
    let never = |ty| pipeline.module.foreign.is_copy(ty) == Some(false);
    never(ty) || (types::is_named_result(ty) && types::type_arguments(ty).any(never))
}

fn message(pipeline: &Resolved<'_>, node: &Node, param: &Param, edge: Edge) -> String {
    let provider = edge.provider.map(|provider| pipeline.source(provider).name());
    let not_so = match types::is_copy(&param.ty) {
        Some(false) => format!(", which `{}` is not", types::text(&param.ty)),
        _ => String::new(),
    };
    let why = provider.map(|provider| only_if_copy(node, provider, param.each.is_some())).unwrap_or_default();
    format!("{why}{not_so}\n{}", pipeline.reference_or_clone(param, edge))
}
