//! The type of a value, spelled so that it can stand in a struct of the module, outside the node's own signature.

use std::collections::BTreeMap;

use proc_macro2::Span;
use quote::quote_spanned;
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{GenericArgument, Lifetime, PathArguments, Type, TypeImplTrait, TypePath, TypeReference, parse_quote};

use super::link::{Link, Provider};
use super::resolved::{Resolved, Unnameable};
use super::source::Source;
use crate::names::Facade;
use crate::read::model::{Fails, FallibleTypes, Node};
use crate::types;

/// A lifetime that stands for "until the end of the run"; no user can write it.
const OF_THE_RUN: &str = "'__run";

/// The meaning of the generics of a node's signature at its one call.
#[derive(Default)]
struct Meaning {
    lifetimes: BTreeMap<String, Lifetime>,
    types: BTreeMap<String, Type>,
    /// The lifetime that an elided one in the return type stands for.
    elided: Option<Lifetime>,
}

impl<L: Link> Resolved<'_, L> {
    /// The type of a provider's value.
    pub(crate) fn value_type(&self, provider: Provider) -> Result<Type, Unnameable> {
        self.value_types[provider].get_or_init(|| self.find_value_type(provider)).clone()
    }

    fn find_value_type(&self, provider: Provider) -> Result<Type, Unnameable> {
        match self.source(provider) {
            Source::Field(field) if field.future => {
                let ty = &field.ty;
                Ok(parse_quote!(<#ty as ::core::future::Future>::Output))
            }
            Source::Field(field) => Ok(field.ty.clone()),
            Source::Node(node) => self.outside(provider, node, &value_of(node, &self.facade)),
        }
    }

    /// The type of a fallible node's error.
    pub(crate) fn error_type(&self, provider: Provider) -> Result<Type, Unnameable> {
        match self.source(provider) {
            Source::Node(node) => self.outside(provider, node, &error_of(node, &self.facade)),
            Source::Field(_) => Ok(types::unit()),
        }
    }

    /// The type of a variable for a provider's value, or for the whole `Result`. What has no name outside the node's
    /// signature is left to inference.
    pub(crate) fn local_type(&self, provider: Provider, whole: bool) -> Type {
        match self.source(provider) {
            Source::Field(_) => parse_quote!(_),
            // Neither the length of an array nor a const argument can be left out alone.
            Source::Node(node) if node.sig.generics.const_params().next().is_some() => parse_quote!(_),
            Source::Node(node) => {
                let value = value_of(node, &self.facade);
                let as_returned = node.returns.fallible.is_some() && !node.each() && node.policy.when.is_none();
                let mut ty = if !whole {
                    value
                } else if as_returned {
                    node.returns.whole.clone()
                } else {
                    let error = error_of(node, &self.facade);
                    parse_quote!(::core::result::Result<#value, #error>)
                };
                types::leave_to_inference(&mut ty, &node.sig.generics);
                ty
            }
        }
    }

    fn outside(&self, provider: Provider, node: &Node, ty: &Type) -> Result<Type, Unnameable> {
        let mut ty = ty.clone();
        let mut spelling = Respell { meaning: self.meaning(provider, node), node, problem: None };
        spelling.visit_type_mut(&mut ty);
        spelling.problem.map_or(Ok(ty), Err)
    }

    /// Reads the meaning of a node's generics off the types of its arguments.
    fn meaning(&self, provider: Provider, node: &Node) -> Meaning {
        let mut meaning = Meaning::default();
        let mut lifetimes = Vec::new();
        let Some(number) = self.node_id(provider) else { return meaning };
        for (param, edge) in self.edges(number) {
            let provider = edge.provider.found().filter(|_| self.acyclic);
            let provided = provider.and_then(|provider| self.value_type(provider).ok());
            let provided = if param.each.is_some() { provided.and_then(|all| types::element(&all)) } else { provided };
            let mut matching = Matching { meaning: &mut meaning, node, lifetimes: &mut lifetimes };
            matching.ty(&param.ty, provided.as_ref());
        }
        lifetimes.dedup();
        if let [only] = &lifetimes[..] {
            meaning.elided = Some(only.clone());
        }
        meaning
    }
}

/// The value of one call, wrapped as the node's options say.
fn value_of(node: &Node, facade: &Facade) -> Type {
    let one = match &node.returns.fallible {
        Some(FallibleTypes { value: Some(value), .. }) => value.clone(),
        Some(FallibleTypes { value: None, .. }) => part_of(&node.returns.whole, facade, "OkOf"),
        None => node.returns.whole.clone(),
    };
    let vec = facade.item("Vec");
    let all = if node.each() { parse_quote!(#vec<#one>) } else { one };
    if node.policy.when.is_some() { parse_quote!(::core::option::Option<#all>) } else { all }
}

fn error_of(node: &Node, facade: &Facade) -> Type {
    let FallibleTypes { value, error } = match node.fails() {
        Fails::Never => return types::unit(),
        Fails::TimedOut => return Type::Verbatim(facade.item("Timeout")),
        Fails::With(types) => types,
    };
    match (value, error) {
        (_, Some(error)) => error.clone(),
        (None, None) => part_of(&node.returns.whole, facade, "ErrorOf"),
        (Some(_), None) => {
            // The error of an alias does not depend on the value, which may have no name.
            let mut whole = node.returns.whole.clone();
            UnitValue.visit_type_mut(&mut whole);
            part_of(&whole, facade, "ErrorOf")
        }
    }
}

/// Output: `ErrorOf<Result<()>>`
fn part_of(whole: &Type, facade: &Facade, part: &str) -> Type {
    let part = facade.item_at(part, whole.span());
    Type::Verbatim(quote_spanned!(whole.span()=> #part<#whole>))
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

/// Lays a parameter's type beside its provider's.
struct Matching<'a> {
    meaning: &'a mut Meaning,
    node: &'a Node,
    /// The meaning of each lifetime met in the parameters.
    lifetimes: &'a mut Vec<Lifetime>,
}

impl Matching<'_> {
    fn ty(&mut self, asked: &Type, provided: Option<&Type>) {
        match (types::bare(asked), provided.map(types::bare)) {
            (Type::Reference(asked), Some(Type::Reference(provided))) => {
                self.lifetime(asked.lifetime.as_ref(), provided.lifetime.clone());
                self.ty(&asked.elem, Some(&provided.elem));
            }
            (Type::Reference(asked), provided) => {
                self.lifetime(asked.lifetime.as_ref(), None);
                self.ty(&asked.elem, provided);
            }
            (Type::Path(asked), provided) => self.path(asked, provided),
            (Type::Tuple(asked), Some(Type::Tuple(provided))) => {
                for (asked, provided) in asked.elems.iter().zip(&provided.elems) {
                    self.ty(asked, Some(provided));
                }
            }
            (Type::Slice(asked), Some(Type::Slice(provided))) => self.ty(&asked.elem, Some(&provided.elem)),
            (Type::Array(asked), Some(Type::Array(provided))) => self.ty(&asked.elem, Some(&provided.elem)),
            _ => {}
        }
    }

    fn path(&mut self, asked: &TypePath, provided: Option<&Type>) {
        if let Some(name) = asked.path.get_ident()
            && self.node.sig.generics.type_params().any(|param| param.ident == *name)
        {
            if let Some(provided) = provided {
                self.meaning.types.entry(name.to_string()).or_insert_with(|| provided.clone());
            }
            return;
        }
        let Some(Type::Path(provided)) = provided else { return };
        let (Some(asked), Some(provided)) = (asked.path.segments.last(), provided.path.segments.last()) else { return };
        let (PathArguments::AngleBracketed(asked), PathArguments::AngleBracketed(provided)) =
            (&asked.arguments, &provided.arguments)
        else {
            return;
        };
        for (asked, provided) in asked.args.iter().zip(&provided.args) {
            match (asked, provided) {
                (GenericArgument::Lifetime(asked), GenericArgument::Lifetime(provided)) => {
                    self.lifetime(Some(asked), Some(provided.clone()));
                }
                (GenericArgument::Type(asked), GenericArgument::Type(provided)) => self.ty(asked, Some(provided)),
                _ => {}
            }
        }
    }

    fn lifetime(&mut self, asked: Option<&Lifetime>, provided: Option<Lifetime>) {
        let of_the_run = || Lifetime::new(OF_THE_RUN, Span::mixed_site());
        let provided = provided.unwrap_or_else(of_the_run);
        self.lifetimes.push(provided.clone());
        if let Some(asked) = asked {
            self.meaning.lifetimes.entry(asked.ident.to_string()).or_insert(provided);
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

    fn visit_type_mut(&mut self, ty: &mut Type) {
        if let Type::Path(path) = ty
            && let Some(name) = path.path.get_ident()
            && self.node.sig.generics.type_params().any(|param| param.ident == *name)
        {
            match self.meaning.types.get(&name.to_string()) {
                Some(known) => *ty = known.clone(),
                None => _ = self.problem.get_or_insert(Unnameable::Generic),
            }
            return;
        }
        visit_mut::visit_type_mut(self, ty);
    }
}
