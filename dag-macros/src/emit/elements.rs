//! The elements of a collection.
//!
//! Elements are lent or taken out at the call of the node. A node that runs elsewhere cannot borrow its element: it
//! shares the collection, and is told the index of the element. Where elements go from node to node one by one, there is
//! a belt instead of the collection.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::amount;
use super::binding::Binding;
use super::copy::taken;
use super::layer::Around;
use crate::lower::{Collection, Each, Elements};
use crate::names::{self, Facade};
use crate::read::amount::Quantity;
use crate::resolve::Way;

/// The elements of all collections of a call.
pub(super) struct Supply {
    pub(super) elements: TokenStream,
    /// They come one by one or go on so: this is no iterator.
    pub(super) one_by_one: bool,
}

/// Output: an iterator over the arguments of the closure.
pub(super) fn elements(of: &Elements, collection: &Binding, by_index: bool, facade: &Facade) -> TokenStream {
    let at = of.at;
    if of.collection.way != Way::Borrow {
        let (elements, value) = (facade.item("elements"), taken(collection, of.copied.as_ref(), at));
        let given = names::local_at("given", at);
        let check = no_outcome(of.collection, &quote_spanned!(at=> &#given), at, facade);
        return quote_spanned! {at=> {
            use #elements::methods::*;
            let #given = #value;
            #check
            let mut #given = #elements::Taken::new(#given);
            (&mut #given).elements_for_node()
        } };
    }
    let lent = lent(of.collection, &collection.reference(at), at, facade);
    if by_index { quote_spanned!(at=> 0..::core::iter::Iterator::count(#lent)) } else { lent }
}

/// Output: `(&images_cell).lent(0)`
pub(super) fn off_belt(of: &Elements, belt: &Binding, by_index: bool, follower: usize) -> TokenStream {
    let (at, reference) = (of.at, belt.unshared(of.at));
    match (of.collection.way, by_index) {
        (Way::Borrow, false) => quote_spanned!(at=> (#reference).lent(#follower)),
        (Way::Borrow, true) => quote_spanned!(at=> (#reference).indices(#follower)),
        _ => quote_spanned!(at=> (#reference).taken()),
    }
}

/// Output: `counted(pages.iter())`
pub(super) fn counted(elements: &TokenStream, facade: &Facade) -> TokenStream {
    let counted = facade.item("counted");
    quote!(#counted(#elements))
}

/// Output: `in_step((&images_cell).lent(0), counted(pages.iter()))`, or the like for iterators.
pub(super) fn in_step(all: Vec<TokenStream>, one_by_one: bool, facade: &Facade) -> TokenStream {
    let in_step = if one_by_one { facade.item("in_step") } else { quote!(::core::iter::Iterator::zip) };
    all.into_iter().reduce(|some, next| quote!(#in_step(#some, #next))).unwrap_or_default()
}

/// Output: `element`, or `(element, element_1)` for collections in step.
pub(super) fn pattern(each: &Each<'_>) -> TokenStream {
    let variables = (0..each.over.len()).map(|position| names::element(position, Span::mixed_site()));
    variables.map(|variable| quote!(#variable)).reduce(|some, next| quote!((#some, #next))).unwrap_or_default()
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

/// Output: `each((&&Borrowed(&pages)).elements_for_node(), 8, { let db = &db; move |element| fetch(element, db) })`, or
/// `stage_onto((&images_cell).lent(0), 8, move |element| resize(element), &small_cell)`.
pub(super) fn each(
    each: &Each<'_>,
    supply: &Supply,
    work: &TokenStream,
    belt: Option<&TokenStream>,
    around: &Around<'_>,
) -> TokenStream {
    let at_once = match each.concurrency {
        Some(bound) => amount::number(bound, Quantity::Concurrency, around.facade()),
        None => quote!(::core::primitive::usize::MAX),
    };
    let elements = &supply.elements;
    if !supply.one_by_one {
        let function = if each.fallible { "try_each" } else { "each" };
        return around.call(function, &quote!(#elements, #at_once, #work));
    }
    match (belt, each.fallible) {
        (None, false) => around.call("stage", &quote!(#elements, #at_once, #work)),
        (None, true) => around.call("try_stage", &quote!(#elements, #at_once, #work)),
        (Some(belt), false) => around.call("stage_onto", &quote!(#elements, #at_once, #work, #belt)),
        (Some(belt), true) => around.call("try_stage_onto", &quote!(#elements, #at_once, #work, #belt)),
    }
}

/// Output: `elements.map(|element| check(element, &rules)).collect::<Vec<_>>()`
pub(super) fn each_inline(each: &Each<'_>, supply: &Supply, call: &TokenStream, facade: &Facade) -> TokenStream {
    let (elements, pattern, vec) = (&supply.elements, pattern(each), facade.item("Vec"));
    let all = if each.fallible { quote!(::core::result::Result<#vec<_>, _>) } else { quote!(#vec<_>) };
    quote! {
        ::core::iter::Iterator::collect::<#all>(::core::iter::Iterator::map(#elements, |#pattern| #call))
    }
}
