//! The type of a value, spelled so that it can stand in a struct of the module, outside the node's own signature.

use proc_macro2::Span;
use quote::quote_spanned;
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Expr, GenericArgument, GenericParam, Generics, Ident, Lifetime, Type, TypeImplTrait, TypeReference, parse_quote,
};

use super::link::{Link, Provider};
use super::matching::{Meaning, OF_THE_RUN};
use super::resolved::{Resolved, Unnameable};
use super::source::Source;
use crate::names::Facade;
use crate::read::model::{Fails, InputField, Node, ResultName};
use crate::types::{self, Arguments, AssociatedType};

impl<L: Link> Resolved<'_, L> {
    /// The type of a provider's value.
    pub(crate) fn value_type(&self, provider: Provider) -> Result<Type, Unnameable> {
        self.value_types[provider].get_or_init(|| self.find_value_type(provider)).clone()
    }

    fn find_value_type(&self, provider: Provider) -> Result<Type, Unnameable> {
        match self.source(provider) {
            Source::Field(field) => Ok(value_of_input(field, &self.facade)),
            Source::Node(node) => self.outside(provider, node, &value_of(node, &self.facade)),
        }
    }

    /// The type of a fallible node's error.
    pub(crate) fn error_type(&self, provider: Provider) -> Result<Type, Unnameable> {
        match self.source(provider) {
            Source::Node(node) => self.outside(provider, node, &error_of(node, &self.facade)),
            Source::Field(field) => Ok(error_of_input(field, &self.facade)),
        }
    }

    /// The type of a variable for a provider's value, or for the whole `Result`. What has no name outside the node's
    /// signature is left to inference.
    pub(crate) fn local_type(&self, provider: Provider, whole: bool) -> Type {
        match self.source(provider) {
            Source::Field(field) if self.source(provider).fallible() => {
                let outcome = field.future.as_ref().map(|returns| returns.whole.clone()).filter(|_| whole);
                outcome.map_or_else(|| self.spelled_inside(provider), Some).unwrap_or_else(|| parse_quote!(_))
            }
            Source::Field(_) => parse_quote!(_),
            Source::Node(node) => {
                let value = value_of(node, &self.facade);
                let as_returned = node.returns.fallible.is_some() && !node.each() && node.policy.when.is_none();
                let ty = if !whole {
                    value
                } else if as_returned {
                    node.returns.whole.clone()
                } else {
                    let error = error_of(node, &self.facade);
                    parse_quote!(::core::result::Result<#value, #error>)
                };
                self.inside(provider, node, ty)
            }
        }
    }

    /// The type of one of the values that a provider gives, one for each element of a collection.
    pub(crate) fn element_type(&self, provider: Provider) -> Option<Type> {
        match self.source(provider) {
            Source::Node(node) if node.each() => Some(self.inside(provider, node, one_value_of(node, &self.facade))),
            Source::Node(_) | Source::Field(_) => None,
        }
    }

    /// The type of a provider's value, spelled for the function that calls the nodes.
    fn spelled_inside(&self, provider: Provider) -> Option<Type> {
        match self.source(provider) {
            Source::Field(_) => {
                let mut ty = self.value_type(provider).ok()?;
                types::leave_to_inference(&mut ty, &Generics::default(), &Arguments::default());
                Some(ty)
            }
            Source::Node(_) => Some(self.local_type(provider, false)),
        }
    }

    /// The type that a provider's value seems to have by its spelling, with what the node's own generics stand for;
    /// `None` if a part of it is not known.
    pub(crate) fn given_type(&self, provider: Provider) -> Option<Type> {
        let spelled = self.source(provider).likely_type()?.clone();
        match self.source(provider) {
            Source::Node(node) if is_generic(node) => {
                Some(self.inside(provider, node, spelled)).filter(|ty| !types::has_hole(ty))
            }
            Source::Node(_) | Source::Field(_) => Some(spelled),
        }
    }

    fn inside(&self, provider: Provider, node: &Node, mut ty: Type) -> Type {
        types::name_associated_types(&mut ty, &node.sig);
        types::leave_to_inference(&mut ty, &node.sig.generics, self.arguments(provider, node));
        ty
    }

    /// The types and constants that a node's own generics stand for.
    fn arguments(&self, provider: Provider, node: &Node) -> &Arguments {
        self.arguments[provider].get_or_init(|| {
            let error = |provider: Provider| match self.source(provider) {
                Source::Node(node) => Some(self.inside(provider, node, error_of(node, &self.facade))),
                Source::Field(field) => Some(error_of_input(field, &self.facade)),
            };
            if !is_generic(node) {
                return Arguments::default();
            }
            self.meaning(provider, node, |provider| self.spelled_inside(provider), error).arguments
        })
    }

    /// Finds out what is needed to spell the type of a provider's value.
    pub(super) fn look_into(&self, provider: Provider) {
        _ = self.value_type(provider);
        if let Source::Node(node) = self.source(provider) {
            _ = self.arguments(provider, node);
        }
    }

    /// The associated types of a node's own type parameters that its value and its error mention, where it is known
    /// what they belong to.
    pub(crate) fn associated_types(&self, provider: Provider) -> Vec<AssociatedType> {
        let Source::Node(node) = self.source(provider) else { return Vec::new() };
        let known = &self.arguments(provider, node).types;
        let mut all = types::associated_types(&node.returns.whole, &node.sig);
        all.retain(|found| known.contains_key(&found.param().to_string()));
        all
    }

    fn outside(&self, provider: Provider, node: &Node, ty: &Type) -> Result<Type, Unnameable> {
        let mut ty = ty.clone();
        types::name_associated_types(&mut ty, &node.sig);
        let meaning = self.meaning(
            provider,
            node,
            |provider| self.value_type(provider).ok(),
            |provider| self.error_type(provider).ok(),
        );
        let mut spelling = Respell { meaning, node, problem: None };
        spelling.visit_type_mut(&mut ty);
        spelling.problem.map_or(Ok(ty), Err)
    }
}

/// True if a node has type parameters or constants of its own.
fn is_generic(node: &Node) -> bool {
    node.sig.generics.params.iter().any(|param| !matches!(param, GenericParam::Lifetime(_)))
}

/// The value of one call.
fn one_value_of(node: &Node, facade: &Facade) -> Type {
    match &node.returns.fallible {
        Some(types) => types.sure_value().cloned().unwrap_or_else(|| part_of(&node.returns.whole, facade, "OkOf")),
        None => node.returns.whole.clone(),
    }
}

/// The value of one call, wrapped as the node's options say.
fn value_of(node: &Node, facade: &Facade) -> Type {
    let one = one_value_of(node, facade);
    let vec = facade.item("Vec");
    let all = if node.each() { parse_quote!(#vec<#one>) } else { one };
    if node.policy.when.is_some() { types::option_of(&all) } else { all }
}

fn error_of(node: &Node, facade: &Facade) -> Type {
    let types = match node.fails() {
        Fails::Never => return types::unit(),
        Fails::TimedOut => return Type::Verbatim(facade.item("Timeout")),
        Fails::With(types) => types,
    };
    match (types.named, &types.error) {
        (ResultName::Known, Some(error)) => error.clone(),
        (ResultName::Known | ResultName::Alias, _) => {
            let mut whole = node.returns.whole.clone();
            if !has_name_elsewhere(node) {
                // The error hardly depends on the value.
                UnitValue.visit_type_mut(&mut whole);
            }
            part_of(&whole, facade, "ErrorOf")
        }
        (ResultName::Other, _) => part_of(&node.returns.whole, facade, "ErrorOf"),
    }
}

fn value_of_input(field: &InputField, facade: &Facade) -> Type {
    let ty = &field.ty;
    let Some(returns) = &field.future else { return ty.clone() };
    match &returns.fallible {
        Some(types) => types.sure_value().cloned().unwrap_or_else(|| part_of(&returns.whole, facade, "OkOf")),
        None => parse_quote!(<#ty as ::core::future::Future>::Output),
    }
}

fn error_of_input(field: &InputField, facade: &Facade) -> Type {
    let returns = field.future.as_ref().and_then(|returns| Some((returns, returns.fallible.as_ref()?)));
    let Some((returns, types)) = returns else { return types::unit() };
    let of_a_task = cfg!(feature = "tokio") && types::is_join_handle(&field.ty);
    types.error.clone().unwrap_or_else(|| {
        if of_a_task {
            return Type::Verbatim(facade.item_at("JoinError", field.ty.span()));
        }
        // The error hardly depends on the value.
        let mut whole = returns.whole.clone();
        UnitValue.visit_type_mut(&mut whole);
        part_of(&whole, facade, "ErrorOf")
    })
}

/// True if the return type of a node means the same outside of its signature. A name may hide a lifetime, if there is
/// one to hide: then only an error's name is taken for one that hides none.
fn has_name_elsewhere(node: &Node) -> bool {
    let whole = &node.returns.whole;
    let own = |ty: &Type| types::known(ty).is_some_and(|known| known.owned) || types::is_copy(ty) == Some(true);
    let hides_nothing =
        |ty: &Type| own(ty) || types::last_segment(ty).is_some_and(|segment| segment.ident.to_string().contains("Err"));
    let lends = node.params.iter().any(|param| !own(&param.ty));
    let generic = node.sig.generics.params.iter().next().is_some();
    !generic && !types::borrows(whole) && (!lends || types::type_arguments(whole).all(hides_nothing))
}

/// Output: `ErrorOf<Result<()>>`
fn part_of(whole: &Type, facade: &Facade, part: &str) -> Type {
    let part = facade.item_at(part, whole.span());
    let tokens = quote_spanned!(whole.span()=> #part<#whole>);
    syn::parse2(tokens.clone()).unwrap_or(Type::Verbatim(tokens))
}

/// `io::Result<T>` → `io::Result<()>`.
struct UnitValue;

impl VisitMut for UnitValue {
    fn visit_generic_argument_mut(&mut self, argument: &mut GenericArgument) {
        if let GenericArgument::Type(ty) = argument {
            *ty = types::unit();
        }
    }
}

/// Replaces a node's own generics by what they stand for.
struct Respell<'a> {
    meaning: Meaning,
    node: &'a Node,
    problem: Option<Unnameable>,
}

impl Respell<'_> {
    fn known(&self, lifetime: &Lifetime) -> Option<Lifetime> {
        if lifetime.ident == "_" {
            self.meaning.elided.clone()
        } else {
            self.meaning.lifetimes.get(&lifetime.ident.to_string()).cloned()
        }
    }

    fn own_const(&self, value: &Expr) -> Option<Ident> {
        let name = types::single_ident(value)?;
        self.node.sig.generics.const_params().any(|param| param.ident == *name).then(|| name.clone())
    }

    fn constant(&mut self, name: &Ident) -> Option<Expr> {
        let known = self.meaning.arguments.consts.get(&name.to_string()).cloned();
        if known.is_none() {
            self.problem.get_or_insert(Unnameable::Generic);
        }
        known
    }

    fn check(&mut self, lifetime: &Lifetime) {
        if lifetime.to_string() == OF_THE_RUN {
            self.problem.get_or_insert(Unnameable::Borrows);
        }
    }
}

impl VisitMut for Respell<'_> {
    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if lifetime.ident == "static" {
            return;
        }
        match self.known(lifetime) {
            Some(known) => {
                self.check(&known);
                lifetime.ident = known.ident;
            }
            None => _ = self.problem.get_or_insert(Unnameable::Borrows),
        }
    }

    fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
        if reference.lifetime.is_none() {
            reference.lifetime = Some(Lifetime::new("'_", Span::call_site()));
        }
        visit_mut::visit_type_reference_mut(self, reference);
    }

    fn visit_type_impl_trait_mut(&mut self, _: &mut TypeImplTrait) {
        self.problem.get_or_insert(Unnameable::ImplTrait);
    }

    fn visit_generic_argument_mut(&mut self, argument: &mut GenericArgument) {
        match types::as_const(argument).and_then(|value| self.own_const(&value)) {
            Some(name) => {
                if let Some(known) = self.constant(&name) {
                    *argument = types::const_argument(known);
                }
            }
            None => visit_mut::visit_generic_argument_mut(self, argument),
        }
    }

    fn visit_expr_mut(&mut self, value: &mut Expr) {
        match self.own_const(value) {
            Some(name) => {
                if let Some(known) = self.constant(&name) {
                    *value = known;
                }
            }
            None => visit_mut::visit_expr_mut(self, value),
        }
    }

    fn visit_type_mut(&mut self, ty: &mut Type) {
        if let Type::Path(path) = ty
            && let Some(first) = path.path.segments.first()
            && self.node.sig.generics.type_params().any(|param| param.ident == first.ident)
        {
            let known = path.path.get_ident().and_then(|name| self.meaning.arguments.types.get(&name.to_string()));
            match known {
                Some(known) => *ty = known.clone(),
                None => _ = self.problem.get_or_insert(Unnameable::Generic),
            }
            return;
        }
        visit_mut::visit_type_mut(self, ty);
    }
}
