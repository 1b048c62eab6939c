//! The elements of a collection.
//!
//! Elements are lent or taken out at the call of the node. A node that runs elsewhere cannot borrow its element: it
//! shares the collection, and is told the index of the element.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::amount;
use super::binding::Binding;
use super::copy::taken;
use super::layer::Around;
use crate::lower::{Collection, Each};
use crate::names::{self, Facade};
use crate::read::amount::Quantity;
use crate::resolve::Way;

/// Output: an iterator over the arguments of the closure.
pub(super) fn elements(each: &Each<'_>, collection: &Binding, by_index: bool, facade: &Facade) -> TokenStream {
    let at = each.at;
    if each.collection.way != Way::Borrow {
        let (elements, value) = (facade.item("elements"), taken(collection, each.copied.as_ref(), at));
        let given = names::local_at("given", at);
        let check = no_outcome(each.collection, &quote_spanned!(at=> &#given), at, facade);
        return quote_spanned! {at=> {
            use #elements::methods::*;
            let #given = #value;
            #check
            let mut #given = #elements::Taken::new(#given);
            (&mut #given).elements_for_node()
        } };
    }
    let lent = lent(each.collection, &collection.reference(at), at, facade);
    if by_index { quote_spanned!(at=> 0..::core::iter::Iterator::count(#lent)) } else { lent }
}

/// Output: the element at the index that the closure was given.
pub(super) fn nth(
    collection: Collection,
    reference: &TokenStream,
    index: &Ident,
    at: Span,
    facade: &Facade,
) -> TokenStream {
    let (lent, elements) = (lent(collection, reference, at, facade), facade.item("elements"));
    quote_spanned!(at=> #elements::nth(#lent, #index))
}

fn lent(of: Collection, reference: &TokenStream, at: Span, facade: &Facade) -> TokenStream {
    let elements = facade.item("elements");
    let collection = if of.is_reference { quote_spanned!(at=> &**#reference) } else { reference.clone() };
    let check = no_outcome(of, &collection, at, facade);
    quote_spanned! {at=> {
        use #elements::methods::*;
        #check
        (&&#elements::Borrowed(#collection)).elements_for_node()
    } }
}

/// Output: a statement that does not compile where the collection is a `Result` under another name.
fn no_outcome(of: Collection, reference: &TokenStream, at: Span, facade: &Facade) -> Option<TokenStream> {
    let [type_of, result, plain] = ["type_of", "ResultAsValue", "PlainValue"].map(|name| facade.item(name));
    of.may_be_outcome.then(|| {
        quote_spanned! {at=> {
            #[allow(unused_imports)]
            use {#result as _, #plain as _};
            (&&#type_of(#reference)).judged_for_node().no_outcome_for_node();
        } }
    })
}

/// Output: `each((&&Borrowed(&pages)).elements_for_node(), 8, { let db = &db; move |element| fetch(element, db) })`
pub(super) fn each(
    each: &Each<'_>,
    elements: &TokenStream,
    lent: &TokenStream,
    work: &TokenStream,
    around: &Around<'_>,
) -> TokenStream {
    let at_once = match each.concurrency {
        Some(bound) => amount::number(bound, Quantity::Concurrency, around.facade()),
        None => quote!(::core::primitive::usize::MAX),
    };
    let function = if each.fallible { "try_each" } else { "each" };
    let element = names::local("element");
    let work = around.closure(lent, &quote!(#element), work);
    around.call(function, &quote!(#elements, #at_once, #work))
}

/// Output: `elements.map(|element| check(element, &rules)).collect::<Vec<_>>()`
pub(super) fn each_inline(each: &Each<'_>, elements: &TokenStream, call: &TokenStream, facade: &Facade) -> TokenStream {
    let (element, vec) = (names::local("element"), facade.item("Vec"));
    let all = if each.fallible { quote!(::core::result::Result<#vec<_>, _>) } else { quote!(#vec<_>) };
    quote! {
        ::core::iter::Iterator::collect::<#all>(::core::iter::Iterator::map(#elements, |#element| #call))
    }
}
