//! Parameters: who provides what they ask for, and how they take it.

use std::collections::BTreeMap;

use syn::ext::IdentExt;
use syn::{Ident, Type};

use super::{Access, Edge, Pipeline, Provider};
use crate::model::{Node, Param};
use crate::types;

impl Pipeline<'_> {
    pub(super) fn edges_of(&self, node: &Node, names: &BTreeMap<Ident, Provider>) -> Vec<Edge> {
        let find = |name: &Ident| names.get(&name.unraw()).copied();
        let edge = |param: &Param| {
            let provider = param.wanted().and_then(|name| find(name).or_else(|| find(&without_underscore(name)?)));
            Edge { provider, access: self.access(param, provider) }
        };
        node.params.iter().map(edge).collect()
    }

    fn access(&self, param: &Param, provider: Option<Provider>) -> Access {
        if param.clone.is_some() {
            return Access::Clone;
        }
        if provider.is_some_and(|provider| self.takes_outcome(provider, &param.ty)) {
            return if types::all_arguments_borrowed(&param.ty) { Access::OutcomeRef } else { Access::OutcomeValue };
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

fn without_underscore(name: &Ident) -> Option<Ident> {
    let text = name.to_string();
    let rest = text.strip_prefix('_')?;
    syn::parse_str::<Ident>(rest).or_else(|_| syn::parse_str(&format!("r#{rest}"))).ok()
}
