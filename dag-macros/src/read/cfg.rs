//! `#[cfg]` and `#[cfg_attr]` on nodes, parameters and the fields of input and output structs are decided before the
//! graph is read. Only the compiler can decide them, so a module that has some is expanded twice: the first time it
//! is given back below one marker for each predicate, and the markers that are left the second time tell.

use std::collections::BTreeMap;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::quote;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, ExprLit, Lit, Meta, Token};

use crate::names::Facade;

/// The text of a marker in front of its number.
const MARKER: &str = "dagwright decides cfg ";

/// The predicates of a module: decided, or still to be.
#[derive(Default)]
pub(crate) struct Cfg {
    decided: BTreeMap<String, bool>,
    open: Vec<TokenStream>,
}

impl Cfg {
    /// Reads `(predicate) (predicate) ... (options)` and which markers the module still bears.
    pub(crate) fn decided(arguments: TokenStream, item: TokenStream) -> (Self, TokenStream, TokenStream) {
        let mut predicates: Vec<TokenStream> = arguments.into_iter().filter_map(stream_of).collect();
        let options = predicates.pop().unwrap_or_default();
        let (markers, item) = without_markers(item);
        let decided =
            predicates.iter().enumerate().map(|(number, predicate)| (predicate.to_string(), markers.contains(&number)));
        (Self { decided: decided.collect(), open: Vec::new() }, options, item)
    }

    /// The module below its markers, to be expanded again, if anything is still to be decided.
    pub(crate) fn ask_compiler(
        &self,
        options: &TokenStream,
        item: &TokenStream,
        facade: &Facade,
    ) -> Option<TokenStream> {
        if self.open.is_empty() {
            return None;
        }
        let predicates = &self.open;
        let markers = (0..predicates.len()).map(|number| format!("{MARKER}{number}"));
        let again = facade.item("dag_decided");
        Some(quote! {
            #(#[cfg_attr(#predicates, doc = #markers)])*
            #[#again(#((#predicates))* (#options))]
            #item
        })
    }

    /// Applies the decisions to the attributes of something. `false`: it is switched off.
    pub(crate) fn keep(&mut self, attrs: &mut Vec<Attribute>) -> bool {
        let mut kept = true;
        let mut pending: Vec<Attribute> = std::mem::take(attrs);
        pending.reverse();
        while let Some(attr) = pending.pop() {
            if let (true, Meta::List(list)) = (attr.path().is_ident("cfg"), &attr.meta) {
                kept &= self.holds(&list.tokens);
            } else if let Some((predicate, inner)) = conditional(&attr) {
                // An open predicate counts as true, so that those within it are found as well.
                if self.holds(&predicate) {
                    pending.extend(inner.into_iter().rev());
                }
            } else {
                attrs.push(attr);
            }
        }
        kept
    }

    fn holds(&mut self, predicate: &TokenStream) -> bool {
        let text = predicate.to_string();
        let decision = self.decided.get(&text).copied();
        if decision.is_none() && !self.open.iter().any(|open| open.to_string() == text) {
            self.open.push(predicate.clone());
        }
        decision.unwrap_or(true)
    }
}

/// Takes `#[cfg_attr(predicate, a, b)]` apart into the predicate and `#[a] #[b]`.
fn conditional(attr: &Attribute) -> Option<(TokenStream, Vec<Attribute>)> {
    let Meta::List(list) = &attr.meta else { return None };
    if !attr.path().is_ident("cfg_attr") {
        return None;
    }
    let parser = |input: ParseStream<'_>| {
        let predicate = predicate(input)?;
        input.parse::<Option<Token![,]>>()?;
        Ok((predicate, Punctuated::<Meta, Token![,]>::parse_terminated(input)?))
    };
    let (predicate, metas) = parser.parse2(list.tokens.clone()).ok()?;
    let inner = metas.into_iter().map(|meta| Attribute { meta, ..attr.clone() });
    Some((predicate, inner.collect()))
}

/// Everything up to the first comma: `true` and `false` are predicates, too, though they are no attributes.
fn predicate(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut tokens = TokenStream::new();
    while !input.is_empty() && !input.peek(Token![,]) {
        tokens.extend([input.parse::<TokenTree>()?]);
    }
    Ok(tokens)
}

fn stream_of(token: TokenTree) -> Option<TokenStream> {
    match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => Some(group.stream()),
        _ => None,
    }
}

/// Removes the markers in front of an item and returns their numbers.
fn without_markers(item: TokenStream) -> (Vec<usize>, TokenStream) {
    let parser = |input: ParseStream<'_>| Ok((input.call(Attribute::parse_outer)?, input.parse::<TokenStream>()?));
    let Ok((attrs, rest)) = parser.parse2(item.clone()) else { return (Vec::new(), item) };
    let (markers, attrs): (Vec<_>, Vec<_>) = attrs.into_iter().partition(|attr| marker(attr).is_some());
    (markers.iter().filter_map(marker).collect(), quote!(#(#attrs)* #rest))
}

fn marker(attr: &Attribute) -> Option<usize> {
    let Meta::NameValue(meta) = &attr.meta else { return None };
    match &meta.value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) if attr.path().is_ident("doc") => {
            text.value().strip_prefix(MARKER)?.parse().ok()
        }
        _ => None,
    }
}
