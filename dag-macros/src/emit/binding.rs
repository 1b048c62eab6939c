//! The way to a value: its variable, and the wrappers around the value.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::names;

/// The way to a value.
#[derive(Clone)]
pub(crate) struct Binding {
    pub(crate) reads: Reads,
    /// The value is behind an `Arc` of ours.
    pub(crate) shared: bool,
    /// The value may be missing: the function that takes it out of its `Option`.
    pub(crate) ran: Option<TokenStream>,
    /// There is a belt with the elements of the value.
    pub(crate) on_belt: bool,
}

#[derive(Clone)]
pub(crate) enum Reads {
    /// A variable that holds it.
    Variable(TokenStream),
    /// An expression that gives it, once.
    Given(TokenStream),
    /// An expression that refers to it.
    Reference(TokenStream),
}

impl Binding {
    /// A plain local variable.
    pub(crate) fn variable(variable: &syn::Ident) -> Self {
        Self { reads: Reads::Variable(quote!(#variable)), shared: false, ran: None, on_belt: false }
    }

    /// A reference to the variable's content: the value, or its wrapper.
    pub(crate) fn kept(&self, span: Span) -> TokenStream {
        match &self.reads {
            Reads::Variable(value) | Reads::Given(value) => quote_spanned!(span=> &#value),
            Reads::Reference(reference) => reference.clone(),
        }
    }

    /// A reference to the value, or to the `Option` of it where it may be missing, or to its belt.
    pub(crate) fn unshared(&self, span: Span) -> TokenStream {
        match &self.reads {
            _ if !self.shared => self.kept(span),
            Reads::Variable(pointer) | Reads::Given(pointer) => quote_spanned!(span=> &*#pointer),
            Reads::Reference(pointer) => quote_spanned!(span=> &**#pointer),
        }
    }

    /// A reference to the value.
    pub(crate) fn reference(&self, span: Span) -> TokenStream {
        let reference = self.unshared(span);
        if self.on_belt {
            return quote_spanned!(span=> (#reference).whole());
        }
        let Some(ran) = &self.ran else { return reference };
        // Here and below, a variable of its own, lest the parameter's type be taken for that of the value.
        let given = names::given(span);
        let kept = quote_spanned!(span=> #ran(::core::option::Option::as_ref(#reference)));
        let bound = quote!(let #given = #kept;);
        quote_spanned!(span=> { #bound #given })
    }

    /// True if there is nothing of ours around it but the `Option` of a value that may be missing.
    fn is_bare(&self) -> bool {
        !self.shared && !self.on_belt
    }

    /// The value itself: moved out of its variable, or copied.
    pub(crate) fn value(&self, span: Span) -> TokenStream {
        match (&self.reads, &self.ran) {
            (Reads::Variable(value) | Reads::Given(value), None) if self.is_bare() => value.clone(),
            (Reads::Variable(value) | Reads::Given(value), Some(ran)) if self.is_bare() => {
                let given = names::local_at("given", span);
                quote_spanned!(span=> { let #given = #ran(#value); #given })
            }
            _ => {
                let reference = self.reference(span);
                quote_spanned!(span=> *#reference)
            }
        }
    }

    /// The value as a place that can be changed.
    pub(crate) fn changed(&self, span: Span) -> TokenStream {
        match (&self.reads, &self.ran) {
            (Reads::Variable(value) | Reads::Given(value), Some(ran)) => {
                quote_spanned!(span=> *#ran(::core::option::Option::as_mut(&mut #value)))
            }
            _ => self.pointee(span),
        }
    }

    /// The value as a place expression that can be borrowed again, such as the target of a pointer.
    pub(crate) fn pointee(&self, span: Span) -> TokenStream {
        match (&self.reads, &self.ran) {
            (Reads::Variable(value) | Reads::Given(value), None) if self.is_bare() => value.clone(),
            _ => {
                let reference = self.reference(span);
                quote_spanned!(span=> *#reference)
            }
        }
    }
}
