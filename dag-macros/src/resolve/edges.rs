//! Parameters: the provider each asks for, and the way it takes the value.

use std::collections::BTreeMap;

use syn::ext::IdentExt;
use syn::{Ident, Type};

use super::access::{Access, Part, Way};
use super::link::Provider;
use super::resolved::{Edge, OptionEdges, Resolved};
use crate::read::model::{Node, Param};
use crate::types;

impl Resolved<'_> {
    pub(super) fn edges_of(&self, node: &Node, names: &BTreeMap<String, Provider>) -> Vec<Edge> {
        let find = |name: &Ident| names.get(&name.unraw().to_string()).copied();
        let edge = |param: &Param| {
            let provider = param.wanted().and_then(|name| find(name).or_else(|| find(&without_underscore(name)?)));
            Edge { provider, access: self.access(param, provider) }
        };
        let mut edges: Vec<Edge> = node.params.iter().map(edge).collect();
        agree_on_elements(node, &mut edges);
        edges
    }

    fn access(&self, param: &Param, provider: Option<Provider>) -> Access {
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
        if provider.is_some_and(|provider| self.source(provider).conditional())
            && types::is_option_of_references(&param.ty)
        {
            return Access { part: Part::Option, way: Way::Borrow };
        }
        Access::value(match types::reference(&param.ty) {
            Some(reference) if reference.mutability.is_some() => Way::BorrowMut,
            Some(_) if !provider.is_some_and(|provider| self.handed_on(provider, &param.ty)) => Way::Borrow,
            Some(_) | None => Way::Take,
        })
    }

    /// True if `ty` takes the failure of a fallible provider as a value.
    pub(super) fn takes_outcome(&self, provider: Provider, ty: &Type) -> bool {
        self.source(provider).fallible() && types::is_named_result(ty)
    }

    /// A provider that is itself a shared reference is handed on, not borrowed again.
    fn handed_on(&self, provider: Provider, asked: &Type) -> bool {
        let provided = self.source(provider).spelled_type().map_or(0, types::shared_references);
        provided > 0 && types::shared_references(asked) <= provided
    }
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

/// The providers that the options of `node` name. Here an underscore in front means nothing.
pub(super) fn option_edges(node: &Node, names: &BTreeMap<String, Provider>) -> OptionEdges {
    let find = |name: &Ident| names.get(&name.unraw().to_string()).copied();
    OptionEdges {
        when: node.policy.when.as_ref().map(find),
        limit: node.policy.limit.as_ref().map(find),
        after: node.policy.after.iter().map(find).collect(),
    }
}

fn without_underscore(name: &Ident) -> Option<Ident> {
    let text = name.to_string();
    let rest = text.strip_prefix('_')?;
    syn::parse_str::<Ident>(rest).or_else(|_| syn::parse_str(&format!("r#{rest}"))).ok()
}
