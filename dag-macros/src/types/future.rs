//! Types that are futures, as far as their spelling tells.

use syn::{GenericArgument, Generics, PathArguments, PathSegment, Type, TypeParamBound, WherePredicate};

use super::spelled::{bare, first_argument, last_segment, same, type_arguments};

/// `T` of `impl Future<Output = T>`, `Pin<Box<dyn Future<Output = T>>>` and `BoxFuture<'_, T>`.
pub(crate) fn future_output(ty: &Type) -> Option<Type> {
    match bare(ty) {
        Type::ImplTrait(opaque) => opaque.bounds.iter().find_map(of_bound),
        Type::TraitObject(object) => object.bounds.iter().find_map(of_bound),
        ty => match last_segment(ty)?.ident.to_string().as_str() {
            "Pin" | "Box" => future_output(first_argument(ty)?),
            "BoxFuture" | "LocalBoxFuture" => type_arguments(ty).last().cloned(),
            _ => None,
        },
    }
}

/// True for such a future, and for the handle of a task.
pub(crate) fn is_future(ty: &Type) -> bool {
    future_output(ty).is_some() || is_join_handle(ty)
}

/// `JoinHandle<T>` of an executor. That of a thread is no future.
pub(crate) fn is_join_handle(ty: &Type) -> bool {
    let Type::Path(path) = bare(ty) else { return false };
    last_segment(ty).is_some_and(|last| last.ident == "JoinHandle")
        && path.path.segments.iter().all(|segment| segment.ident != "thread")
}

/// The output of a future that the caller hands in, where its type or a bound of it says so: `T` of `F` with
/// `F: Future<Output = T>`, of `Pin<Box<F>>` and of `Ready<T>`; the `Result` that the handle of a task gives.
pub(crate) fn handed_in(ty: &Type, generics: &Generics) -> Option<Type> {
    let inner = |ty: &Type| first_argument(ty).and_then(|inner| handed_in(inner, generics));
    if let Type::Reference(reference) = bare(ty) {
        return handed_in(&reference.elem, generics);
    }
    let by_itself = future_output(ty).or_else(|| match last_segment(ty)?.ident.to_string().as_str() {
        "Pin" | "Box" | "Shared" => inner(ty),
        "Ready" => first_argument(ty).cloned(),
        _ => None,
    });
    by_itself.or_else(|| bounds_of_parameter(ty, generics).iter().find_map(of_bound))
}

/// The bounds of a type parameter.
pub(crate) fn bounds_of_parameter(ty: &Type, generics: &Generics) -> Vec<TypeParamBound> {
    let declared =
        generics.type_params().filter(|param| last_segment(ty).is_some_and(|name| name.ident == param.ident));
    let predicates = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let conditions = predicates.filter_map(|predicate| match predicate {
        WherePredicate::Type(predicate) if same(&predicate.bounded_ty, ty) => Some(&predicate.bounds),
        _ => None,
    });
    declared.map(|param| &param.bounds).chain(conditions).flatten().cloned().collect()
}

/// `tokio::task::JoinError` of `tokio::task::JoinHandle<T>`, where the path says where it is.
pub(crate) fn join_error(handle: &Type) -> Option<Type> {
    let Type::Path(path) = bare(handle) else { return None };
    let mut error = path.clone();
    let last = error.path.segments.last_mut()?;
    *last = syn::Ident::new("JoinError", last.ident.span()).into();
    (error.path.segments.len() > 1).then_some(Type::Path(error))
}

fn of_bound(bound: &TypeParamBound) -> Option<Type> {
    let TypeParamBound::Trait(bound) = bound else { return None };
    let last = bound.path.segments.last().filter(|last| last.ident == "Future")?;
    output(last)
}

fn output(future: &PathSegment) -> Option<Type> {
    match &future.arguments {
        PathArguments::AngleBracketed(arguments) => arguments.args.iter().find_map(|argument| match argument {
            GenericArgument::AssocType(binding) if binding.ident == "Output" => Some(binding.ty.clone()),
            _ => None,
        }),
        PathArguments::Parenthesized(_) | PathArguments::None => None,
    }
}
