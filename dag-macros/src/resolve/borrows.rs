//! The return types that may hold a borrow of a parameter, as far as the spelling tells.

use std::collections::BTreeSet;

use syn::visit::{self, Visit};
use syn::{
    FnArg, GenericArgument, GenericParam, Ident, Lifetime, ParenthesizedGenericArguments, PathArguments, PathSegment,
    ReturnType, Signature, Type, TypeFnPtr, TypeImplTrait, TypeMacro, TypePath, TypeReference,
};

use super::spellings::Spellings;
use crate::read::model::{FallibleTypes, Node, ResultName};
use crate::types;

/// True if the value of a function with this signature may borrow from its arguments. Errs towards yes: that costs only
/// a longer life of the arguments.
pub(crate) fn holds_borrows_of(sig: &Signature, spellings: &Spellings<'_>) -> bool {
    let found = borrows(sig, spellings);
    found.spelled || (found.path && may_hide_lifetime(sig))
}

/// The same, but a type whose name occurs nowhere with a lifetime is taken to have none.
pub(crate) fn shows_borrows_of(sig: &Signature, spellings: &Spellings<'_>) -> bool {
    let found = borrows(sig, spellings);
    found.spelled || (found.with_lifetime && may_hide_lifetime(sig))
}

/// True if the value of a function may hold a borrow of an argument of type `param`. A type whose name occurs nowhere
/// with a lifetime is taken to have none.
pub(crate) fn may_keep(sig: &Signature, param: &Type, spellings: &Spellings<'_>) -> bool {
    let (mut returned, mut taken) = (Lifetimes::default(), Lifetimes::default());
    if let ReturnType::Type(_, ty) = &sig.output {
        returned.visit_type(ty);
    }
    taken.visit_type(param);
    let found = borrows(sig, spellings);
    let bounded = sig.generics.lifetimes().any(|lifetime| !lifetime.bounds.is_empty());
    returned.elided > 0
        || returned.implied
        || (found.with_lifetime && may_hide_lifetime(sig))
        || (bounded && !returned.named.is_empty())
        || returned.named.intersection(&taken.named).next().is_some()
}

fn borrows<'s>(sig: &Signature, spellings: &'s Spellings<'s>) -> Borrows<'s> {
    let generics = sig.generics.type_params().map(|param| param.ident.to_string());
    let mut found =
        Borrows { spellings, generics: generics.collect(), spelled: false, path: false, with_lifetime: false };
    if let ReturnType::Type(_, returned) = &sig.output {
        found.visit_type(returned);
    }
    found
}

/// True if nothing can hold a borrow of the node's arguments once it is done. Errs towards no, as the arguments are
/// dropped then. `handled`: its failure is a value, too. `trusting`: a type whose name occurs nowhere with a lifetime is
/// taken to have none.
///
/// Without lifetimes and type parameters of its own, a node cannot leave one argument with another parameter.
pub(crate) fn keeps_nothing(node: &Node, handled: bool, trusting: bool, spellings: &Spellings<'_>) -> bool {
    let named = node.sig.generics.params.iter().any(|param| !matches!(param, GenericParam::Const(_)));
    let hides = |segment: &PathSegment| may_hide_lifetime(&node.sig) && (!trusting || spellings.has_lifetime(segment));
    let is_owned = |ty: &Type| is_owned(ty, spellings, &hides);
    let owned = |ty: &Option<Type>| ty.as_ref().is_some_and(is_owned);
    let returned = match &node.returns.fallible {
        Some(FallibleTypes { named: ResultName::Other, .. }) => is_owned(&node.returns.whole),
        Some(result) => owned(&result.value) && (!handled || owned(&result.error)),
        None => is_owned(&node.returns.whole),
    };
    !named && returned
}

/// True if a parameter may be left with a borrow of another one: a lifetime or a type parameter stands within the types
/// of both, in one of them deeper than as that of a reference.
pub(crate) fn mixes_parameters(sig: &Signature) -> bool {
    let types: Vec<&Type> = sig.inputs.iter().filter_map(parameter_type).collect();
    let named = |param: &GenericParam| match param {
        GenericParam::Lifetime(param) => Some(format!("'{}", param.lifetime.ident)),
        GenericParam::Type(param) => Some(param.ident.to_string()),
        GenericParam::Const(_) => None,
    };
    sig.generics.params.iter().filter_map(named).any(|name| {
        let within = |ty: &Type| Mention::of(&name, ty);
        types.iter().filter(|ty| within(ty)).count() > 1 && types.iter().any(|ty| within(behind_references(ty)))
    })
}

/// `&'a T`
pub(crate) fn names_its_borrow(ty: &Type) -> bool {
    types::reference(ty).is_some_and(|reference| reference.lifetime.is_some())
}

fn parameter_type(input: &FnArg) -> Option<&Type> {
    match input {
        FnArg::Typed(param) => Some(&param.ty),
        FnArg::Receiver(_) => None,
    }
}

fn behind_references(ty: &Type) -> &Type {
    types::reference(ty).map_or(ty, |reference| behind_references(&reference.elem))
}

/// Looks for a lifetime or a type parameter.
struct Mention<'n> {
    name: &'n str,
    found: bool,
}

impl Mention<'_> {
    fn of(name: &str, ty: &Type) -> bool {
        let mut mention = Mention { name, found: false };
        mention.visit_type(ty);
        mention.found
    }
}

impl<'ast> Visit<'ast> for Mention<'_> {
    fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
        self.found |= self.name.strip_prefix('\'').is_some_and(|name| lifetime.ident == name);
    }

    fn visit_ident(&mut self, ident: &'ast Ident) {
        self.found |= ident == self.name;
    }
}

/// True if a type cannot hold a borrow. `hides`: a path that is not well known may hide a lifetime.
fn is_owned(ty: &Type, spellings: &Spellings<'_>, hides: &dyn Fn(&PathSegment) -> bool) -> bool {
    match ty {
        Type::Path(TypePath { qself: None, path, .. }) => path.segments.last().is_some_and(|segment| {
            let first = &path.segments[0].ident;
            let of_std = path.segments.len() == 1 || ["std", "core", "alloc"].iter().any(|krate| first == krate);
            let owned = |argument: &GenericArgument| match argument {
                GenericArgument::Type(ty) => is_owned(ty, spellings, hides),
                GenericArgument::Const(_) => true,
                _ => false,
            };
            ((of_std && spellings.is_owned(ty)) || !hides(segment))
                && match &segment.arguments {
                    PathArguments::None => true,
                    PathArguments::AngleBracketed(arguments) => arguments.args.iter().all(owned),
                    PathArguments::Parenthesized(_) => false,
                }
        }),
        Type::Tuple(tuple) => tuple.elems.iter().all(|element| is_owned(element, spellings, hides)),
        Type::Array(array) => is_owned(&array.elem, spellings, hides),
        Type::Reference(reference) => {
            reference.lifetime.as_ref().is_some_and(|lifetime| lifetime.ident == "static")
                && is_owned(&reference.elem, spellings, hides)
        }
        Type::Paren(inner) => is_owned(&inner.elem, spellings, hides),
        Type::Group(inner) => is_owned(&inner.elem, spellings, hides),
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
    /// There is an `impl Trait`, which may have any of them.
    implied: bool,
}

impl<'ast> Visit<'ast> for Lifetimes {
    fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
        match lifetime.ident.to_string().as_str() {
            "static" => {}
            "_" => self.elided += 1,
            name => self.named.extend([name.to_owned()]),
        }
    }

    fn visit_type_impl_trait(&mut self, implied: &'ast TypeImplTrait) {
        self.implied = true;
        visit::visit_type_impl_trait(self, implied);
    }

    fn visit_type_reference(&mut self, reference: &'ast TypeReference) {
        self.elided += usize::from(reference.lifetime.is_none());
        visit::visit_type_reference(self, reference);
    }

    /// The types of functions have lifetimes of their own.
    fn visit_type_fn_ptr(&mut self, _: &'ast TypeFnPtr) {}

    fn visit_parenthesized_generic_arguments(&mut self, _: &'ast ParenthesizedGenericArguments) {}
}

struct Borrows<'s> {
    spellings: &'s Spellings<'s>,
    generics: Vec<String>,
    /// A lifetime, a reference, an `impl Trait` or a type parameter is written out.
    spelled: bool,
    /// There is a path that is not well known.
    path: bool,
    /// There is one whose name occurs with a lifetime elsewhere.
    with_lifetime: bool,
}

impl<'ast> Visit<'ast> for Borrows<'_> {
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
        self.path |= !self.spellings.is_owned(&Type::Path(path.clone()));
        self.with_lifetime |= path.path.segments.last().is_some_and(|last| self.spellings.has_lifetime(last));
        visit::visit_type_path(self, path);
    }
}
