//! The return types that may hold a borrow of a parameter, as far as the spelling tells.

use std::collections::BTreeSet;

use syn::visit::{self, Visit};
use syn::{
    GenericArgument, GenericParam, Ident, Lifetime, ParenthesizedGenericArguments, PathArguments, ReturnType,
    Signature, Type, TypeFnPtr, TypeImplTrait, TypeMacro, TypePath, TypeReference,
};

use crate::read::model::Node;
use crate::types;

/// True if the value of a function with this signature may borrow from its arguments. Errs towards yes: that costs only
/// a longer life of the arguments.
pub(crate) fn holds_borrows_of(sig: &Signature) -> bool {
    let ReturnType::Type(_, returned) = &sig.output else { return false };
    let generics = sig.generics.type_params().map(|param| param.ident.to_string());
    let mut found = Borrows { generics: generics.collect(), ..Borrows::default() };
    found.visit_type(returned);
    found.spelled || (found.path && may_hide_lifetime(sig))
}

/// True if nothing can hold a borrow of the node's arguments once it is done. Errs towards no, as the arguments are
/// dropped then. `handled`: its failure is a value, too.
///
/// Without lifetimes and type parameters of its own, a node cannot leave one argument with another parameter.
pub(crate) fn keeps_nothing(node: &Node, handled: bool) -> bool {
    let named = node.sig.generics.params.iter().any(|param| !matches!(param, GenericParam::Const(_)));
    let may_hide = may_hide_lifetime(&node.sig);
    let owned = |ty: &Option<Type>| ty.as_ref().is_some_and(|ty| is_owned(ty, may_hide));
    let returned = match &node.returns.fallible {
        Some(result) => owned(&result.value) && (!handled || owned(&result.error)),
        None => is_owned(&node.returns.whole, may_hide),
    };
    !named && returned
}

/// True if a type cannot hold a borrow. `may_hide`: a path that is not well known may hide a lifetime.
fn is_owned(ty: &Type, may_hide: bool) -> bool {
    match ty {
        Type::Path(TypePath { qself: None, path, .. }) => path.segments.last().is_some_and(|segment| {
            let first = &path.segments[0].ident;
            let of_std = path.segments.len() == 1 || ["std", "core", "alloc"].iter().any(|krate| first == krate);
            let known = of_std && types::known(ty).is_some_and(|known| known.owned);
            let owned = |argument: &GenericArgument| match argument {
                GenericArgument::Type(ty) => is_owned(ty, may_hide),
                GenericArgument::Const(_) => true,
                _ => false,
            };
            (known || !may_hide)
                && match &segment.arguments {
                    PathArguments::None => true,
                    PathArguments::AngleBracketed(arguments) => arguments.args.iter().all(owned),
                    PathArguments::Parenthesized(_) => false,
                }
        }),
        Type::Tuple(tuple) => tuple.elems.iter().all(|element| is_owned(element, may_hide)),
        Type::Array(array) => is_owned(&array.elem, may_hide),
        Type::Reference(reference) => {
            reference.lifetime.as_ref().is_some_and(|lifetime| lifetime.ident == "static")
                && is_owned(&reference.elem, may_hide)
        }
        Type::Paren(inner) => is_owned(&inner.elem, may_hide),
        Type::Group(inner) => is_owned(&inner.elem, may_hide),
        _ => false,
    }
}

/// A path such as `Doc` may stand for `Doc<'_>` where exactly one lifetime of the parameters could be meant.
fn may_hide_lifetime(sig: &Signature) -> bool {
    let mut parameters = Lifetimes::default();
    sig.inputs.iter().for_each(|input| parameters.visit_fn_arg(input));
    parameters.elided + parameters.named.len() <= 1
}

/// The lifetimes of parameters that one left out elsewhere could be.
#[derive(Default)]
struct Lifetimes {
    elided: usize,
    named: BTreeSet<String>,
}

impl<'ast> Visit<'ast> for Lifetimes {
    fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
        match lifetime.ident.to_string().as_str() {
            "static" => {}
            "_" => self.elided += 1,
            name => self.named.extend([name.to_owned()]),
        }
    }

    fn visit_type_reference(&mut self, reference: &'ast TypeReference) {
        self.elided += usize::from(reference.lifetime.is_none());
        visit::visit_type_reference(self, reference);
    }

    /// The types of functions have lifetimes of their own.
    fn visit_type_fn_ptr(&mut self, _: &'ast TypeFnPtr) {}

    fn visit_parenthesized_generic_arguments(&mut self, _: &'ast ParenthesizedGenericArguments) {}
}

#[derive(Default)]
struct Borrows {
    generics: Vec<String>,
    /// A lifetime, a reference, an `impl Trait` or a type parameter is written out.
    spelled: bool,
    /// There is a path that is no primitive.
    path: bool,
}

impl<'ast> Visit<'ast> for Borrows {
    fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
        self.spelled |= lifetime.ident != "static";
    }

    fn visit_type_reference(&mut self, reference: &'ast TypeReference) {
        self.spelled |= reference.lifetime.is_none();
        visit::visit_type_reference(self, reference);
    }

    fn visit_type_impl_trait(&mut self, _: &'ast TypeImplTrait) {
        self.spelled = true;
    }

    fn visit_type_macro(&mut self, _: &'ast TypeMacro) {
        self.path = true;
    }

    fn visit_type_path(&mut self, path: &'ast TypePath) {
        let generic = |name: &Ident| self.generics.iter().any(|generic| name == generic);
        self.spelled |= path.path.segments.iter().any(|segment| generic(&segment.ident));
        let known = types::known(&Type::Path(path.clone()));
        self.path |= !known.is_some_and(|known| known.owned);
        visit::visit_type_path(self, path);
    }
}
