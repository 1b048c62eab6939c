//! Collects mistakes so that one build reports them all.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// Mistakes found so far. Dropping it unread loses them, so every phase hands it on or ends with [`Errors::finish`].
#[derive(Default)]
#[must_use]
pub(crate) struct Errors {
    found: Vec<syn::Error>,
    /// Something that others may refer to could not be read: later phases would only report what follows from that.
    incomplete: bool,
}

impl Errors {
    /// Reports `message` at a single place.
    pub(crate) fn at(&mut self, span: Span, message: impl std::fmt::Display) {
        self.found.push(syn::Error::new(span, message));
    }

    /// Reports `message` at all of `tokens`.
    pub(crate) fn on(&mut self, tokens: impl ToTokens, message: impl std::fmt::Display) {
        self.found.push(syn::Error::new_spanned(tokens, message));
    }

    /// Takes over a parser's error.
    pub(crate) fn push(&mut self, error: syn::Error) {
        self.found.push(error);
    }

    /// Takes over several such errors.
    pub(crate) fn extend(&mut self, errors: Vec<syn::Error>) {
        self.found.extend(errors);
    }

    /// Takes over a parser's error about something that others may refer to.
    pub(crate) fn unreadable(&mut self, error: syn::Error) {
        self.found.push(error);
        self.incomplete = true;
    }

    /// Their number.
    pub(crate) fn count(&self) -> usize {
        self.found.len()
    }

    /// The edge behind reading: goes on unless something is missing from the module.
    pub(crate) fn finish_reading(&mut self) -> Result<(), TokenStream> {
        if self.incomplete { Err(self.compile_errors()) } else { Ok(()) }
    }

    /// The edge behind checking: goes on unless something was wrong up to here.
    pub(crate) fn finish(&mut self) -> Result<(), TokenStream> {
        if self.found.is_empty() { Ok(()) } else { Err(self.compile_errors()) }
    }

    /// For an item that is no module: the item as it came, the errors beside it.
    pub(crate) fn into_compile_errors_beside(mut self, item: TokenStream) -> TokenStream {
        let mut tokens = self.compile_errors();
        tokens.extend(item);
        tokens
    }

    /// In the order of the source.
    pub(crate) fn compile_errors(&mut self) -> TokenStream {
        let mut found = std::mem::take(&mut self.found);
        found.sort_by_key(|error| (error.span().start().line, error.span().start().column));
        found.iter().map(syn::Error::to_compile_error).collect()
    }
}
