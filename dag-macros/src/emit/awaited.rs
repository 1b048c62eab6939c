//! Nodes that are plain functions and return futures: each is called by way of an `async fn`, so that nothing of it runs
//! before its turn.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{FnArg, Pat, Signature};

use crate::names;
use crate::read::model::Node;

/// Output: `async fn __user_awaited(id: u64) -> User { user(id).await }`
pub(super) fn awaited(node: &Node) -> TokenStream {
    let name = node.name();
    let mut sig = Signature { ident: names::awaited(name), ..node.sig.clone() };
    let arguments: Vec<_> = sig.inputs.iter_mut().enumerate().map(|(index, input)| plain(index, input)).collect();
    quote! {
        #[allow(dead_code, single_use_lifetimes, clippy::all, clippy::pedantic, clippy::nursery)]
        #sig { #name(#(#arguments),*).await }
    }
}

/// Leaves a parameter without its pattern, and gives the name of its variable.
fn plain(index: usize, input: &mut FnArg) -> TokenStream {
    let FnArg::Typed(param) = input else { return TokenStream::new() };
    let name = match &*param.pat {
        Pat::Ident(pat) if pat.subpat.is_none() => pat.ident.clone(),
        _ => names::local(&format_ident!("argument_{index}").to_string()),
    };
    param.attrs.clear();
    param.pat = syn::parse_quote!(#name);
    quote!(#name)
}
