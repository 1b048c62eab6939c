//! syn → model: the shape of the module, no judgement. An item that cannot be read is given back as it came.

pub(crate) mod amount;
mod attributes;
pub(crate) mod cfg;
mod docs;
mod elsewhere;
pub(crate) mod foreign;
mod function;
mod half_typed;
mod items;
pub(crate) mod lints;
mod markers;
pub(crate) mod mentions;
pub(crate) mod model;
pub(crate) mod options;
pub(crate) mod policy;
mod structs;

use std::collections::BTreeMap;

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::discouraged::Speculative;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Ident};

use crate::diagnostics::errors::Errors;
use crate::graph::Table;
use crate::read::model::{DagOptions, Header, Item, Module};
use cfg::Cfg;
use foreign::Foreign;
use items::skip_item;
use lints::Lints;

/// Reads an annotated module. `None`: it is no inline module, and `errors` says so.
pub(crate) fn module(options: DagOptions, item: &TokenStream, cfg: &mut Cfg, errors: &mut Errors) -> Option<Module> {
    let parser = |input: ParseStream<'_>| {
        let mut header = header(input)?;
        given_twice(&mut header, errors);
        let body;
        let braces = syn::braced!(body in input);
        let mut module = Module {
            header,
            end: braces.span.close(),
            options,
            items: inner_attributes(&body)?,
            nodes: Table::new(),
            helpers: Vec::new(),
            inputs: Vec::new(),
            outputs: Vec::new(),
            unmarked: None,
            repeated: Vec::new(),
            functions: BTreeMap::new(),
            meant: Vec::new(),
            elsewhere: Vec::new(),
            dropped: Vec::new(),
            foreign: Foreign::default(),
            globs: false,
            impls: Vec::new(),
            lints: Lints::default(),
        };
        module.lints = module_lints(&module);
        while !body.is_empty() {
            let item = self::item(&body, &mut module, cfg, errors)?;
            module.items.push(item);
        }
        Ok((module, input.parse::<TokenStream>()?))
    };
    match parser.parse2(item.clone()) {
        Ok((module, rest)) if rest.is_empty() => Some(module),
        _ => {
            let line = first_line(item);
            errors.on(line, "`#[dag]` belongs on an inline module: `#[dag] mod checkout { ... }`");
            None
        }
    }
}

fn header(input: ParseStream<'_>) -> syn::Result<Header> {
    Ok(Header {
        attrs: input.call(Attribute::parse_outer)?,
        vis: input.parse()?,
        mod_token: input.parse()?,
        ident: input.call(Ident::parse_any)?,
    })
}

/// A second `#[dag]` would read what the first has made of the module.
fn given_twice(header: &mut Header, errors: &mut Errors) {
    for again in header.attrs.extract_if(.., |attr| elsewhere::is_dag(attr)) {
        errors.on(
            again,
            "`#[dag]` is given twice\nwrite all options into one: `#[dag(name = Checkout, error = AppError)]`",
        );
    }
}

/// The tokens of an item up to its first brace, for an error to underline.
fn first_line(item: &TokenStream) -> TokenStream {
    item.clone().into_iter().take_while(|token| !matches!(token, TokenTree::Group(_))).collect()
}

/// The lint levels of the whole module: those in front of it, and those at its beginning.
fn module_lints(module: &Module) -> Lints {
    let inner = |item: &Item| Attribute::parse_inner.parse2(item.tokens.clone()).unwrap_or_default();
    let inner = module.items.iter().flat_map(inner);
    Lints::of(&module.header.attrs.iter().cloned().chain(inner).collect::<Vec<_>>())
}

fn inner_attributes(body: ParseStream<'_>) -> syn::Result<Vec<Item>> {
    let attrs = Attribute::parse_inner(body)?;
    Ok(attrs.into_iter().map(|attr| Item::plain(attr.into_token_stream())).collect())
}

/// Reads one item, and enters its meaning for the graph into `module`.
fn item(body: ParseStream<'_>, module: &mut Module, cfg: &mut Cfg, errors: &mut Errors) -> syn::Result<Item> {
    if let Some(item) = function::read(body, module, cfg, errors)? {
        return Ok(item);
    }
    let ahead = body.fork();
    match ahead.parse::<syn::Item>() {
        Ok(item) => {
            body.advance_to(&ahead);
            Ok(structs::read(item, module, cfg, errors))
        }
        Err(error) => {
            let tokens = skip_item(body)?;
            if concerns_graph(&tokens) {
                errors.unreadable(half_typed::without_a_type(&tokens).unwrap_or(error));
            }
            Ok(Item::plain(attributes::without_ours(tokens)))
        }
    }
}

/// True if an item that cannot be read may be a node, or an input or output struct. Anything else is the compiler's
/// business alone.
fn concerns_graph(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ["fn", "async", "struct"].iter().any(|word| ident == word),
        TokenTree::Punct(punct) => punct.as_char() == '#',
        TokenTree::Group(_) | TokenTree::Literal(_) => false,
    })
}

impl ToTokens for Header {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { attrs, vis, mod_token, ident } = self;
        tokens.extend(quote!(#(#attrs)* #vis #mod_token #ident));
    }
}
