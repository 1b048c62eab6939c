//! The skeleton of the emitted module: the user's items, then the additions of `#[dag]`. Nothing can fail here.

mod amount;
mod argument;
mod awaited;
pub(crate) mod back_end;
pub(crate) mod binding;
mod block;
mod body;
pub(crate) mod call;
mod condition;
pub(crate) mod context;
mod copy;
mod editor;
mod elements;
pub(crate) mod entry;
mod error;
mod finally;
mod generics;
mod layer;
mod mismatch;
mod output;
pub(crate) mod scope;
mod storage;
mod turns;
mod warnings;

use proc_macro2::TokenStream;
use quote::quote;

use crate::check::Checked;
use crate::lower::Program;
use crate::read::model::{Item, Module};
use crate::resolve::{Entry, Provider};
use crate::schedule::Schedule;
use context::Context;

pub(crate) use editor::links;

/// Gives the module back with `added` behind the user's items. Of those that are `unused` a warning of ours tells.
pub(crate) fn module(module: Module, added: TokenStream, unused: &[usize]) -> TokenStream {
    let Module { header, items, .. } = module;
    let items = items.into_iter().enumerate().map(|(index, Item { tokens, .. })| {
        if unused.contains(&index) { quote!(#[allow(dead_code)] #tokens) } else { tokens }
    });
    let items: TokenStream = items.chain([added]).collect();
    quote!(#header { #items })
}

/// Gives a module with mistakes back, in which nothing uses what only the pipeline would. The mistakes stand in front of
/// the items: of a last one that is half typed they would be taken for the rest.
pub(crate) fn module_with_mistakes(module: Module, mistakes: TokenStream) -> TokenStream {
    let Module { header, items, .. } = module;
    let items = items.into_iter().map(|item| item.tokens);
    quote!(#[allow(unused_imports)] #header { #mistakes #(#items)* })
}

/// Input: a checked module, and the maker of an entry point's function. Output:
/// ```text
/// pub struct Pipeline;
/// pub struct Output { pub page: Page }
/// pub enum Error { User(DbError), ... }
/// impl Pipeline { pub async fn run(input: Input<'_>) -> Result<Output, Error> { ... } }
/// ```
pub(crate) fn pipeline(checked: &Checked<'_>, function: impl Fn(&Entry<Provider>) -> TokenStream) -> TokenStream {
    let pipeline = &checked.pipeline;
    let context = Context::new(checked);
    let vis = context.visibility();
    let name = pipeline.name();
    let doc = format!("The pipeline of the module `{}`.", pipeline.module.header.ident);
    let error = context.error_enum();
    let outputs = pipeline.entries.iter().map(|entry| context.output_struct(entry));
    let functions = pipeline.entries.iter().map(function);
    let associated_types = context.associated_types();
    let awaited = pipeline.module.nodes.rows().filter(|node| node.awaited).map(awaited::awaited);
    let warnings = checked.warnings.iter().map(warnings::warning);
    let unused_inputs = editor::unused_inputs(pipeline);
    quote! {
        #[doc = #doc]
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
        #vis struct #name;
        #associated_types
        #error
        #(#outputs)*
        #(impl #name { #functions })*
        #(#awaited)*
        #unused_inputs
        #(#warnings)*
    }
}

/// Input: the program of an entry point, and its schedule. Output: its function.
pub(crate) fn entry_function(
    checked: &Checked<'_>,
    entry: &Entry<Provider>,
    program: &Program<'_>,
    schedule: &Schedule,
) -> TokenStream {
    Context::new(checked).entry_function(entry, program, schedule)
}
