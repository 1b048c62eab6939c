//! Arguments that may not fit, wrapped so that the compiler says so in the words of the graph.
//!
//! The traits of a wrapper stand in its own block, so that no other wrapper's can be meant.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use crate::lower::Mismatch;
use crate::names::{self, Facade};

/// Input: the expression of an argument. Output: the same, by way of a trait that only fitting types implement:
/// `{ trait CartTakesUserAs<T> { ... } let given = user.give(); given }`
pub(super) fn wrap(mismatch: &Mismatch, argument: &TokenStream, facade: &Facade) -> TokenStream {
    let at = mismatch.at;
    let (give, given) = (names::give(at), names::given(at));
    if mismatch.by_value {
        let (items, called) = (by_value(mismatch), quote_spanned!(at=> (#argument).#give()));
        let bound = quote!(let #given = #called;);
        return quote_spanned!(at=> { #items #bound #given });
    }
    let items = by_reference(mismatch, facade);
    let kind = mismatch.coerces().then(|| {
        let lent = facade.item("lent");
        let arrays = mismatch.slice.then(|| quote!(use #lent::arrays::*;));
        quote!({ use #lent::*; #arrays (&#lent::Lent(#given)).kind_for_node() })
    });
    let kind = kind.unwrap_or_else(|| quote!(()));
    // A variable of its own, lest the reference to the reference live on while the node is awaited.
    let called = quote_spanned!(at=> #given.#give(#kind));
    let bound = quote!(let #given = #argument; let #given = #called;);
    quote_spanned!(at=> { #items #bound #given })
}

/// A trait that every type implements for itself. The second implementation keeps the compiler from concluding that
/// the asked type must be the provided one.
fn by_value(mismatch: &Mismatch) -> TokenStream {
    let (head, trait_name) = head(mismatch);
    let (give, nothing, ty) = (names::give(mismatch.at), names::local("Nothing"), names::local("T"));
    quote! {
        #head
        trait #trait_name<#ty> { fn #give(self) -> #ty; }
        #[diagnostic::do_not_recommend]
        impl<#ty> #trait_name<#ty> for #ty { fn #give(self) -> Self { self } }
        struct #nothing<#ty>(::core::marker::PhantomData<#ty>);
        #[diagnostic::do_not_recommend]
        impl<#ty> #trait_name<#nothing<#ty>> for #ty { fn #give(self) -> #nothing<#ty> { ::core::unreachable!() } }
    }
}

/// The same for references. The default of the parameter does not show up in the compiler's message: there it says only
/// whether the compiler coerces the reference.
fn by_reference(mismatch: &Mismatch, facade: &Facade) -> TokenStream {
    let (head, trait_name) = head(mismatch);
    let (give, nothing, ty) = (names::give(mismatch.at), names::local("Nothing"), names::local("T"));
    let kind = names::local("Kind");
    let lent = facade.item("lent");
    let plain = if mismatch.coerces() { quote!(#lent::Plain) } else { quote!(()) };
    let implement = |asked: &TokenStream, bound: Option<TokenStream>, kind: &TokenStream, body: TokenStream| {
        quote! {
            #[diagnostic::do_not_recommend]
            impl<#ty #bound> #trait_name<#asked, #kind> for #ty {
                fn #give<'v>(self: &&'v Self, _: #kind) -> &'v #asked { #body }
            }
        }
    };
    let equal = implement(&quote!(#ty), None, &plain, quote!(self));
    let other = implement(&quote!(#nothing<#ty>), None, &plain, quote!(::core::unreachable!()));
    let more = match &mismatch.target {
        // The target is not sized, so that it is never the type itself.
        Some(target) => {
            let bound = quote!(: ::core::ops::Deref<Target = #target>);
            implement(&quote!(#target), Some(bound), &plain, quote!(self))
        }
        None => implement(&quote!(#ty), None, &quote!(#lent::Coerced), quote!(self)),
    };
    quote! {
        #head
        trait #trait_name<#ty: ?::core::marker::Sized, #kind = #plain> {
            fn #give<'v>(self: &&'v Self, _: #kind) -> &'v #ty;
        }
        #equal
        struct #nothing<#ty>(::core::marker::PhantomData<#ty>);
        #other
        #more
    }
}

/// The compiler's words, and the name of the trait.
fn head(mismatch: &Mismatch) -> (TokenStream, syn::Ident) {
    let Mismatch { message, label, note, provider, consumer, .. } = mismatch;
    let note = note.as_ref().map(|note| quote!(, note = #note));
    let head = quote!(#[diagnostic::on_unimplemented(message = #message, label = #label #note)]);
    (head, names::edge_trait(provider, consumer))
}
