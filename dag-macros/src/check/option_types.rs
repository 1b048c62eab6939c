use syn::{Ident, Type};

use crate::diagnostics::errors::Errors;
use crate::read::model::NodeId;
use crate::read::policy::Role;
use crate::resolve::{Provider, Resolved, Source};
use crate::types;

/// `when` asks for a `bool`, and `limit` for a semaphore that outlives the run.
///
/// ```text
/// struct Input { age: u8, permits: usize }
/// #[node(when = age)]             // from what age on?
/// #[node(limit = permits)]        // and how many does another run leave?
/// ```
///
/// A type whose name is not well known may stand for either: that is for the compiler to say.
pub(super) fn option_types(pipeline: &Resolved<'_>, errors: &mut Errors) {
    for number in pipeline.module.nodes.ids().filter(|number| !pipeline.unsure(*number)) {
        for edge in pipeline.options(number) {
            let Some(provider) = edge.provider.filter(|provider| !pipeline.doubtful(*provider)) else { continue };
            let message = match edge.role {
                Role::When => no_bool(pipeline, edge.name, provider, number),
                Role::Limit => no_semaphore(pipeline, edge.name, provider),
                Role::After => None,
            };
            if let Some(message) = message {
                errors.at(edge.name.span(), message);
            }
        }
    }
}

fn no_bool(pipeline: &Resolved<'_>, name: &Ident, provider: Provider, node: NodeId) -> Option<String> {
    let source = pipeline.source(provider);
    let consumer = pipeline.node(node).name();
    if provider == pipeline.node_provider(node) {
        return None;
    }
    if let Source::Node(flag) = source
        && let Some(condition) = &flag.policy.when
    {
        return Some(format!(
            "`{name}` may be skipped itself (`when = {condition}`), so there may be nothing to decide by\n\
             make a node that always decides, such as `#[node] fn {consumer}_wanted({name}: Option<bool>) -> bool`"
        ));
    }
    let provided = source.spelled_type().filter(|provided| is_no_bool(provided))?;
    let (kind, text) = (source.kind(), types::text(provided));
    let way_out = match types::reference(provided) {
        Some(reference) if !is_no_bool(&reference.elem) => format!("let `{name}` be a `bool`, not a reference to one"),
        _ => format!(
            "add a node that decides, such as `#[node] fn {consumer}_wanted({name}: {}) -> bool`",
            types::borrowed_text(provided)
        ),
    };
    Some(format!("`when` asks for a `bool`, but the {kind} `{name}` provides `{text}`\n{way_out}"))
}

fn is_no_bool(ty: &Type) -> bool {
    match types::bare(ty) {
        Type::ImplTrait(_) | Type::Infer(_) | Type::Macro(_) | Type::Verbatim(_) => false,
        Type::Path(_) => {
            let is_bool = types::last_segment(ty).is_some_and(|segment| segment.ident == "bool");
            !is_bool && (types::is_copy(ty).is_some() || types::is_named_option(ty) || types::is_named_result(ty))
        }
        _ => true,
    }
}

fn no_semaphore(pipeline: &Resolved<'_>, name: &Ident, provider: Provider) -> Option<String> {
    let Source::Field(field) = pipeline.source(provider) else { return None };
    if field.future {
        return None;
    }
    let text = types::text(&field.ty);
    if is_semaphore(&field.ty) {
        return Some(format!(
            "`{name}` belongs to one run, so it limits none of the others\n\
             make it one that runs share: an `Arc<Semaphore>` or a `&'a Semaphore`"
        ));
    }
    let pointee = types::pointee(&field.ty);
    let known = match types::bare(pointee) {
        Type::ImplTrait(_) | Type::Infer(_) | Type::Macro(_) | Type::Verbatim(_) => false,
        Type::Path(_) => types::is_copy(pointee).is_some() && !is_semaphore(pointee),
        _ => true,
    };
    known.then(|| {
        format!(
            "`limit` asks for a semaphore, but the input `{name}` is `{text}`\n\
             make it an `Arc<Semaphore>` or a `&'a Semaphore`, which the caller makes with `tokio::sync::Semaphore::new(4)`"
        )
    })
}

fn is_semaphore(ty: &Type) -> bool {
    types::last_segment(ty).is_some_and(|segment| segment.ident == "Semaphore")
}
