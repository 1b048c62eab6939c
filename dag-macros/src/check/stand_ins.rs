//! Names that stand in for what cannot be made: to the compiler they are mistakes told already, like all that uses them.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, ItemImpl, Type};

use super::captured_names::captures_error;
use crate::names;
use crate::read::model::Module;
use crate::resolve::Resolved;
use crate::types;

/// Input: a module that could not be read. Output: `pub use self::__missing as Pipeline;`, the same for `Output`.
pub(crate) fn of_unread(module: &Module) -> TokenStream {
    let pipeline = module.options.name.clone().unwrap_or_else(|| names::item(names::PIPELINE));
    let missing = names::missing();
    let free = [pipeline, names::item(names::OUTPUT)].into_iter().filter(|name| !takes(module, name));
    let imports = free.map(|name| quote!(#[allow(unused_imports)] pub use self::#missing as #name;));
    imports.collect()
}

/// Input: a module with mistakes. Output: the above, an alias `Error` where there would be an error enum, and the entry
/// points of a struct of the module that has the name of ours: `impl Pipeline { pub const run: self::__missing; }`.
pub(super) fn of_checked(pipeline: &Resolved<'_>) -> TokenStream {
    let (module, missing) = (pipeline.module, names::missing());
    let (unread, entries) = (of_unread(module), entry_points(pipeline));
    let error = names::item(names::ERROR);
    let another = takes(module, &error) || captures_error(pipeline);
    // No import: where a glob brings in another `Error`, the compiler would take that one.
    let error =
        (pipeline.generates_error() && !another).then(|| quote!(#[allow(dead_code)] pub type #error = self::#missing;));
    quote!(#unread #error #entries)
}

fn entry_points(pipeline: &Resolved<'_>) -> TokenStream {
    let (name, missing) = (pipeline.name(), names::missing());
    let mut items = pipeline.module.items.iter().filter_map(|item| syn::parse2(item.tokens.clone()).ok());
    if !items.any(|item| is_plain_type(&item, &name)) || has_methods(pipeline.module, &name) {
        return TokenStream::new();
    }
    let functions = pipeline.entries.iter().map(|entry| &entry.function);
    quote!(impl #name { #(#[allow(non_upper_case_globals, dead_code)] pub const #functions: self::#missing = loop {};)* })
}

/// A struct or an enum without generics.
fn is_plain_type(item: &syn::Item, name: &Ident) -> bool {
    match item {
        syn::Item::Struct(item) => item.ident == *name && item.generics.params.is_empty(),
        syn::Item::Enum(item) => item.ident == *name && item.generics.params.is_empty(),
        _ => false,
    }
}

/// True if the user has given the type methods of its own, which may be what is called.
fn has_methods(module: &Module, name: &Ident) -> bool {
    let impls = module.items.iter().filter_map(|item| syn::parse2::<ItemImpl>(item.tokens.clone()).ok());
    let of_name = |ty: &Type| types::last_segment(ty).is_some_and(|segment| segment.ident == *name);
    impls.into_iter().any(|item| item.trait_.is_none() && of_name(&item.self_ty))
}

/// True if an item of the module has the name, or, of one that could not be read, may have it.
fn takes(module: &Module, name: &Ident) -> bool {
    let mentions = |tokens: &TokenStream| tokens.clone().into_iter().any(|token| *name == token.to_string());
    let unread = |tokens: &TokenStream| syn::parse2::<syn::Item>(tokens.clone()).is_err();
    let mut items = module.items.iter();
    items.any(|item| item.declares.contains(name) || (mentions(&item.tokens) && unread(&item.tokens)))
}
