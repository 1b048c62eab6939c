//! The meaning of a node's own generics at its one call, read off the types of its arguments.

use std::collections::BTreeMap;

use proc_macro2::Span;
use syn::{Expr, GenericArgument, Ident, Lifetime, PathArguments, Type, TypePath, TypeReference, parse_quote};

use super::access::Part;
use super::link::{Link, Provider};
use super::resolved::{Edge, Resolved};
use crate::read::model::{Node, Param};
use crate::types::{self, Arguments};

/// A lifetime that stands for "until the end of the run"; no user can write it.
pub(super) const OF_THE_RUN: &str = "'__run";

/// The meaning of the generics of a node's signature at its one call.
#[derive(Default)]
pub(super) struct Meaning {
    pub(super) lifetimes: BTreeMap<String, Lifetime>,
    pub(super) arguments: Arguments,
    /// The lifetime that an elided one in the return type stands for.
    pub(super) elided: Option<Lifetime>,
}

impl<L: Link> Resolved<'_, L> {
    /// Lays the parameters' types of a node beside those of their providers. `value` and `error`: the types that a
    /// provider gives, spelled as they are to be used.
    pub(super) fn meaning(
        &self,
        provider: Provider,
        node: &Node,
        value: impl Fn(Provider) -> Option<Type>,
        error: impl Fn(Provider) -> Option<Type>,
    ) -> Meaning {
        let mut meaning = Meaning::default();
        let mut lifetimes = Vec::new();
        let Some(number) = self.node_id(provider) else { return meaning };
        for (param, edge) in self.edges(number) {
            // Nobody looks at a `finally` node: that is a mistake, and may be a circle.
            let known = |provider: &Provider| self.acyclic && !self.runs_at_end(*provider);
            let provided = edge.provider.found().filter(known).and_then(|provider| {
                let value = value(provider)?;
                Some(match edge.access.part {
                    Part::Outcome => {
                        let error = error(provider)?;
                        parse_quote!(::core::result::Result<#value, #error>)
                    }
                    Part::Element => types::element(&value)?,
                    Part::AtEnd if !self.source(provider).conditional() => types::option_of(&value),
                    Part::Value | Part::Option | Part::Halves | Part::AtEnd => value,
                })
            });
            let provided = provided.map(|provided| self.cloned(param, edge, provided));
            let mut matching = Matching { meaning: &mut meaning, node, lifetimes: &mut lifetimes };
            matching.ty(&param.ty, provided.as_ref(), false);
        }
        lifetimes.dedup();
        if let [only] = &lifetimes[..] {
            meaning.elided = Some(only.clone());
        }
        meaning
    }

    /// The type that a parameter gets, which is not the reference but what it refers to where that is cloned.
    fn cloned(&self, param: &Param, edge: Edge<L>, provided: Type) -> Type {
        let behind = types::reference(&provided).map(|reference| (*reference.elem).clone());
        let plain = param.clone.is_some() && types::reference(&param.ty).is_none() && edge.access.part == Part::Value;
        behind.filter(|_| plain).unwrap_or(provided)
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
    /// `lent`: a reference is asked for, which the provided one may be coerced to.
    fn ty(&mut self, asked: &Type, provided: Option<&Type>, lent: bool) {
        match (types::bare(asked), provided.map(types::bare)) {
            (Type::Reference(asked), Some(Type::Reference(provided))) => self.references(asked, provided),
            (Type::Reference(asked), provided) => {
                self.lifetime(asked.lifetime.as_ref(), None);
                self.ty(&asked.elem, provided, true);
            }
            (Type::Path(path), provided) => self.path(asked, path, provided, lent),
            (Type::Tuple(asked), Some(Type::Tuple(provided))) => {
                for (asked, provided) in asked.elems.iter().zip(&provided.elems) {
                    self.ty(asked, Some(provided), false);
                }
            }
            (Type::Slice(asked), Some(Type::Slice(provided))) => self.ty(&asked.elem, Some(&provided.elem), false),
            (Type::Slice(asked), Some(Type::Array(provided))) => self.ty(&asked.elem, Some(&provided.elem), false),
            (Type::Array(asked), Some(Type::Array(provided))) => {
                self.ty(&asked.elem, Some(&provided.elem), false);
                self.constant(&asked.len, &provided.len);
            }
            (Type::Array(_) | Type::Slice(_), Some(Type::Path(_))) => self.dereferenced(asked, provided, lent),
            _ => {}
        }
    }

    fn references(&mut self, asked: &TypeReference, provided: &TypeReference) {
        self.lifetime(asked.lifetime.as_ref(), provided.lifetime.clone());
        self.ty(&asked.elem, Some(&provided.elem), true);
    }

    fn path(&mut self, asked: &Type, path: &TypePath, provided: Option<&Type>, lent: bool) {
        if let Some(name) = path.path.get_ident().filter(|_| path.qself.is_none())
            && self.own_type(name)
        {
            if let Some(provided) = provided.filter(|provided| !matches!(provided, Type::Infer(_))) {
                let known = &mut self.meaning.arguments.types;
                known.entry(name.to_string()).or_insert_with(|| provided.clone());
            }
            return;
        }
        let (Some(asked_last), Some(last)) = (path.path.segments.last(), provided.and_then(types::last_segment)) else {
            return;
        };
        let alike = asked_last.ident == last.ident;
        if !alike {
            self.dereferenced(asked, provided, lent);
        }
        let (PathArguments::AngleBracketed(asked), PathArguments::AngleBracketed(provided)) =
            (&asked_last.arguments, &last.arguments)
        else {
            return;
        };
        for (asked, provided) in asked.args.iter().zip(&provided.args) {
            self.argument(asked, provided, alike);
        }
    }

    /// `alike`: both belong to the same type. Another name for a type may have other arguments.
    fn argument(&mut self, asked: &GenericArgument, provided: &GenericArgument, alike: bool) {
        if let (GenericArgument::Lifetime(asked), GenericArgument::Lifetime(provided)) = (asked, provided) {
            self.lifetime(Some(asked), Some(provided.clone()));
        }
        if !alike {
            return;
        }
        if let (Some(asked), Some(provided)) = (types::as_const(asked), types::as_const(provided)) {
            self.constant(&asked, &provided);
        }
        if let (GenericArgument::Type(asked), GenericArgument::Type(provided)) = (asked, provided) {
            self.ty(asked, Some(provided), false);
        }
    }

    /// A pointer, or an owner such as `Vec`, where a reference to what it leads to is asked for.
    fn dereferenced(&mut self, asked: &Type, provided: Option<&Type>, lent: bool) {
        let target = provided.filter(|_| lent).and_then(types::dereferenced);
        if target.is_some() {
            self.ty(asked, target.as_ref(), lent);
        }
    }

    fn own_type(&self, name: &Ident) -> bool {
        self.node.sig.generics.type_params().any(|param| param.ident == *name)
    }

    fn constant(&mut self, asked: &Expr, provided: &Expr) {
        let own = |name: &&Ident| self.node.sig.generics.const_params().any(|param| param.ident == **name);
        if let Some(name) = types::single_ident(asked).filter(own) {
            let known = &mut self.meaning.arguments.consts;
            known.entry(name.to_string()).or_insert_with(|| provided.clone());
        }
    }

    fn lifetime(&mut self, asked: Option<&Lifetime>, provided: Option<Lifetime>) {
        let of_the_run = || Lifetime::new(OF_THE_RUN, Span::mixed_site());
        let provided = provided.unwrap_or_else(of_the_run);
        self.lifetimes.push(provided.clone());
        if let Some(asked) = asked {
            let known = self.meaning.lifetimes.entry(asked.ident.to_string()).or_insert_with(|| provided.clone());
            // It lasts as long as the shortest of what is lent for it.
            if provided.to_string() == OF_THE_RUN {
                *known = provided;
            }
        }
    }
}
