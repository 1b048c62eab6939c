//! The durations and numbers that options take.

use std::time::Duration;

use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{ExprPath, Ident, LitBool, LitFloat, LitInt, LitStr, Token};

use super::OptionTokens;
use crate::diagnostics::errors::Errors;
use crate::read::amount::Amount;

/// Nobody waits longer: it is `M` for months where minutes were meant.
const LONGEST: Duration = Duration::from_secs(28 * 24 * 60 * 60);

pub(super) fn timeout(option: &OptionTokens, errors: &mut Errors) -> Option<Amount<Duration>> {
    let limit = duration(option, "timeout = \"500ms\"", errors)?;
    if limit.literal().is_some_and(|limit| limit.is_zero()) {
        errors.on(option, "with no time at all, every attempt that has to wait would fail");
    }
    Some(limit)
}

/// A literal, or a name or path in its place.
enum Written<L> {
    Literal(L),
    Named(ExprPath),
}

fn written<L>(
    option: &OptionTokens,
    literal: fn(ParseStream<'_>) -> syn::Result<L>,
    what: &str,
    example: &str,
    errors: &mut Errors,
) -> Option<Written<L>> {
    let read = |input: ParseStream<'_>| {
        let word = input.peek(Ident::peek_any) && !input.peek(LitBool);
        if word || input.peek(Token![::]) || input.peek(Token![<]) {
            input.parse().map(Written::Named)
        } else {
            literal(input).map(Written::Literal)
        }
    };
    let what = format!("{what}, or the name of a node, an input or a constant");
    option.read_with(read, &what, example, errors)
}

/// A duration, as a literal in the syntax of the crate `humantime`.
pub(super) fn duration(option: &OptionTokens, example: &str, errors: &mut Errors) -> Option<Amount<Duration>> {
    let literal = match written(option, <LitStr as Parse>::parse, "a duration in quotes", example, errors)? {
        Written::Named(path) => return Some(Amount::Named(path)),
        Written::Literal(literal) => literal,
    };
    match humantime::parse_duration(&literal.value()) {
        Ok(value) if value > LONGEST => {
            let days = value.as_secs() / (24 * 60 * 60);
            errors.on(
                &literal,
                format_args!("these are {days} days\n`ms` are milliseconds, `m` or `min` minutes, and `M` months"),
            );
            None
        }
        Ok(value) => Some(Amount::Literal(value)),
        Err(error) => {
            let name = &option.name;
            errors.on(&literal, format_args!("not a duration: {error}\n`{name}` takes one such as `{example}`"));
            None
        }
    }
}

pub(super) fn at_least_one(option: &OptionTokens, example: &str, errors: &mut Errors) -> Option<Amount<usize>> {
    let literal = match written(option, <LitInt as Parse>::parse, "a whole number", example, errors)? {
        Written::Named(path) => return Some(Amount::Named(path)),
        Written::Literal(literal) => literal,
    };
    match literal.base10_parse() {
        Ok(0) => errors.on(&literal, format_args!("`{}` is 1 or more", option.name)),
        Ok(value) => return Some(Amount::Literal(value)),
        Err(error) => errors.push(error),
    }
    None
}

pub(super) fn factor(option: &OptionTokens, errors: &mut Errors) -> Option<Amount<f32>> {
    let number = |input: ParseStream<'_>| {
        if input.peek(LitInt) {
            let literal: LitInt = input.parse()?;
            return Ok((literal.base10_parse()?, literal.span()));
        }
        let literal: LitFloat = input.parse()?;
        Ok((literal.base10_parse()?, literal.span()))
    };
    let (factor, span): (f32, _) = match written(option, number, "a number", "factor = 2.0", errors)? {
        Written::Named(path) => return Some(Amount::Named(path)),
        Written::Literal(number) => number,
    };
    if factor < 1.0 || !factor.is_finite() {
        errors.at(span, "`factor` is 1.0 or more: each delay is that many times the one before");
    }
    Some(Amount::Literal(factor))
}
