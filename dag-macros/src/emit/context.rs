//! The common needs of all emitters of a module's items.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Ident, Token, Visibility, parse_quote};

use crate::check::Checked;
use crate::resolve::{Provider, Resolved};

/// The module that is emitted.
pub(crate) struct Context<'p, 'm> {
    pub(super) checked: &'p Checked<'m>,
    pub(super) pipeline: &'p Resolved<'m, Provider>,
}

impl<'p, 'm> Context<'p, 'm> {
    pub(crate) fn new(checked: &'p Checked<'m>) -> Self {
        Self { checked, pipeline: &checked.pipeline }
    }

    /// Generated items are as visible as the input struct, `pub` where there is none.
    pub(super) fn visibility(&self) -> Visibility {
        self.pipeline.module.input().map_or_else(|| parse_quote!(pub), |input| input.vis.clone())
    }

    pub(super) fn name(&self) -> Ident {
        self.pipeline.name()
    }

    /// A path into the runtime.
    pub(super) fn item(&self, name: &str) -> TokenStream {
        self.pipeline.facade.item(name)
    }
}

/// One thing as it is, several as a tuple.
pub(crate) fn tuple(parts: &[impl ToTokens]) -> TokenStream {
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
