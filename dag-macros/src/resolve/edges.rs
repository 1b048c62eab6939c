//! Parameters: who provides what they ask for, and how they take it.

use std::collections::BTreeMap;

use syn::ext::IdentExt;
use syn::{Ident, Type};

use super::{Access, Edge, OptionEdges, Pipeline, Provider};
use crate::read::model::{Node, Param};
use crate::types;

impl Pipeline<'_> {
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
            // The collection is taken as its elements are; elements that are cloned leave it as it is.
            let lent = param.clone.is_some() || types::reference(&param.ty).is_some();
            return if lent { Access::Borrow } else { Access::Value };
        }
        if param.clone.is_some() {
            let outcome = provider.is_some_and(|provider| self.takes_outcome(provider, &param.ty));
            return if outcome { Access::OutcomeClone } else { Access::Clone };
        }
        if provider.is_some_and(|provider| self.takes_outcome(provider, &param.ty)) {
            let lent = types::lends_outcome(&param.ty);
            return if lent { Access::OutcomeRef } else { Access::OutcomeValue };
        }
        if provider.is_some_and(|provider| self.source(provider).conditional())
            && types::is_option_of_references(&param.ty)
        {
            return Access::OptionRef;
        }
        match types::reference(&param.ty) {
            Some(reference) if reference.mutability.is_some() => Access::BorrowMut,
            Some(_) if !provider.is_some_and(|provider| self.handed_on(provider, &param.ty)) => Access::Borrow,
            Some(_) | None => Access::Value,
        }
    }

    /// Whether `ty` takes the failure of a fallible provider as a value.
    pub(super) fn takes_outcome(&self, provider: Provider, ty: &Type) -> bool {
        self.source(provider).fallible() && types::is_named_result(ty)
    }

    /// A provider that is itself a shared reference is handed on, not borrowed again.
    fn handed_on(&self, provider: Provider, asked: &Type) -> bool {
        let provided = self.source(provider).spelled_type().map_or(0, types::shared_references);
        provided > 0 && types::shared_references(asked) <= provided
    }
}

/// A collection that is lent to one `#[each]` parameter is lent to the others as well; they have their own way with its
/// elements.
fn agree_on_elements(node: &Node, edges: &mut [Edge]) {
    let lent: Vec<_> = edges.iter().filter(|edge| edge.access == Access::Borrow).map(|edge| edge.provider).collect();
    for (param, edge) in node.params.iter().zip(edges) {
        if param.each.is_some() && lent.contains(&edge.provider) {
            edge.access = Access::Borrow;
        }
    }
}

/// What the options of `node` name. Here an underscore in front means nothing.
pub(super) fn option_edges(node: &Node, names: &BTreeMap<String, Provider>) -> OptionEdges {
    let find = |name: &Ident| names.get(&name.unraw().to_string()).copied();
    OptionEdges {
        when: node.policy.when.as_ref().and_then(find),
        limit: node.policy.limit.as_ref().and_then(find),
        after: node.policy.after.iter().map(find).collect(),
    }
}

fn without_underscore(name: &Ident) -> Option<Ident> {
    let text = name.to_string();
    let rest = text.strip_prefix('_')?;
    syn::parse_str::<Ident>(rest).or_else(|_| syn::parse_str(&format!("r#{rest}"))).ok()
}
