use syn::{Type, TypeReference};

use crate::diagnostics::errors::Errors;
use crate::read::model::{Node, Param};
use crate::resolve::{Access, Part, Resolved, Source, Way};
use crate::types;

/// A value lives until the run ends, so that no parameter can borrow it for ever.
///
/// ```text
/// async fn name() -> String
/// async fn greeting(name: &'static str) -> String     // `&str`
/// ```
pub(super) fn outlives(pipeline: &Resolved<'_>, errors: &mut Errors) {
    for (number, node) in pipeline.module.nodes.iter() {
        for (param, edge) in pipeline.judged_edges(number) {
            let Some(provider) = edge.provider else { continue };
            let source = pipeline.source(provider);
            for reference in lent_for_ever(edge.access, &param.ty) {
                if let Some(message) = objection(source, node, param, reference) {
                    errors.on(reference.lifetime.as_ref(), message);
                }
            }
        }
    }
}

/// The references to a value that a parameter asks for with the lifetime `'static`.
fn lent_for_ever(access: Access, asked: &Type) -> Vec<&TypeReference> {
    let lent: Vec<&Type> = match access {
        Access { way: Way::Clone, .. } => Vec::new(),
        Access { part: Part::Value | Part::Element, .. } => vec![asked],
        Access { part: Part::Option | Part::Outcome | Part::Halves | Part::AtEnd, .. } => {
            types::type_arguments(asked).collect()
        }
    };
    let references = lent.into_iter().filter_map(types::reference);
    references
        .filter(|reference| reference.lifetime.as_ref().is_some_and(|lifetime| lifetime.ident == "static"))
        .collect()
}

fn objection(source: Source<'_>, node: &Node, param: &Param, asked: &TypeReference) -> Option<String> {
    let provided = source.spelled_type()?;
    let provided = if param.each.is_some() { types::element(types::pointee(provided))? } else { provided.clone() };
    let (name, provider) = (node.name(), source.name());
    let why = match (source, types::reference(&provided)) {
        (Source::Field(_), Some(reference)) => {
            reference.lifetime.as_ref().filter(|lifetime| lifetime.ident != "static")?;
            format!("the input is borrowed from the caller: `{}`", types::text(&provided))
        }
        // What the node borrows from may well last for ever.
        (Source::Node(_), Some(_)) => return None,
        // A name that is not known could stand for a reference.
        (_, None) if types::known(&provided).is_some() || types::same(&provided, &asked.elem) => {
            format!("the value of the {} ends with the run", source.kind())
        }
        (_, None) => return None,
    };
    let shorter = types::text(&Type::Reference(TypeReference { lifetime: None, ..asked.clone() }));
    Some(format!("`{name}` asks for `{provider}` with the lifetime `'static`, but {why}\ntake `{shorter}`"))
}
