//! For the editor and the reader of warnings: items that do nothing but tie names together.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use crate::names;
use crate::read::model::InputField;
use crate::resolve::{Provider, Resolved, Source};

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
    let nodes = (!nodes.is_empty()).then(|| node_links(&nodes));
    let fields = (!fields.is_empty()).then(|| field_links(pipeline, &fields));
    match (&nodes, &fields) {
        (None, None) => TokenStream::new(),
        _ => quote!(const _: () = { #nodes #fields };),
    }
}

/// Several short lists: the compiler copies the whole of one for every name in it.
fn node_links(nodes: &[Ident]) -> TokenStream {
    let links = |nodes: &[Ident]| quote!(#[allow(unused_imports)] use self::{#(#nodes as _),*};);
    nodes.chunks(MOST_LINKS_AT_ONCE).map(links).collect()
}

fn field_links(pipeline: &Resolved<'_>, fields: &[Ident]) -> Option<TokenStream> {
    let input = pipeline.module.input()?;
    let (generics, arguments, where_clause) = input.generics.split_for_impl();
    let (name, links, value) = (&input.ident, format_ident!("_links"), names::local("input"));
    Some(quote! {
        #[allow(single_use_lifetimes)]
        fn #links #generics(#value: &#name #arguments) #where_clause { #(let _ = #value.#fields;)* }
    })
}

/// Output: for each field of the input struct that nothing uses a struct with such a field, so that the compiler warns of
/// it once, whether or not it would do so by itself.
pub(crate) fn unused_inputs(pipeline: &Resolved<'_, Provider>) -> TokenStream {
    let Some(input) = pipeline.module.input() else { return TokenStream::new() };
    let unused = pipeline.providers().filter_map(|provider| match pipeline.source(provider) {
        Source::Field(field) => pipeline.entries.iter().all(|entry| !entry.needed[provider]).then_some(field),
        Source::Node(_) => None,
    });
    let watched =
        |field: &&InputField| ![&field.lints, &input.lints].iter().any(|lints| lints.allow(&UNREAD_ALLOWED_BY));
    let unused: Vec<&InputField> = unused.filter(watched).collect();
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
