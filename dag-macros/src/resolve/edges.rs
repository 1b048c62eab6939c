//! Parameters: the provider each asks for, and the way it takes the value.

use std::collections::BTreeMap;

use syn::ext::IdentExt;
use syn::{Ident, Type};

use super::access::{Access, Part, Way};
use super::coercion::steps_to_trait_object;
use super::link::Provider;
use super::resolved::{Edge, OptionEdge, Resolved};
use super::source::Source;
use crate::read::amount::is_spelled_as_constant;
use crate::read::model::{Elsewhere, Module, NoNode, Node, Param};
use crate::read::policy::Role;
use crate::types;

impl Resolved<'_> {
    pub(super) fn edges_of(&self, node: &Node, names: &BTreeMap<String, Provider>) -> Vec<Edge> {
        let find = |name: &Ident| names.get(&name.unraw().to_string()).copied();
        let edge = |param: &Param| {
            let provider = param.wanted().and_then(|name| find(name).or_else(|| find(&without_underscore(name)?)));
            Edge { provider, access: self.access(node, param, provider) }
        };
        let mut edges: Vec<Edge> = node.params.iter().map(edge).collect();
        agree_on_elements(node, &mut edges);
        edges
    }

    fn access(&self, node: &Node, param: &Param, provider: Option<Provider>) -> Access {
        if node.finally() && provider.is_some_and(|provider| self.source(provider).is_task()) {
            return Access { part: Part::AtEnd, way: Way::Borrow };
        }
        if param.each.is_some() {
            return Access::element(element_way(param));
        }
        let outcome = provider.is_some_and(|provider| self.takes_outcome(provider, &param.ty));
        if param.clone.is_some() {
            return if outcome { Access::outcome(Way::Clone) } else { Access::value(Way::Clone) };
        }
        if outcome {
            return Access::outcome(if types::lends_outcome(&param.ty) { Way::Borrow } else { Way::Take });
        }
        if let Some(part) = provider.and_then(|provider| lent_in_parts(self.source(provider), &param.ty)) {
            return Access { part, way: Way::Borrow };
        }
        Access::value(match types::reference(&param.ty) {
            Some(reference) if reference.mutability.is_some() => Way::BorrowMut,
            Some(_) if !provider.is_some_and(|provider| self.handed_on(provider, &param.ty)) => Way::Borrow,
            Some(_) | None => Way::Take,
        })
    }

    /// True if `ty` takes the failure of a fallible provider as a value. A value that is a `Result` itself may be meant.
    pub(super) fn takes_outcome(&self, provider: Provider, ty: &Type) -> bool {
        let source = self.source(provider);
        let value = source.likely_type().filter(|_| !source.conditional());
        let one_of_two = value.is_some_and(types::is_named_result);
        source.fallible() && types::is_named_result(ty) && (!one_of_two || types::is_nested_result(ty))
    }

    /// A provider that is itself a shared reference is handed on, not borrowed again.
    fn handed_on(&self, provider: Provider, asked: &Type) -> bool {
        self.source(provider).spelled_type().is_some_and(|provided| {
            let references = types::shared_references(provided);
            let pointer = steps_to_trait_object(provided, asked).is_some();
            references > 0 && types::shared_references(asked) <= references && !pointer
        })
    }
}

/// The part of the value that is lent as an `Option<&T>` or a `Result<&T, &E>`. One that consists of such references is
/// taken as it is.
fn lent_in_parts(source: Source<'_>, asked: &Type) -> Option<Part> {
    let provided = source.spelled_type();
    let kept =
        |kind: fn(&Type) -> bool| provided.is_none_or(|ty| kind(types::pointee(ty)) && !same_references(ty, asked));
    if types::is_option_of_references(asked) {
        return (source.conditional() || kept(types::is_named_option)).then_some(Part::Option);
    }
    let halves = !source.conditional() && types::is_named_result(asked) && types::all_arguments_borrowed(asked);
    (halves && provided.is_some() && kept(types::is_named_result)).then_some(Part::Halves)
}

/// True for an `Option<&'a User>` where `Option<&User>` is asked for.
fn same_references(provided: &Type, asked: &Type) -> bool {
    let referents = |ty| types::type_arguments(ty).map(|ty| types::reference(ty).map(|reference| &reference.elem));
    let mut pairs = referents(provided).zip(referents(asked)).peekable();
    let alike = |one: Option<&Box<Type>>, other: Option<&Box<Type>>| {
        one.zip(other).is_some_and(|(one, other)| types::same(types::bare(one), types::bare(other)))
    };
    pairs.peek().is_some() && pairs.all(|(one, other)| alike(one, other))
}

/// The collection is taken as its elements are; elements that are cloned leave it as it is.
fn element_way(param: &Param) -> Way {
    if param.clone.is_some() {
        Way::Clone
    } else if types::reference(&param.ty).is_some() {
        Way::Borrow
    } else {
        Way::Take
    }
}

/// A collection that is lent to one `#[each]` parameter is lent to the others as well; they have their own way with its
/// elements.
fn agree_on_elements(node: &Node, edges: &mut [Edge]) {
    let lent: Vec<_> = edges.iter().filter(|edge| edge.access.borrows()).map(|edge| edge.provider).collect();
    for (param, edge) in node.params.iter().zip(edges) {
        if param.each.is_some() && edge.access.takes() && lent.contains(&edge.provider) {
            edge.access.way = Way::Copy;
        }
    }
}

/// The edges into the options of `node`. Here an underscore in front means nothing, and where a duration or a number is
/// asked for, a name that nothing has may be that of a constant.
pub(super) fn option_edges<'m>(
    module: &Module,
    node: &'m Node,
    names: &BTreeMap<String, Provider>,
) -> Vec<OptionEdge<'m>> {
    let edge = |(role, name): (Role, &'m Ident)| {
        let provider = names.get(&name.unraw().to_string()).copied();
        let constant = provider.is_none() && matches!(role, Role::Gives(_)) && is_constant(module, name);
        (!constant).then_some(OptionEdge { role, name, provider })
    };
    node.policy.names().filter_map(edge).collect()
}

/// True for a name that is spelled as a constant's, or that a constant of the module has.
fn is_constant(module: &Module, name: &Ident) -> bool {
    let is_one = |other: &Elsewhere| other.kind == NoNode::Constant && other.ident.unraw() == name.unraw();
    is_spelled_as_constant(name) || module.elsewhere.iter().any(is_one)
}

fn without_underscore(name: &Ident) -> Option<Ident> {
    let text = name.to_string();
    let rest = text.strip_prefix('_')?;
    syn::parse_str::<Ident>(rest).or_else(|_| syn::parse_str(&format!("r#{rest}"))).ok()
}
