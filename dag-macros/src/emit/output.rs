//! The output struct of an entry point: the user's, or a generated one.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::{GenericParam, Generics, Ident};

use super::context::Context;
use crate::names;
use crate::resolve::{Entry, Provider};

impl Context<'_, '_> {
    /// Input: an entry point. Output: `pub struct Output<'a> { pub page: Page<'a> }`, unless the user declared it.
    pub(super) fn output_struct(&self, entry: &Entry<Provider>) -> TokenStream {
        if entry.declared.is_some() {
            return TokenStream::new();
        }
        let vis = self.visibility();
        let name = self.output_name(entry);
        let fields = self.generated_fields(entry);
        let generics = self.generated_generics();
        let (impl_generics, arguments, where_clause) = generics.split_for_impl();
        let doc = format!("What `{}::{}` returns.", self.name(), entry.function);
        let (text, formatter) = (name.to_string(), names::local("formatter"));
        let labels = entry.fields.iter().map(|field| field.name.unraw().to_string());
        let values = entry.fields.iter().map(|field| {
            let field = &field.name;
            self.debugged(&quote!(&self.#field))
        });
        let autoref = self.item("autoref");
        quote! {
            #[doc = #doc]
            #[allow(dead_code)]
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
        let vis = self.visibility();
        let fields = entry.fields.iter().zip(&self.checked.output).map(|(field, ty)| {
            let name = &field.name;
            let docs =
                sentences(self.pipeline.source(field.provider).doc(), format!("The value of the node `{name}`."));
            quote!(#(#[doc = #docs])* #vis #name: #ty)
        });
        fields.collect()
    }

    fn generated_generics(&self) -> Generics {
        let types = &self.checked.output;
        self.used_generics(&quote!(#(#types)*))
    }

    pub(crate) fn output_name(&self, entry: &Entry<Provider>) -> Ident {
        self.pipeline.output_name(entry.declared)
    }

    /// The output struct with its generics.
    pub(super) fn output_type(&self, entry: &Entry<Provider>) -> TokenStream {
        let name = self.output_name(entry);
        let generics = match entry.declared {
            Some(output) => self.pipeline.module.outputs[output].generics.clone(),
            None => self.generated_generics(),
        };
        let (_, arguments, _) = generics.split_for_impl();
        quote!(#name #arguments)
    }

    /// The generics of the input struct that occur in `tokens`, with their own bounds and conditions.
    pub(super) fn used_generics(&self, tokens: &TokenStream) -> Generics {
        let Some(input) = self.pipeline.module.input() else { return Generics::default() };
        let mut words = BTreeSet::new();
        collect_words(tokens.clone(), &mut words);
        let (kept, left_out): (Vec<GenericParam>, Vec<GenericParam>) =
            input.generics.params.iter().cloned().partition(|param| words.contains(&parameter_name(param)));
        let mut used = Generics { params: kept.into_iter().collect(), ..input.generics.clone() };
        leave_out(&mut used, &left_out.iter().map(parameter_name).collect());
        used
    }
}

/// The lines of two paragraphs, if there is a first one.
fn sentences(first: Option<&str>, second: String) -> Vec<String> {
    let first = first.map(|first| [first.to_owned(), String::new()]);
    first.into_iter().flatten().chain([second]).collect()
}

/// Removes every bound and condition that mentions one of `names`, and all defaults if one of them does.
fn leave_out(generics: &mut Generics, names: &BTreeSet<String>) {
    let stays = |tokens: TokenStream| {
        let mut mentioned = BTreeSet::new();
        collect_words(tokens, &mut mentioned);
        mentioned.is_disjoint(names)
    };
    for param in generics.lifetimes_mut() {
        param.bounds = retained(&param.bounds, stays);
    }
    let defaults_stay =
        generics.type_params().all(|param| param.default.as_ref().is_none_or(|(_, ty)| stays(ty.to_token_stream())))
            && generics
                .const_params()
                .all(|param| param.default.as_ref().is_none_or(|(_, value)| stays(value.to_token_stream())));
    for param in generics.type_params_mut() {
        param.bounds = retained(&param.bounds, stays);
        param.default.take_if(|_| !defaults_stay);
    }
    for param in generics.const_params_mut() {
        param.default.take_if(|_| !defaults_stay);
    }
    if let Some(clause) = &mut generics.where_clause {
        clause.predicates = retained(&clause.predicates, stays);
    }
}

fn retained<T, P>(list: &Punctuated<T, P>, stays: impl Fn(TokenStream) -> bool) -> Punctuated<T, P>
where
    T: ToTokens + Clone,
    P: Default,
{
    list.iter().filter(|item| stays(item.to_token_stream())).cloned().collect()
}

fn parameter_name(param: &GenericParam) -> String {
    match param {
        GenericParam::Lifetime(param) => param.lifetime.to_string(),
        GenericParam::Type(param) => param.ident.to_string(),
        GenericParam::Const(param) => param.ident.to_string(),
    }
}

/// Every identifier and lifetime (`'a`, with its mark) in `tokens`.
fn collect_words(tokens: TokenStream, words: &mut BTreeSet<String>) {
    let mut mark = "";
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => _ = words.insert(format!("{mark}{ident}")),
            TokenTree::Group(group) => collect_words(group.stream(), words),
            TokenTree::Punct(punct) if punct.as_char() == '\'' => {
                mark = "'";
                continue;
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
        mark = "";
    }
}
