//! The skeleton of the emitted module: the user's items, then what `#[dag]` adds. Nothing can fail here.

mod argument;
mod binding;
mod block;
mod call;
mod capture;
mod copy;
mod each;
mod editor;
mod entry;
mod error;
mod guard;
mod output;
mod policy;
mod skip;
mod storage;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Ident, Token, Visibility, parse_quote};

use crate::lower::lower;
use crate::read::model::Module;
use crate::resolve::{Entry, Pipeline};

/// What every emitter needs to know.
pub(crate) struct Context<'p, 'm> {
    pub(crate) pipeline: &'p Pipeline<'m>,
}

pub(crate) use editor::links;

/// Gives the module back with `added` behind the user's items.
pub(crate) fn module(module: Module, added: TokenStream) -> TokenStream {
    let Module { header, items, .. } = module;
    let items: TokenStream = items.into_iter().map(|item| item.tokens).chain([added]).collect();
    quote!(#header { #items })
}

/// Input: a pipeline that has passed all checks. Output:
/// ```text
/// pub struct Pipeline;
/// pub struct Output { pub page: Page }
/// pub enum Error { User(DbError), ... }
/// impl Pipeline { pub async fn run(input: Input<'_>) -> Result<Output, Error> { ... } }
/// ```
pub(crate) fn pipeline(pipeline: &Pipeline<'_>) -> TokenStream {
    let context = Context { pipeline };
    let vis = context.visibility();
    let name = context.name();
    let doc = format!("The pipeline of the module `{}`.", pipeline.module.header.ident);
    let error = context.error_enum();
    let outputs = pipeline.entries.iter().map(|entry| context.output_struct(entry));
    let functions = pipeline.entries.iter().map(|entry| {
        let function = context.entry_function(entry, &lower(pipeline, entry));
        quote!(impl #name { #function })
    });
    let unused_inputs = editor::unused_inputs(pipeline);
    quote! {
        #[doc = #doc]
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
        #vis struct #name;
        #error
        #(#outputs)*
        #(#functions)*
        #unused_inputs
    }
}

impl Context<'_, '_> {
    /// Generated items are as visible as the input struct, `pub` where there is none.
    fn visibility(&self) -> Visibility {
        self.pipeline.module.input.as_ref().map_or_else(|| parse_quote!(pub), |input| input.vis.clone())
    }

    fn name(&self) -> Ident {
        self.pipeline.name()
    }

    /// Whether a run of the entry point can fail.
    fn can_fail(&self, entry: &Entry) -> bool {
        self.pipeline.providers().any(|provider| entry.needed[provider.0] && self.pipeline.ends_run(entry, provider))
    }

    /// A path into the runtime.
    fn item(&self, name: &str) -> TokenStream {
        self.pipeline.facade.item(name)
    }
}

/// One thing as it is, several as a tuple.
fn tuple(parts: &[impl ToTokens]) -> TokenStream {
    match parts {
        [only] => only.to_token_stream(),
        many => {
            let comma = <Token![,]>::default();
            let mut tokens = TokenStream::new();
            for part in many {
                part.to_tokens(&mut tokens);
                comma.to_tokens(&mut tokens);
            }
            quote!((#tokens))
        }
    }
}
