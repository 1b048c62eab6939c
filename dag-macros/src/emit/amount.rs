//! Durations and numbers of options.

use std::time::Duration;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ExprPath;
use syn::spanned::Spanned;

use crate::lower::{Amount, Backoff};
use crate::names::{self, Facade};
use crate::read::amount::{Measure, Quantity};

/// Where the longest delay is left out.
const A_MINUTE: Duration = Duration::from_secs(60);

/// Output: `Duration::new(0, 500_000_000)`, `AsDuration::as_duration(&LIMIT)`, or the variable of a value that has been
/// [`read`].
pub(super) fn duration(amount: Amount<'_, Duration>, quantity: Quantity, facade: &Facade) -> TokenStream {
    match amount {
        Amount::Literal(duration) => {
            let (seconds, nanoseconds) = (duration.as_secs(), duration.subsec_nanos());
            quote!(::core::time::Duration::new(#seconds, #nanoseconds))
        }
        Amount::Constant(path) => constant(path, quantity, facade),
        Amount::Read => variable(quantity),
    }
}

/// Output: `8_usize` and the like.
pub(super) fn number<T: quote::ToTokens>(amount: Amount<'_, T>, quantity: Quantity, facade: &Facade) -> TokenStream {
    match amount {
        Amount::Literal(number) => quote!(#number),
        Amount::Constant(path) => constant(path, quantity, facade),
        Amount::Read => variable(quantity),
    }
}

/// Output: `Backoff { attempts: 4usize, ... }`
pub(super) fn backoff(backoff: &Backoff<'_>, facade: &Facade) -> TokenStream {
    let Backoff { attempts, first, factor, longest, jitter } = backoff;
    let attempts = number(*attempts, Quantity::Attempts, facade);
    let factor = number(*factor, Quantity::Factor, facade);
    let longest = match (longest, first) {
        (Some(longest), _) => duration(*longest, Quantity::Max, facade),
        (None, Amount::Literal(first)) => duration(Amount::Literal(A_MINUTE.max(*first)), Quantity::Max, facade),
        (None, Amount::Constant(_) | Amount::Read) => {
            let minute = duration(Amount::Literal(A_MINUTE), Quantity::Max, facade);
            let first = duration(*first, Quantity::Backoff, facade);
            quote!(::core::cmp::Ord::max(#minute, #first))
        }
    };
    let (name, first) = (facade.item("Backoff"), duration(*first, Quantity::Backoff, facade));
    quote!(#name { attempts: #attempts, first: #first, factor: #factor, longest: #longest, jitter: #jitter })
}

/// Input: a reference to a value. Output: `let timeout = AsDuration::as_duration(&limit);`
pub(super) fn read(quantity: Quantity, reference: &TokenStream, span: Span, facade: &Facade) -> TokenStream {
    let (variable, amount) = (variable(quantity), converted(quantity, reference, span, facade));
    quote!(let #variable = #amount;)
}

fn constant(path: &ExprPath, quantity: Quantity, facade: &Facade) -> TokenStream {
    let span = path.span();
    converted(quantity, &quote_spanned!(span=> &#path), span, facade)
}

/// The conversion is by a trait, so that the compiler tells of another type in words.
fn converted(quantity: Quantity, reference: &TokenStream, span: Span, facade: &Facade) -> TokenStream {
    let (name, method) = match quantity.measure() {
        Measure::Duration => ("AsDuration", "as_duration"),
        Measure::Count => ("AsCount", "as_count"),
        Measure::Ratio => ("AsRatio", "as_ratio"),
    };
    let (trait_name, method) = (facade.item_as_if(name, span), syn::Ident::new(method, span));
    quote_spanned!(span=> #trait_name::#method(#reference))
}

fn variable(quantity: Quantity) -> TokenStream {
    let variable = names::local(quantity.name());
    quote!(#variable)
}
