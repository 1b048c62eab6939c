//! The option `retry(...)` and its parts.

use std::time::Duration;

use proc_macro2::TokenStream;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Ident, LitInt, Token};

use super::amount::{at_least_one, duration, factor};
use super::{OptionTokens, split_options, unknown};
use crate::diagnostics::aliases::Place;
use crate::diagnostics::errors::Errors;
use crate::read::amount::{Amount, Backoff};

/// The parts of `retry(...)`.
pub(super) const RETRY_OPTIONS: [&str; 6] = ["attempts", "backoff", "factor", "max", "jitter", "only"];

/// Output: `retry`, or `retry(attempts = 4, ...)`, what is left out being as in [`Backoff::default`].
pub(super) fn retry(option: &OptionTokens, errors: &mut Errors) -> Option<Backoff> {
    let mut backoff = Backoff::default();
    let mut seen: Vec<Ident> = Vec::new();
    for part in split_options(parts_of_retry(option, errors)?, errors) {
        let name = part.name.to_string();
        if !RETRY_OPTIONS.contains(&name.as_str()) {
            errors.at(part.name.span(), unknown(Place::Retry, &part));
        } else if seen.contains(&part.name) {
            errors.at(part.name.span(), format_args!("`{name}` is given twice"));
        } else {
            read_retry(&part, &name, &mut backoff, errors);
            seen.push(part.name);
        }
    }
    let part = |name: &str| seen.iter().find(|part| *part == name);
    if let (Some(max), true) = (part("max"), part("backoff").is_some())
        && let (Some(longest), Some(first)) =
            (backoff.longest.as_ref().and_then(Amount::literal), backoff.first.literal())
        && first > longest
    {
        errors.at(max.span(), "`max` contradicts `backoff`: the first delay would be longer than any may be");
    }
    Some(backoff)
}

/// The parts, or a mistake in place of a number alone: `retry = 3`, `retry(3)`.
fn parts_of_retry(option: &OptionTokens, errors: &mut Errors) -> Option<TokenStream> {
    let group = |input: ParseStream<'_>| {
        let tokens;
        syn::parenthesized!(tokens in input);
        tokens.parse::<LitInt>()
    };
    let equals = |input: ParseStream<'_>| input.parse::<Token![=]>().and_then(|_| input.parse::<LitInt>());
    let number = group.parse2(option.value.clone()).or_else(|_| equals.parse2(option.value.clone()));
    match number {
        Ok(number) => {
            errors.on(option, format_args!("the number of attempts has a name: `retry(attempts = {number})`"));
            None
        }
        Err(_) => option.list("retry(attempts = 4, backoff = \"50ms\")", errors),
    }
}

fn read_retry(part: &OptionTokens, name: &str, backoff: &mut Backoff, errors: &mut Errors) {
    match name {
        "attempts" => backoff.attempts = at_least_one(part, "attempts = 4", errors).unwrap_or(Amount::Literal(1)),
        "backoff" => {
            let first = duration(part, "backoff = \"50ms\"", errors);
            backoff.first = first.unwrap_or(Amount::Literal(Duration::ZERO));
        }
        "factor" => backoff.factor = factor(part, errors).unwrap_or(Amount::Literal(1.0)),
        "max" => {
            let longest = duration(part, "max = \"2s\"", errors);
            backoff.longest = Some(longest.unwrap_or(Amount::Literal(Duration::MAX)));
        }
        "only" => {
            let what = "the path of a function";
            backoff.only = part.read_with(syn::Path::parse, what, "only = is_transient", errors);
        }
        _ => {
            part.flag_as("retry(jitter)", errors);
            backoff.jitter = true;
        }
    }
}
