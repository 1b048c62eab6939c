//! Types as they can be written within the body of another function.

use syn::visit_mut::{self, VisitMut};
use syn::{Generics, Ident, Lifetime, TraitBound, Type, TypeFnPtr, parse_quote};

/// Leaves a signature's own lifetimes and type parameters, and its opaque types, to inference.
pub(crate) fn leave_to_inference(ty: &mut Type, generics: &Generics) {
    Inferred { generics }.visit_type_mut(ty);
}

/// The same type with such holes; `None` if all of it is one, or has a hole that cannot be written.
pub(crate) fn inferred(ty: &Type, generics: &Generics) -> Option<Type> {
    // Neither the length of an array nor a const argument can be left out alone.
    if generics.const_params().next().is_some() {
        return None;
    }
    let mut ty = ty.clone();
    leave_to_inference(&mut ty, generics);
    (!matches!(ty, Type::Infer(_))).then_some(ty)
}

struct Inferred<'a> {
    generics: &'a Generics,
}

impl VisitMut for Inferred<'_> {
    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if lifetime.ident != "static" {
            *lifetime = Lifetime::new("'_", lifetime.span());
        }
    }

    /// Lifetimes of a bound's own (`for<'t> Fn(&'t str)`) stay, and so does all within it.
    fn visit_trait_bound_mut(&mut self, bound: &mut TraitBound) {
        if bound.lifetimes.is_none() {
            visit_mut::visit_trait_bound_mut(self, bound);
        }
    }

    fn visit_type_fn_ptr_mut(&mut self, function: &mut TypeFnPtr) {
        if function.lifetimes.is_none() {
            visit_mut::visit_type_fn_ptr_mut(self, function);
        }
    }

    fn visit_type_mut(&mut self, ty: &mut Type) {
        let own = |name: &Ident| self.generics.type_params().any(|param| param.ident == *name);
        match ty {
            Type::ImplTrait(_) => *ty = parse_quote!(_),
            Type::Path(path) if path.path.segments.first().is_some_and(|segment| own(&segment.ident)) => {
                *ty = parse_quote!(_);
            }
            _ => visit_mut::visit_type_mut(self, ty),
        }
    }
}
