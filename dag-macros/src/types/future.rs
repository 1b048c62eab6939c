//! Types that are futures, as far as their spelling tells.

use syn::{GenericArgument, PathArguments, PathSegment, Type, TypeParamBound};

use super::spelled::{bare, first_argument, last_segment, type_arguments};

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
