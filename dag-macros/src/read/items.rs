//! The beginning and the end of any item.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::parse::ParseStream;
use syn::{Attribute, Ident, Token, Visibility, token};

use super::model::Item;

/// Takes the tokens up to the apparent end of one item: a `;` or a brace group.
pub(super) fn skip_item(body: ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut tokens = TokenStream::new();
    while !body.is_empty() {
        let at_end = body.peek(Token![;]) || body.peek(token::Brace);
        tokens.extend([body.parse::<TokenTree>()?]);
        if at_end {
            break;
        }
    }
    Ok(tokens)
}

impl Item {
    /// An item that declares no name that matters.
    pub(super) fn plain(tokens: TokenStream) -> Self {
        Self { tokens, declares: Vec::new() }
    }

    /// An item with the name of an earlier one stands apart from it: the compiler would take the one for the other.
    pub(super) fn apart(tokens: &TokenStream) -> Self {
        Self::plain(quote!(#[allow(dead_code)] const _: () = { #tokens };))
    }

    pub(super) fn declaring(tokens: TokenStream, name: &Ident) -> Self {
        Self { tokens, declares: vec![name.clone()] }
    }
}

/// Attributes and visibility, as every item begins.
pub(super) fn prelude(input: ParseStream<'_>) -> syn::Result<(Vec<Attribute>, Visibility)> {
    Ok((input.call(Attribute::parse_outer)?, input.parse()?))
}
