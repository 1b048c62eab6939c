//! Types as they can be written within the body of another function.

use std::collections::BTreeMap;

use syn::visit::Visit;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, GenericArgument, Generics, Ident, Lifetime, TraitBound, Type, TypeFnPtr, TypeInfer, parse_quote};

use super::spelled::{as_const, const_argument, last_segment, single_ident};
use crate::names::is_associated_type;

/// The types and constants that a signature's own generics stand for at its one call, as far as they are known.
#[derive(Clone, Default)]
pub(crate) struct Arguments {
    pub(crate) types: BTreeMap<String, Type>,
    pub(crate) consts: BTreeMap<String, Expr>,
}

/// Puts `arguments` in place of a signature's own type parameters and constants. Those that are not known are left to
/// inference, as are all lifetimes and opaque types.
pub(crate) fn leave_to_inference(ty: &mut Type, generics: &Generics, arguments: &Arguments) {
    Inferred { generics, arguments, hole: false }.visit_type_mut(ty);
}

/// The same type with such holes; `None` if all of it is one.
pub(crate) fn inferred(ty: &Type, generics: &Generics) -> Option<Type> {
    let mut ty = ty.clone();
    leave_to_inference(&mut ty, generics, &Arguments::default());
    (!matches!(ty, Type::Infer(_))).then_some(ty)
}

struct Inferred<'a> {
    generics: &'a Generics,
    arguments: &'a Arguments,
    /// A constant is not known. Neither the length of an array nor a const argument can be left out alone, so the type
    /// around it is.
    hole: bool,
}

impl Inferred<'_> {
    fn own_type(&self, name: &Ident) -> bool {
        self.generics.type_params().any(|param| param.ident == *name)
    }

    fn own_const(&self, name: &Ident) -> bool {
        self.generics.const_params().any(|param| param.ident == *name)
    }

    fn constant(&mut self, name: &Ident) -> Option<Expr> {
        let known = self.arguments.consts.get(&name.to_string()).cloned();
        self.hole |= known.is_none();
        known
    }
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

    fn visit_generic_argument_mut(&mut self, argument: &mut GenericArgument) {
        match as_const(argument).and_then(|value| single_ident(&value).cloned()).filter(|name| self.own_const(name)) {
            Some(name) => *argument = self.constant(&name).map_or_else(|| argument.clone(), const_argument),
            None => visit_mut::visit_generic_argument_mut(self, argument),
        }
    }

    fn visit_expr_mut(&mut self, value: &mut Expr) {
        match single_ident(value).cloned().filter(|name| self.own_const(name)) {
            Some(name) => *value = self.constant(&name).unwrap_or_else(|| value.clone()),
            None => visit_mut::visit_expr_mut(self, value),
        }
    }

    fn visit_type_mut(&mut self, ty: &mut Type) {
        let own = match &*ty {
            Type::ImplTrait(_) => {
                *ty = parse_quote!(_);
                return;
            }
            Type::Path(path) => path.path.segments.first().map(|first| &first.ident).filter(|name| self.own_type(name)),
            _ => None,
        };
        if let Some(name) = own {
            let known = self.arguments.types.get(&name.to_string());
            *ty = known.filter(|_| whole_path(ty)).cloned().unwrap_or_else(|| parse_quote!(_));
            return;
        }
        let around = std::mem::take(&mut self.hole);
        visit_mut::visit_type_mut(self, ty);
        if self.hole || (is_associated(ty) && has_hole(ty)) {
            *ty = parse_quote!(_);
        }
        self.hole = around;
    }
}

/// True for a `T` alone, false for a `T::Item`.
fn whole_path(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.qself.is_none() && path.path.segments.len() == 1)
}

/// `<T as Store>::Key`, or its like. It says nothing as long as `T` is not known.
pub(crate) fn is_associated(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.qself.is_some())
        || last_segment(ty).is_some_and(|last| is_associated_type(&last.ident))
}

/// True if a part of the type is left to inference.
pub(crate) fn has_hole(ty: &Type) -> bool {
    struct Holes(bool);
    impl<'ast> Visit<'ast> for Holes {
        fn visit_type_infer(&mut self, _: &'ast TypeInfer) {
            self.0 = true;
        }
    }
    let mut holes = Holes(false);
    holes.visit_type(ty);
    holes.0
}
