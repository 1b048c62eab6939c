//! The error type of a run: the user's, or a generated enum with a variant for each node that can fail.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;
use syn::{Ident, Type};

use super::context::Context;
use super::generics;
use super::output::derived;
use crate::names;
use crate::resolve::{Entry, Provider};

impl Context<'_, '_> {
    /// The error type of an entry point, with its generics.
    pub(crate) fn error_type(&self, entry: &Entry<Provider>) -> TokenStream {
        if let Some(error) = &self.pipeline.module.options.error {
            return quote!(#error);
        }
        let name = names::item(names::ERROR);
        let mut generics = self.error_generics();
        generics::without_foreign_lifetimes(&mut generics, self.pipeline.input_of(entry).map(|input| &input.generics));
        let (_, arguments, _) = generics.split_for_impl();
        quote!(#name #arguments)
    }

    fn error_generics(&self) -> syn::Generics {
        let types = self.checked.failures.iter().map(|(_, ty)| ty);
        generics::used(&generics::of_inputs(self.pipeline.module), &quote!(#(#types)*))
    }

    /// Input: the nodes that can fail. Output:
    /// ```text
    /// pub enum Error { User(DbError), Cart(DbError), Timeout(Timeout) }
    /// impl Error { pub fn node(&self) -> &'static str { ... } }
    /// impl Debug for Error { ... }     impl Display for Error { ... }     impl std::error::Error for Error { ... }
    /// ```
    pub(super) fn error_enum(&self) -> TokenStream {
        let mut variants: Vec<_> =
            self.checked.failures.iter().map(|(failing, ty)| self.variant(*failing, ty)).collect();
        variants.extend(self.checked.timeouts.then(|| self.variant_of_timeouts()));
        if variants.is_empty() {
            return TokenStream::new();
        }
        let (vis, name) = (self.visibility(), names::item(names::ERROR));
        let derives = derived(self.pipeline.module.options.derives_of_error());
        let generics = self.error_generics();
        let (impl_generics, arguments, where_clause) = generics.split_for_impl();
        let (definitions, nodes) = (variants.iter().map(Variant::definition), variants.iter().map(|each| &each.node));
        let traits = [
            (quote!(::core::fmt::Debug), self.debug_of(&variants)),
            (quote!(::core::fmt::Display), self.display_of(&variants)),
            (quote!(::core::error::Error), self.source_of(&variants)),
        ];
        let impls = traits.iter().map(|(implemented, function)| {
            quote! {
                #[automatically_derived]
                impl #impl_generics #implemented for #name #arguments #where_clause { #function }
            }
        });
        quote! {
            #[doc = "The failure that ended a run, by the node it came from."]
            #[allow(dead_code)]
            #derives
            #vis enum #name #generics #where_clause { #(#definitions),* }
            #[automatically_derived]
            impl #impl_generics #name #arguments #where_clause {
                #[doc = "The name of the node that failed."]
                #[must_use]
                #vis const fn node(&self) -> &'static ::core::primitive::str {
                    match self { #(#nodes),* }
                }
            }
            #(#impls)*
        }
    }

    fn variant(&self, failing: Provider, ty: &Type) -> Variant {
        let source = self.pipeline.source(failing);
        let (variant, name) = (names::variant(source.name()), source.name().unraw().to_string());
        let mut docs = vec![format!("The {} `{name}` failed.", source.kind())];
        docs.extend(source.doc().iter().flat_map(|doc| [String::new(), (*doc).to_owned()]));
        Variant {
            docs,
            node: quote!(Self::#variant(_) => #name),
            source: self.source_arm(&variant, ty),
            ty: quote!(#ty),
            ident: variant,
        }
    }

    fn variant_of_timeouts(&self) -> Variant {
        let (ident, error) = (names::item(names::TIMEOUT), names::local("error"));
        Variant {
            docs: vec!["A node took longer than its `timeout`, which its own error cannot be made of.".to_owned()],
            node: quote!(Self::#ident(#error) => #error.node()),
            source: quote!(Self::#ident(#error) => ::core::option::Option::Some(#error)),
            ty: self.item("Timeout"),
            ident,
        }
    }

    fn debug_of(&self, variants: &[Variant]) -> TokenStream {
        let (error, formatter, autoref) = (names::local("error"), names::local("formatter"), self.item("autoref"));
        let debugged = self.debugged(&quote!(#error));
        let arms = variants.iter().map(|Variant { ident, .. }| {
            let label = ident.to_string();
            quote!(Self::#ident(#error) => (&mut #formatter.debug_tuple(#label)).field(#debugged).finish())
        });
        quote! {
            fn fmt(&self, #formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #[allow(unused_imports)]
                use #autoref::{DebugOfDebug as _, DebugOfName as _};
                match self { #(#arms),* }
            }
        }
    }

    fn display_of(&self, variants: &[Variant]) -> TokenStream {
        let (error, formatter, text) = (names::local("error"), names::local("formatter"), names::local("text"));
        let (autoref, idents) = (self.item("autoref"), variants.iter().map(|variant| &variant.ident));
        quote! {
            fn fmt(&self, #formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                use #autoref::{TextOfDebug as _, TextOfDisplay as _, TextOfName as _};
                let #text = |#formatter: &mut ::core::fmt::Formatter<'_>| match self {
                    #(Self::#idents(#error) => (&&&#autoref::Autoref(#error)).autoref_text(#formatter)),*
                };
                #autoref::node_failed(#formatter, self.node(), ::core::error::Error::source(self), #text)
            }
        }
    }

    fn source_of(&self, variants: &[Variant]) -> TokenStream {
        let (autoref, arms) = (self.item("autoref"), variants.iter().map(|variant| &variant.source));
        quote! {
            fn source(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
                use #autoref::{NoSource as _, SourceOfError as _, SourceOfPointer as _};
                match self { #(#arms),* }
            }
        }
    }

    /// Output: `Self::Cart(error) => ...`. An error that may borrow is no source, which has to be `'static`.
    fn source_arm(&self, variant: &Ident, ty: &Type) -> TokenStream {
        let generics = generics::used(&generics::of_inputs(self.pipeline.module), &quote!(#ty));
        if !generics.params.is_empty() && !quote!(#generics).to_string().contains("'static") {
            return quote!(Self::#variant(_) => ::core::option::Option::None);
        }
        let (autoref, error) = (self.item("autoref"), names::local("error"));
        quote!(Self::#variant(#error) => (&&&#autoref::Autoref(#error)).autoref_source())
    }
}

/// A variant of the enum, and its arms in the functions.
struct Variant {
    ident: Ident,
    ty: TokenStream,
    docs: Vec<String>,
    node: TokenStream,
    source: TokenStream,
}

impl Variant {
    fn definition(&self) -> TokenStream {
        let Self { ident, ty, docs, .. } = self;
        quote!(#(#[doc = #docs])* #ident(#ty))
    }
}
