//! The common needs of all emitters of a module's items.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Ident, Token, Visibility, parse_quote};

use crate::check::Checked;
use crate::resolve::{Entry, Provider, Resolved};

/// The module that is emitted.
pub(crate) struct Context<'p, 'm> {
    pub(super) checked: &'p Checked<'m>,
    pub(super) pipeline: &'p Resolved<'m, Provider>,
}

impl<'p, 'm> Context<'p, 'm> {
    pub(crate) fn new(checked: &'p Checked<'m>) -> Self {
        Self { checked, pipeline: &checked.pipeline }
    }

    /// Generated items are as visible as the input struct that is seen most widely, `pub` where there is none.
    pub(super) fn visibility(&self) -> Visibility {
        let inputs = self.pipeline.module.inputs.iter().map(|input| &input.vis);
        // Of several that are seen as widely the first.
        inputs.rev().max_by_key(|vis| reach(vis)).map_or_else(|| parse_quote!(pub), Visibility::clone)
    }

    /// The function of an entry point is as visible as its own input.
    pub(super) fn visibility_of(&self, entry: &Entry<Provider>) -> Visibility {
        self.pipeline.input_of(entry).map_or_else(|| self.visibility(), |input| input.vis.clone())
    }

    pub(super) fn name(&self) -> Ident {
        self.pipeline.name()
    }

    /// A path into the runtime.
    pub(super) fn item(&self, name: &str) -> TokenStream {
        self.pipeline.facade.item(name)
    }
}

/// The greater, the more widely an item is seen.
fn reach(vis: &Visibility) -> u8 {
    match vis {
        Visibility::Public(_) => 3,
        Visibility::Restricted(restricted) if restricted.path.is_ident("crate") => 2,
        Visibility::Restricted(restricted) if !restricted.path.is_ident("self") => 1,
        Visibility::Restricted(_) | Visibility::Inherited => 0,
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
