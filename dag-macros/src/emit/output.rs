//! The output struct of an entry point: the user's, or a generated one.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Generics, Ident, Path};

use super::context::Context;
use super::generics;
use crate::names;
use crate::resolve::{Entry, Provider};

impl Context<'_, '_> {
    /// Input: an entry point. Output: `pub struct Output<'a> { pub page: Page<'a> }`, unless the user declared it.
    pub(super) fn output_struct(&self, entry: &Entry<Provider>) -> TokenStream {
        if entry.declared.is_some() {
            return TokenStream::new();
        }
        let vis = self.visibility_of(entry);
        let name = self.output_name(entry);
        let fields = self.generated_fields(entry);
        let generics = self.generated_generics(entry);
        let (impl_generics, arguments, where_clause) = generics.split_for_impl();
        let doc = format!("What `{}::{}` returns.", self.name(), entry.function);
        let (text, formatter) = (name.to_string(), names::local("formatter"));
        let labels = entry.fields.iter().map(|field| field.name.unraw().to_string());
        let values = entry.fields.iter().map(|field| {
            let field = &field.name;
            self.debugged(&quote!(&self.#field))
        });
        let (autoref, derives) = (self.item("autoref"), derived(self.pipeline.module.options.derives_of_output()));
        quote! {
            #[doc = #doc]
            #[allow(dead_code)]
            #derives
            #vis struct #name #generics #where_clause { #(#fields),* }
            #[automatically_derived]
            impl #impl_generics ::core::fmt::Debug for #name #arguments #where_clause {
                fn fmt(&self, #formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    #[allow(unused_imports)]
                    use #autoref::{DebugOfDebug as _, DebugOfName as _};
                    (&mut #formatter.debug_struct(#text))#(.field(#labels, #values))*.finish()
                }
            }
        }
    }

    /// Input: a reference. Output: an expression that debugs its referent: by its `Debug` or, without one, as its
    /// type's name.
    pub(super) fn debugged(&self, reference: &TokenStream) -> TokenStream {
        let (autoref, formatter) = (self.item("autoref"), names::local("formatter"));
        quote!(&#autoref::DebugBy(|#formatter: &mut ::core::fmt::Formatter<'_>| {
            (&&&#autoref::Autoref(#reference)).autoref_debug(#formatter)
        }))
    }

    /// Output: `type ItemOfTInFirst<T: IntoIterator> = T::Item;`, for the types of nodes that mention such a type.
    pub(super) fn associated_types(&self) -> TokenStream {
        let all = self.pipeline.providers().flat_map(|provider| self.pipeline.associated_types(provider));
        all.map(|found| found.declared()).collect()
    }

    fn generated_fields(&self, entry: &Entry<Provider>) -> Vec<TokenStream> {
        let vis = self.visibility_of(entry);
        let fields = entry.fields.iter().zip(&self.checked.output).map(|(field, ty)| {
            let name = &field.name;
            let docs =
                sentences(self.pipeline.source(field.provider).doc(), format!("The value of the node `{name}`."));
            let derived = self.pipeline.module.options.derive.is_some();
            let vis = if derived { placed(vis.to_token_stream(), ty.span()) } else { vis.to_token_stream() };
            quote!(#(#[doc = #docs])* #vis #name: #ty)
        });
        fields.collect()
    }

    fn generated_generics(&self, entry: &Entry<Provider>) -> Generics {
        let (types, input) = (&self.checked.output, self.pipeline.input_of(entry));
        input.map(|input| generics::used(&input.generics, &quote!(#(#types)*))).unwrap_or_default()
    }

    pub(crate) fn output_name(&self, entry: &Entry<Provider>) -> Ident {
        self.pipeline.output_name(entry.declared)
    }

    /// The output struct with its generics.
    pub(super) fn output_type(&self, entry: &Entry<Provider>) -> TokenStream {
        let name = self.output_name(entry);
        let generics = match entry.declared {
            Some(output) => self.pipeline.module.outputs[output].generics.clone(),
            None => self.generated_generics(entry),
        };
        let (_, arguments, _) = generics.split_for_impl();
        quote!(#name #arguments)
    }
}

/// The tokens as if they stood with the type of their field: what a derive asks of that type is then told there.
fn placed(tokens: TokenStream, at: Span) -> TokenStream {
    let placed = tokens.into_iter().map(|mut token| {
        token.set_span(at);
        token
    });
    placed.collect()
}

/// Output: `#[derive(Clone, PartialEq)]`, if there is anything to derive.
pub(super) fn derived<'a>(derives: impl Iterator<Item = &'a Path>) -> TokenStream {
    let derives: Vec<_> = derives.collect();
    if derives.is_empty() {
        return TokenStream::new();
    }
    quote!(#[allow(unreachable_pub, clippy::derive_partial_eq_without_eq)] #[derive(#(#derives),*)])
}

/// The lines of two paragraphs, if there is a first one.
fn sentences(first: Option<&str>, second: String) -> Vec<String> {
    let first = first.map(|first| [first.to_owned(), String::new()]);
    first.into_iter().flatten().chain([second]).collect()
}
