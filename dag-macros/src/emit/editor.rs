//! For the editor and the reader of warnings: items that do nothing but tie names together.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;

use crate::names;
use crate::read::model::{InputField, InputStruct};
use crate::resolve::{Entry, Provider, Resolved, Source};

/// The number of names that one `use` holds.
const MOST_LINKS_AT_ONCE: usize = 32;

/// The lints by which the compiler's warning of an unread field is allowed.
const UNREAD_ALLOWED_BY: [&str; 3] = ["dead_code", "unused", "warnings"];

/// Input: the edges. Output: `use self::{user as _, ...};` with each name at the parameter or option it belongs to, and
/// `let _ = input.id;` likewise, so that an editor leads from a parameter to its provider.
pub(crate) fn links(pipeline: &Resolved<'_>) -> TokenStream {
    let (mut nodes, mut fields) = (Vec::new(), Vec::new());
    for node in pipeline.module.nodes.ids() {
        let params =
            pipeline.edges(node).map(|(param, edge)| (param.wanted().map_or(param.span, Ident::span), edge.provider));
        let options = pipeline.options(node).iter().map(|edge| (edge.name.span(), edge.provider));
        for (span, provider) in params.chain(options) {
            let Some(source) = provider.map(|provider| pipeline.source(provider)) else { continue };
            let mut link: Ident = source.name().clone();
            link.set_span(span);
            match source {
                Source::Node(_) => nodes.push(link),
                Source::Field(_) => fields.push(link),
            }
        }
    }
    let nodes = node_links(&nodes);
    // Of two structs of one name the compiler sees the first.
    let mut seen = BTreeSet::new();
    let inputs = pipeline.module.inputs.iter().filter(|input| seen.insert(&input.ident));
    let mut fields = inputs.map(|input| field_links(input, &fields));
    let first = fields.next();
    // The functions have one name.
    let others = fields.filter(|links| !links.is_empty()).map(|links| quote!(const _: () = { #links };));
    if nodes.is_empty() && first.as_ref().is_none_or(TokenStream::is_empty) {
        return others.collect();
    }
    quote!(const _: () = { #nodes #first }; #(#others)*)
}

/// Several short lists: the compiler copies the whole of one for every name in it.
fn node_links(nodes: &[Ident]) -> TokenStream {
    let links = |nodes: &[Ident]| quote!(#[allow(unused_imports)] use self::{#(#nodes as _),*};);
    nodes.chunks(MOST_LINKS_AT_ONCE).map(links).collect()
}

fn field_links(input: &InputStruct, fields: &[Ident]) -> TokenStream {
    let has = |name: &&Ident| input.fields.iter().any(|field| field.ident.unraw() == name.unraw());
    let mut fields = fields.iter().filter(has).peekable();
    if fields.peek().is_none() {
        return TokenStream::new();
    }
    let (generics, arguments, where_clause) = input.generics.split_for_impl();
    let (name, links, value) = (&input.ident, format_ident!("_links"), names::local("input"));
    quote! {
        #[allow(single_use_lifetimes)]
        fn #links #generics(#value: &#name #arguments) #where_clause { #(let _ = #value.#fields;)* }
    }
}

/// Output: for each field of an input struct that nothing uses a struct with such a field, so that the compiler warns of
/// it once, whether or not it would do so by itself.
pub(crate) fn unused_inputs(pipeline: &Resolved<'_, Provider>) -> TokenStream {
    pipeline.module.inputs.iter().map(|input| unused_fields(pipeline, input)).collect()
}

fn unused_fields(pipeline: &Resolved<'_, Provider>, input: &InputStruct) -> TokenStream {
    let taken = |field: &&InputField| {
        let uses = |entry: &Entry<Provider>| {
            let same_input = pipeline.input_of(entry).is_some_and(|taken| std::ptr::eq(taken, input));
            same_input && pipeline.find(&field.ident).is_some_and(|provider| entry.needed[provider])
        };
        pipeline.entries.iter().any(uses)
    };
    let watched =
        |field: &&InputField| ![&field.lints, &input.lints].iter().any(|lints| lints.allow(&UNREAD_ALLOWED_BY));
    let unused: Vec<&InputField> = input.fields.iter().filter(|field| watched(field) && !taken(field)).collect();
    if unused.is_empty() {
        return TokenStream::new();
    }
    let (generics, arguments, where_clause) = input.generics.split_for_impl();
    let (name, read, value) = (&input.ident, names::local("read"), names::local("input"));
    let fields = unused.iter().map(|field| &field.ident);
    let warnings = unused.iter().map(|InputField { ident, lints, .. }| {
        let (of_struct, field) = (&input.lints, quote_spanned!(ident.span()=> #ident: ()));
        quote! {
            const _: () = {
                #of_struct
                struct #name { #lints #field }
                const _: #name = #name { #ident: () };
            };
        }
    });
    quote! {
        const _: () = {
            #[allow(dead_code, single_use_lifetimes)]
            fn #read #generics(#value: &#name #arguments) #where_clause { #(let _ = #value.#fields;)* }
        };
        #(#warnings)*
    }
}
