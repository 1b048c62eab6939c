//! The type of what decides whether a node runs.

use syn::Type;

use crate::read::model::NodeId;
use crate::read::policy::Case;
use crate::resolve::{Provider, Resolved, Source};
use crate::types;

/// The objection to the provider in the `when` of a node.
pub(super) fn objection(pipeline: &Resolved<'_>, provider: Provider, node: NodeId) -> Option<String> {
    let when = pipeline.node(node).policy.when.as_ref()?;
    let consumer = pipeline.node(node).name().to_string();
    if provider == pipeline.node_provider(node) {
        return None;
    }
    let source = pipeline.source(provider);
    match when.case {
        Case::True | Case::False => no_bool(source, when.case, &consumer),
        Case::Something => no_option(source, &consumer),
    }
}

fn no_bool(source: Source<'_>, case: Case, consumer: &str) -> Option<String> {
    let spelled = source.spelled_type()?;
    // A node that is skipped decides nothing.
    let provided = if source.conditional() { types::first_argument(spelled)? } else { spelled };
    let (name, kind, text) = (source.name(), source.kind(), types::text(provided));
    let asks = format!("`when` asks for a `bool`, but the {kind} `{name}` provides `{text}`");
    let way_out = match types::reference(provided) {
        Some(reference) if !is_no_bool(&reference.elem) => format!("let `{name}` be a `bool`, not a reference to one"),
        None if types::is_named_option(provided) && case == Case::True => {
            format!("to have `{consumer}` run where there is something in it: `when = some({name})`")
        }
        _ => add_a_node(source, provided, consumer),
    };
    is_no_bool(provided).then(|| format!("{asks}\n{way_out}"))
}

fn no_option(source: Source<'_>, consumer: &str) -> Option<String> {
    let provided = source.spelled_type()?;
    let (name, kind, text) = (source.name(), source.kind(), types::text(provided));
    let way_out = match types::reference(provided) {
        Some(reference) if types::is_named_option(&reference.elem) => {
            format!("let `{name}` be an `Option`, not a reference to one")
        }
        _ if is_bool(provided) => format!("to have `{consumer}` run where it is true: `when = {name}`"),
        _ => {
            format!("`{consumer}` runs in any case without a `when`; a node that decides gives a `bool` or an `Option`")
        }
    };
    is_no_option(provided)
        .then(|| format!("`some` asks for an `Option`, but the {kind} `{name}` provides `{text}`\n{way_out}"))
}

fn add_a_node(source: Source<'_>, provided: &Type, consumer: &str) -> String {
    let (name, lent) = (source.name(), types::borrowed_text(provided));
    format!("add a node that decides, such as `#[node] fn {consumer}_wanted({name}: {lent}) -> bool`")
}

fn is_no_bool(ty: &Type) -> bool {
    is_another(ty, &is_bool)
}

fn is_no_option(ty: &Type) -> bool {
    is_another(ty, &types::is_named_option)
}

/// True if a type is known to be no such one.
fn is_another(ty: &Type, such: &dyn Fn(&Type) -> bool) -> bool {
    match types::bare(ty) {
        Type::ImplTrait(_) | Type::Infer(_) | Type::Macro(_) | Type::Verbatim(_) => false,
        Type::Path(_) => {
            let known = types::is_copy(ty).is_some() || types::is_named_option(ty) || types::is_named_result(ty);
            known && !such(ty)
        }
        _ => true,
    }
}

fn is_bool(ty: &Type) -> bool {
    types::last_segment(ty).is_some_and(|segment| segment.ident == "bool")
}
