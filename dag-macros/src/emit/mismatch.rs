//! Arguments that may not fit, wrapped so that the compiler says so in the words of the graph.
//!
//! The traits of a wrapper stand in its own block, so that no other wrapper's can be meant.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use crate::lower::Mismatch;
use crate::names::{self, Facade};

/// Input: the expression of an argument. Output: the same, by way of a trait that only fitting types implement.
pub(super) fn wrap(mismatch: &Mismatch, argument: &TokenStream, facade: &Facade) -> TokenStream {
    let (trait_name, items) = (trait_name(mismatch), items(mismatch, facade));
    let at = mismatch.at;
    if !mismatch.coerces() {
        return quote_spanned!(at=> { #items #trait_name::<_>::provide(#argument) });
    }
    let (coerce, given) = (facade.item("Coerce"), names::local_at("given", at));
    // A variable of its own, lest the wrapper live on while the node is awaited.
    quote_spanned! {at=> { #items let #given = (&#coerce(#argument)).coerce_for_node(); #given } }
}

fn trait_name(mismatch: &Mismatch) -> Ident {
    apart(mismatch, names::edge_trait(&mismatch.provider, &mismatch.consumer))
}

/// The name, or another one where the provided type, which stands in the same block, bears it already.
fn apart(mismatch: &Mismatch, name: Ident) -> Ident {
    let provided = &mismatch.provided;
    let taken = quote!(#provided).to_string().contains(&name.to_string());
    if taken { names::another(&name) } else { name }
}

/// A trait that only the provided type implements, and only for itself. The second implementation keeps the compiler
/// from concluding that the asked type must be the provided one.
fn items(mismatch: &Mismatch, facade: &Facade) -> TokenStream {
    let Mismatch { message, label, note, provided, target, by_value, .. } = mismatch;
    let trait_name = trait_name(mismatch);
    let nothing = names::local("Nothing");
    let (and, unsized_too) =
        if *by_value { (None, None) } else { (Some(quote!(&)), Some(quote!(: ?::core::marker::Sized))) };
    let any = names::local("Asked");
    let coerce = mismatch.coerces().then(|| coerce_items(mismatch, facade));
    let note = note.as_ref().map(|note| quote!(, note = #note));
    let target = target.as_ref().map(|target| {
        quote! {
            #[diagnostic::do_not_recommend]
            impl #trait_name<#target> for #provided { fn provide(&self) -> &#target { self } }
        }
    });
    let implementation = quote_spanned! {provided.span()=>
        impl #trait_name<#provided> for #provided { fn provide(#and self) -> #and Self { self } }
    };
    quote! {
        #[diagnostic::on_unimplemented(message = #message, label = #label #note)]
        trait #trait_name<#any #unsized_too> { fn provide(#and self) -> #and #any; }
        #implementation
        #target
        const _: () = {
            enum #nothing {}
            #[diagnostic::do_not_recommend]
            impl #trait_name<#nothing> for #provided {
                fn provide(#and self) -> #and #nothing { ::core::unreachable!() }
            }
        };
        #coerce
    }
}

fn coerce_items(mismatch: &Mismatch, facade: &Facade) -> TokenStream {
    let Mismatch { provider, consumer, provided, slice, guessed, at, .. } = mismatch;
    let trait_name = trait_name(mismatch);
    let coerce_trait = apart(mismatch, names::coerce_trait(provider, consumer));
    let (coerce, by_deref, any) = (facade.item("Coerce"), facade.item("CoerceDeref"), names::local("Asked"));
    let bound = quote_spanned!(*at=> #trait_name<#any>);
    let of_any = guessed.then(|| facade.item("CoerceAny")).map(|any| quote!(use #any as _;));
    let of_array = slice.then(|| facade.item("CoerceArray")).map(|array| quote!(use #array as _;));
    quote! {
        use #by_deref as _;
        #of_array
        #of_any
        trait #coerce_trait<'v> {
            fn coerce_for_node<#any: ?::core::marker::Sized>(&self) -> &'v #any where #provided: #bound;
        }
        impl<'v> #coerce_trait<'v> for &#coerce<'v, #provided> {
            fn coerce_for_node<#any: ?::core::marker::Sized>(&self) -> &'v #any where #provided: #bound {
                #trait_name::provide(self.0)
            }
        }
    }
}
