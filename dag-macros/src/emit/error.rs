//! The error type of a run: the user's, or a generated enum with a variant for each node that can fail.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;
use syn::{Ident, Type};

use super::context::Context;
use crate::names;

impl Context<'_, '_> {
    /// The error type, with its generics.
    pub(crate) fn error_type(&self) -> TokenStream {
        if let Some(error) = &self.pipeline.module.options.error {
            return quote!(#error);
        }
        let name = names::item(names::ERROR);
        let generics = self.error_generics();
        let (_, arguments, _) = generics.split_for_impl();
        quote!(#name #arguments)
    }

    fn error_generics(&self) -> syn::Generics {
        let types = self.checked.failures.iter().map(|(_, ty)| ty);
        self.used_generics(&quote!(#(#types)*))
    }

    /// Input: the nodes that can fail. Output:
    /// ```text
    /// pub enum Error { User(DbError), Cart(DbError), Timeout(Timeout) }
    /// impl Error { pub fn node(&self) -> &'static str { ... } }
    /// impl Display for Error { ... }   impl std::error::Error for Error { ... }
    /// ```
    pub(super) fn error_enum(&self) -> TokenStream {
        let failures = &self.checked.failures;
        if failures.is_empty() {
            return TokenStream::new();
        }
        let vis = self.visibility();
        let name = names::item(names::ERROR);
        let generics = self.error_generics();
        let (impl_generics, arguments, where_clause) = generics.split_for_impl();
        let failing: Vec<_> = failures.iter().map(|(node, _)| self.pipeline.node(*node).name()).collect();
        let (error, formatter, text) = (names::local("error"), names::local("formatter"), names::local("text"));
        let variants: Vec<_> = failing.iter().map(|name| names::variant(name)).collect();
        let timeout = self.checked.timeouts.then(|| names::item(names::TIMEOUT));
        let timeout: Vec<_> = timeout.into_iter().collect();
        let timeout_type = self.item("Timeout");
        let nodes: Vec<_> = failing.iter().map(|name| name.unraw().to_string()).collect();
        let types: Vec<_> = failures.iter().map(|(_, ty)| ty).collect();
        let sources = variants.iter().zip(&types).map(|(variant, ty)| self.source_arm(variant, ty));
        let sources = sources.chain(
            timeout.iter().map(|variant| quote!(Self::#variant(#error) => ::core::option::Option::Some(#error))),
        );
        let docs = nodes.iter().map(|node| format!("The node `{node}` failed."));
        let autoref = self.item("autoref");
        let all: Vec<_> = variants.iter().chain(&timeout).collect();
        let labels = all.iter().map(ToString::to_string);
        let debugged = self.debugged(&quote!(#error));
        let doc_of_timeout = "A node took longer than its `timeout`, which its own error cannot be made of.";
        quote! {
            #[doc = "The failure that ended a run, by the node it came from."]
            #[allow(dead_code)]
            #vis enum #name #generics #where_clause {
                #(#[doc = #docs] #variants(#types),)*
                #(#[doc = #doc_of_timeout] #timeout(#timeout_type),)*
            }
            #[automatically_derived]
            impl #impl_generics #name #arguments #where_clause {
                #[doc = "The name of the node that failed."]
                #[must_use]
                #vis const fn node(&self) -> &'static ::core::primitive::str {
                    match self { #(Self::#variants(_) => #nodes,)* #(Self::#timeout(#error) => #error.node(),)* }
                }
            }
            #[automatically_derived]
            impl #impl_generics ::core::fmt::Debug for #name #arguments #where_clause {
                fn fmt(&self, #formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    #[allow(unused_imports)]
                    use #autoref::{DebugOfDebug as _, DebugOfName as _};
                    match self {
                        #(Self::#all(#error) => #formatter.debug_tuple(#labels).field(#debugged).finish()),*
                    }
                }
            }
            #[automatically_derived]
            impl #impl_generics ::core::fmt::Display for #name #arguments #where_clause {
                fn fmt(&self, #formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    use #autoref::{TextOfDebug as _, TextOfDisplay as _, TextOfName as _};
                    let #text = |#formatter: &mut ::core::fmt::Formatter<'_>| match self {
                        #(Self::#all(#error) => (&&&#autoref::Autoref(#error)).autoref_text(#formatter)),*
                    };
                    #autoref::node_failed(#formatter, self.node(), ::core::error::Error::source(self), #text)
                }
            }
            #[automatically_derived]
            impl #impl_generics ::core::error::Error for #name #arguments #where_clause {
                fn source(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
                    use #autoref::{NoSource as _, SourceOfError as _, SourceOfPointer as _};
                    match self { #(#sources),* }
                }
            }
        }
    }

    /// Output: `Self::Cart(error) => ...`. An error that may borrow is no source, which has to be `'static`.
    fn source_arm(&self, variant: &Ident, ty: &Type) -> TokenStream {
        let generics = self.used_generics(&quote!(#ty));
        if !generics.params.is_empty() && !quote!(#generics).to_string().contains("'static") {
            return quote!(Self::#variant(_) => ::core::option::Option::None);
        }
        let (autoref, error) = (self.item("autoref"), names::local("error"));
        quote!(Self::#variant(#error) => (&&&#autoref::Autoref(#error)).autoref_source())
    }
}
