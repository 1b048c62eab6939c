//! Copies of values that may not be `Copy`, made by way of a trait. So the compiler gives the reason for a copy in the
//! words of the graph.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use super::binding::Binding;
use crate::lower::CopyWords;
use crate::names;

/// Input: a reference to a value. Output: a copy of the value, by way of a trait.
pub(super) fn copy(words: &CopyWords, reference: &TokenStream, at: Span) -> TokenStream {
    let CopyWords { provider, consumer, message, label } = words;
    let trait_name = names::copy_trait(provider, consumer);
    let items = quote! {
        #[diagnostic::on_unimplemented(message = #message, label = #label)]
        trait #trait_name: ::core::marker::Sized { fn copied(&self) -> Self; }
        #[diagnostic::do_not_recommend]
        impl<T: ::core::marker::Copy> #trait_name for T { fn copied(&self) -> Self { *self } }
    };
    let given = names::given(at);
    let copied = quote_spanned!(at=> #trait_name::copied(#reference));
    let bound = quote!(let #given = #copied;);
    quote_spanned!(at=> { #items #bound #given })
}

/// A value that is taken: moved where this is its only consumer, copied elsewhere.
pub(super) fn taken(binding: &Binding, copied: Option<&CopyWords>, at: Span) -> TokenStream {
    match copied {
        Some(words) => copy(words, &binding.reference(at), at),
        None => binding.value(at),
    }
}
