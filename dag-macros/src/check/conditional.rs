use quote::quote;
use syn::Type;

use super::words::outcome_text;
use crate::diagnostics::errors::Errors;
use crate::read::model::{Node, NodeId, Param};
use crate::read::policy::When;
use crate::resolve::{Edge, Resolved, Source, Way};
use crate::types;

/// The value of a node that may be skipped is taken as an `Option`, and no other is.
///
/// ```text
/// #[node(when = vip)]
/// async fn badge() -> Badge
/// async fn page(badge: &Badge) -> Page        // of nobody in particular? `badge: Option<&Badge>`
/// ```
///
/// A type of another name may stand for an `Option`: that is for the compiler to say.
pub(super) fn conditional(pipeline: &Resolved<'_>, errors: &mut Errors) {
    for (number, node) in pipeline.module.nodes.iter() {
        for (index, param) in node.params.iter().enumerate() {
            match (at_param(pipeline, number, index), param.each) {
                (Some(message), Some(span)) => errors.at(span, message),
                (Some(message), None) => errors.on(&param.ty, message),
                (None, _) => {}
            }
        }
    }
    for entry in &pipeline.entries {
        let Some(output) = entry.declared.map(|output| &pipeline.module.outputs[output]) else { continue };
        for (field, resolved) in output.fields.iter().zip(&entry.fields) {
            let Some(provider) = resolved.provider.filter(|provider| !pipeline.doubtful(*provider)) else { continue };
            if let Some(message) = objection(pipeline.source(provider), &field.ty, Asker::Output) {
                errors.on(&field.ty, message);
            }
        }
    }
}

/// The objection to the type of a parameter.
pub(super) fn at_param(pipeline: &Resolved<'_>, number: NodeId, index: usize) -> Option<String> {
    let (node, edge) = (pipeline.node(number), pipeline.judged_edge(number, index));
    let (param, source) = (&node.params[index], pipeline.source(edge.provider?));
    if param.each.is_some() {
        return skipped(source).map(|(provider, condition)| no_collection(node, provider, condition));
    }
    objection(source, &param.ty, Asker::Param(param, edge))
}

/// The consumer that asks for a type.
#[derive(Clone, Copy)]
enum Asker<'a> {
    Param(&'a Param, Edge),
    Output,
}

/// The node that may be skipped, and what decides.
fn skipped(source: Source<'_>) -> Option<(&Node, &When)> {
    match source {
        Source::Node(node) => Some((node, node.policy.when.as_ref()?)),
        Source::Field(_) => None,
    }
}

fn objection(source: Source<'_>, asked: &Type, asker: Asker<'_>) -> Option<String> {
    // That nothing of a node's is lent as `&mut` is another rule.
    if matches!(asker, Asker::Param(_, edge) if edge.access.way == Way::BorrowMut) {
        return None;
    }
    match skipped(source) {
        Some((node, condition)) => not_there(source, node, condition, asked, asker),
        None => always_there(source, asked, asker),
    }
}

/// `T`, `&Option<T>` or `Result<T, E>` is asked of what may be skipped.
fn not_there(source: Source<'_>, node: &Node, condition: &When, asked: &Type, asker: Asker<'_>) -> Option<String> {
    let option = source.likely_type()?;
    let value = types::type_arguments(option).next()?;
    let skipped = format!("`{}` may be skipped (`{condition}`)", node.name());
    let outcome =
        types::first_argument(asked).filter(|inner| types::is_named_option(asked) && types::is_named_result(inner));
    if let Some(outcome) = outcome.filter(|_| source.fallible() && !types::is_named_result(value)) {
        let instead = take(asker, &outcome_text(source, types::lends_outcome(outcome)));
        return Some(format!("{skipped}, and then it has not failed: the `Option` is within the `Result`\n{instead}"));
    }
    let option = source.spelled_type()?;
    if source.fallible() && types::is_named_result(asked) {
        let half = types::type_arguments(asked).next()?;
        let plain = !types::is_named_option(half) && stands_for(half, value);
        let instead = take(asker, &outcome_text(source, types::lends_outcome(asked)));
        return plain.then(|| format!("{skipped}, so what is in its `Ok` is an `Option`\n{instead}"));
    }
    if let Some(reference) = types::reference(asked).filter(|reference| types::is_named_option(&reference.elem)) {
        let whole = types::type_arguments(&reference.elem).next().is_some_and(|inner| stands_for(inner, value));
        let instead = take(asker, &source.lent_text(option));
        return whole.then(|| format!("{skipped}, so it is lent as an `Option` of a reference\n{instead}"));
    }
    if types::is_named_option(asked) || types::is_named_result(asked) || !stands_for(asked, value) {
        return None;
    }
    let lent = types::reference(asked).is_some() && matches!(asker, Asker::Param(..));
    let instead = take(asker, &if lent { source.lent_text(option) } else { types::text(option) });
    Some(format!("{skipped}, so there may be no `{}`\n{instead}", types::text(value)))
}

/// `Option<T>` or `Option<&T>` is asked of what provides a `T`.
fn always_there(source: Source<'_>, asked: &Type, asker: Asker<'_>) -> Option<String> {
    let provided = source.spelled_type()?;
    let option = types::reference(asked).map_or(asked, |reference| &reference.elem);
    let by_reference = types::reference(asked).is_some();
    let inner = types::type_arguments(option).next().filter(|_| types::is_named_option(option))?;
    if by_reference && types::is_named_option(provided) {
        return None;
    }
    if types::is_named_option(provided) {
        // An `Option` like any other value.
        return None;
    }
    let lent = (by_reference || types::reference(inner).is_some()) && matches!(asker, Asker::Param(..));
    let instead = if lent { types::borrowed_text(provided) } else { types::text(provided) };
    spelled_alike(inner, provided).then(|| {
        let (name, kind, provided) = (source.name(), source.kind(), types::text(provided));
        format!(
            "the {kind} `{name}` is never skipped: it provides `{provided}`, and there is no `Option` to take\n{}",
            take(asker, &instead),
        )
    })
}

/// "take `badge: Option<&Badge>`"
fn take(asker: Asker<'_>, ty: &str) -> String {
    // A lifetime of the input's is none of the node's.
    let own = types::elided(ty);
    match asker {
        Asker::Param(Param { local: Some(local), clone, .. }, _) => {
            let clone = if clone.is_some() { "#[clone] " } else { "" };
            format!("take `{clone}{local}: {own}`")
        }
        Asker::Param(..) => format!("take `{own}`"),
        Asker::Output => format!("make the field `{ty}`"),
    }
}

/// True if the asked type can only mean the value itself: it is spelled like it, or could be no `Option` whatever it
/// is.
fn stands_for(asked: &Type, value: &Type) -> bool {
    let asked = behind_references(asked);
    match types::bare(asked) {
        Type::ImplTrait(_) | Type::Infer(_) | Type::Macro(_) | Type::TraitObject(_) | Type::Verbatim(_) => false,
        Type::Path(_) => types::is_copy(asked).is_some() || spelled_alike(asked, value) || is_str(asked),
        _ => true,
    }
}

fn spelled_alike(asked: &Type, value: &Type) -> bool {
    let spelling = |ty: &Type| {
        let ty = types::bare(behind_references(ty));
        quote!(#ty).to_string()
    };
    let asked = spelling(asked);
    asked == spelling(value)
        || types::dereferenced(value).is_some_and(|target| spelling(&target) == asked)
        || (asked == "str" && types::dereferenced(value).is_some_and(|target| is_str(&target)))
}

fn is_str(ty: &Type) -> bool {
    types::last_segment(ty).is_some_and(|segment| segment.ident == "str")
}

fn behind_references(ty: &Type) -> &Type {
    types::reference(ty).map_or(ty, |reference| behind_references(&reference.elem))
}

fn no_collection(node: &Node, provider: &Node, condition: &When) -> String {
    let (name, consumer) = (provider.name(), node.name());
    let (value, gives) = match provider.returns.value.as_ref() {
        Some(option) => {
            let lent = types::type_arguments(option).next().map_or_else(|| "&[T]".to_owned(), types::text);
            (types::text(option), lent)
        }
        None => ("Option<Vec<T>>".to_owned(), "Vec<T>".to_owned()),
    };
    format!(
        "`{name}` may be skipped (`{condition}`), and then there is no collection for `{consumer}` to run over\n\
         say in a node what there is then, such as `#[node] fn all_{name}({name}: {value}) -> {gives}` with `{name}.unwrap_or_default()`"
    )
}
