use syn::{GenericParam, Type, TypeParamBound};

use crate::diagnostics::errors::Errors;
use crate::read::model::{InputField, InputStruct, Node, Param};
use crate::resolve::{Consumer, Provider, Resolved, Source};
use crate::types;

/// A field is a future exactly if it is marked as one, and a node's value has been awaited.
///
/// ```text
/// #[future] pub id: u64                                   // no future
/// pub token: F                                            // with `F: Future<Output = Token>`: nobody awaits it
/// async fn user() -> User
/// async fn page(user: impl Future<Output = User>)         // `user: User`
/// ```
pub(super) fn futures(pipeline: &Resolved<'_>, errors: &mut Errors) {
    for (input, field) in pipeline.module.input_fields() {
        if let Some(message) = at_field(pipeline, input, field) {
            errors.on(&field.ty, message);
        }
    }
    for number in pipeline.module.nodes.ids() {
        for (param, edge) in pipeline.judged_edges(number) {
            if let Some(message) = edge.provider.and_then(|provider| at_param(pipeline, param, provider)) {
                errors.on(&param.ty, message);
            }
        }
    }
}

fn at_field(pipeline: &Resolved<'_>, input: &InputStruct, field: &InputField) -> Option<String> {
    let (name, ty, provider) = (&field.ident, types::text(&field.ty), pipeline.find(&field.ident)?);
    if field.future.is_some() {
        return never_a_future(&field.ty).then(|| {
            format!(
                "`{name}` is marked `#[future]`, but `{ty}` is no future\n\
                 leave out `#[future]`; or have the caller give one: `#[future] pub {name}: F` with \
                 `F: Future<Output = {ty}>`"
            )
        });
    }
    let unawaited = is_future_parameter(input, &field.ty) && !pipeline.doubtful(provider);
    let consumers = pipeline.consumers(provider).collect::<Vec<_>>();
    let asks_for_a_value = |consumer: &Consumer| match *consumer {
        Consumer::Param { node, param } => {
            let node = pipeline.node(node);
            !may_be_a_future(node, &node.params[param].ty)
        }
        Consumer::Option { .. } | Consumer::Output(_) => false,
    };
    (unawaited && consumers.iter().any(asks_for_a_value)).then(|| {
        format!("`{name}` is a future, and nobody awaits it\nmark it: `#[future] pub {name}: {ty}`; nodes then take what it gives")
    })
}

/// True for a type parameter of the input struct that is bounded by `Future`.
fn is_future_parameter(input: &InputStruct, ty: &Type) -> bool {
    let is_future = |bound: &TypeParamBound| match bound {
        TypeParamBound::Trait(bound) => bound.path.segments.last().is_some_and(|segment| segment.ident == "Future"),
        _ => false,
    };
    let declared =
        types::last_segment(ty).is_some_and(|name| input.generics.type_params().any(|param| param.ident == name.ident));
    declared && types::bounds_of_parameter(ty, &input.generics).iter().any(is_future)
}

/// True for `impl Trait`, and for a type parameter of the node.
fn may_be_a_future(node: &Node, ty: &Type) -> bool {
    let own = |name: &syn::Ident| {
        node.sig.generics.params.iter().any(|param| matches!(param, GenericParam::Type(param) if param.ident == *name))
    };
    match types::pointee(ty) {
        Type::ImplTrait(_) | Type::TraitObject(_) | Type::Infer(_) | Type::Macro(_) => true,
        ty => types::points_on(ty) || types::last_segment(ty).is_some_and(|segment| own(&segment.ident)),
    }
}

/// True if the type is known not to be a future.
fn never_a_future(ty: &Type) -> bool {
    match types::bare(ty) {
        Type::Tuple(_) | Type::Array(_) | Type::Slice(_) => true,
        Type::Reference(reference) => reference.mutability.is_none() || never_a_future(&reference.elem),
        ty => types::known(ty).is_some() && !types::points_on(ty),
    }
}

fn at_param(pipeline: &Resolved<'_>, param: &Param, provider: Provider) -> Option<String> {
    let Type::ImplTrait(asked) = types::bare(&param.ty) else { return None };
    let future = asked.bounds.iter().any(|bound| {
        matches!(bound, TypeParamBound::Trait(bound)
            if bound.path.segments.last().is_some_and(|segment| segment.ident == "Future"))
    });
    let source @ Source::Node(node) = pipeline.source(provider) else { return None };
    let provided = source.spelled_type()?;
    let called = types::last_segment(provided)?.ident.to_string();
    let own = ["Fut", "Handle", "Task", "Shared", "Pin", "Box"].iter().any(|word| called.contains(word));
    let awaited =
        node.sig.asyncness.is_some() && !own && types::known(provided).is_none_or(|_| never_a_future(provided));
    let local = param.local.as_ref()?;
    (future && awaited).then(|| {
        let (name, ty) = (source.name(), types::text(provided));
        format!(
            "`{name}` has been awaited when this node starts: it provides `{ty}`\ntake `{local}: {ty}`, or a reference"
        )
    })
}
