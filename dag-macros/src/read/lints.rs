//! The attributes by which a user allows the compiler's lints.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, Meta};

/// The attributes that set lint levels: `allow`, `warn` and so on.
#[derive(Clone, Default)]
pub(crate) struct Lints(Vec<Attribute>);

impl Lints {
    pub(super) fn of(attrs: &[Attribute]) -> Self {
        let levels = ["allow", "expect", "warn", "deny", "forbid"];
        let sets_level = |attr: &&Attribute| levels.iter().any(|level| attr.path().is_ident(level));
        Self(attrs.iter().filter(sets_level).cloned().collect())
    }

    /// True if one of `lints` is allowed, or expected.
    pub(crate) fn allow(&self, lints: &[&str]) -> bool {
        self.0.iter().any(|attr| match &attr.meta {
            Meta::List(list) if ["allow", "expect"].iter().any(|level| attr.path().is_ident(level)) => {
                mentions_any(list.tokens.clone(), lints)
            }
            _ => false,
        })
    }
}

fn mentions_any(tokens: TokenStream, names: &[&str]) -> bool {
    tokens.into_iter().any(|token| matches!(token, TokenTree::Ident(name) if names.iter().any(|other| name == other)))
}

/// For another item, on which nothing is expected.
impl ToTokens for Lints {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.0.iter().filter(|attr| !attr.path().is_ident("expect")).for_each(|attr| attr.to_tokens(tokens));
    }
}
