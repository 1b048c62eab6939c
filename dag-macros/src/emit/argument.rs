//! The arguments of a call.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use super::binding::Binding;
use super::scope::{Scope, Values};
use super::{copy, elements, mismatch};
use crate::lower::{Argument, TaskId};
use crate::names;
use crate::resolve::{Access, Lend, Part, Start, Way};

pub(super) fn argument(values: &Values<'_, '_>, task: TaskId, argument: &Argument<'_>, scope: &Scope) -> TokenStream {
    let at = argument.param.span;
    let expression = match argument.access {
        Access { part: Part::Element, way } => element(values, task, argument, way, scope),
        Access { part: Part::Option, .. } => {
            let reference = values.read(argument.value, task, at, scope).reference(at);
            lent_option(&argument.lend, &reference, at)
        }
        Access { part: Part::Outcome, way } => outcome(values, task, argument, way, scope),
        Access { part: Part::Value, way } => value(values, task, argument, way, scope),
    };
    match &argument.mismatch {
        Some(mismatch) => mismatch::wrap(mismatch, &expression, values.facade),
        None => expression,
    }
}

fn value(values: &Values<'_, '_>, task: TaskId, argument: &Argument<'_>, way: Way, scope: &Scope) -> TokenStream {
    let at = argument.param.span;
    let binding = values.read(argument.value, task, at, scope);
    match way {
        Way::Borrow => lent(&argument.lend, &binding, at),
        Way::BorrowMut if argument.lend.start == Start::Pointee => binding.pointee(at),
        Way::BorrowMut => {
            let value = binding.pointee(at);
            quote_spanned!(at=> &mut #value)
        }
        Way::Take | Way::Copy => copy::taken(&binding, argument.copied.as_ref(), at),
        Way::Clone if scope.brought(argument.value) => binding.value(at),
        Way::Clone => {
            let through = argument.lend.start == Start::Pointee;
            let reference = if through { binding.pointee(at) } else { binding.reference(at) };
            quote_spanned!(at=> ::core::clone::Clone::clone(#reference))
        }
    }
}

/// A `Result`: the one that is kept or, where the failure ends the run, one made of the value.
fn outcome(values: &Values<'_, '_>, task: TaskId, argument: &Argument<'_>, way: Way, scope: &Scope) -> TokenStream {
    let at = argument.param.span;
    let binding = values.read(argument.value, task, at, scope);
    let value = &values.program.values[argument.value];
    let given = match way {
        Way::Borrow | Way::BorrowMut if value.conditional => {
            let outcome = if value.whole {
                let reference = binding.reference(at);
                quote_spanned!(at=> ::core::result::Result::as_ref(#reference))
            } else {
                ok(&binding.reference(at), at)
            };
            let lend = lend_option(&argument.lend, at);
            return quote_spanned!(at=> ::core::result::Result::map(#outcome, #lend));
        }
        Way::Borrow | Way::BorrowMut if value.whole => {
            return lent_outcome(&argument.lend, &binding.reference(at), at);
        }
        Way::Borrow | Way::BorrowMut if argument.lend.start == Start::HandOn => binding.value(at),
        Way::Borrow | Way::BorrowMut => lent(&argument.lend, &binding, at),
        Way::Take | Way::Copy => copy::taken(&binding, argument.copied.as_ref(), at),
        Way::Clone => {
            let reference = binding.reference(at);
            quote_spanned!(at=> ::core::clone::Clone::clone(#reference))
        }
    };
    if value.whole { given } else { ok(&given, at) }
}

/// The element that the closure around the call was given.
fn element(values: &Values<'_, '_>, task: TaskId, argument: &Argument<'_>, way: Way, scope: &Scope) -> TokenStream {
    let at = argument.param.span;
    let Some(each) = values.program.tasks[task].call.each() else { return TokenStream::new() };
    let element = names::variable_at("element", at);
    let given = if values.back_end.by_index(task) {
        let reference = values.read(argument.value, task, at, scope).reference(at);
        elements::nth(each, &reference, &element, at, values.facade)
    } else {
        quote!(#element)
    };
    let reference = if each.way == Way::Borrow { given.clone() } else { quote_spanned!(at=> &#given) };
    match (way, &argument.copied) {
        (Way::Clone, _) => quote_spanned!(at=> ::core::clone::Clone::clone(#reference)),
        (_, Some(words)) => copy::copy(words, &reference, at),
        (Way::Borrow, None) => started(argument.lend.start, &given, at),
        (Way::BorrowMut | Way::Take | Way::Copy, None) => given,
    }
}

fn ok(value: &TokenStream, at: Span) -> TokenStream {
    quote_spanned!(at=> ::core::result::Result::Ok(#value))
}

/// A reference to a value, at a coercion site.
fn lent(lend: &Lend, binding: &Binding, at: Span) -> TokenStream {
    match lend.start {
        Start::Pointee => {
            let pointer = binding.pointee(at);
            quote_spanned!(at=> &*#pointer)
        }
        Start::Value | Start::HandOn => binding.reference(at),
    }
}

/// Input: a reference to a `Result`. Output: a `Result` of references.
fn lent_outcome(lend: &Lend, reference: &TokenStream, at: Span) -> TokenStream {
    let outcome = quote_spanned!(at=> ::core::result::Result::as_ref(#reference));
    match (coerce(lend, at), lend.start) {
        (Some(coerce), _) => quote_spanned!(at=> ::core::result::Result::map(#outcome, #coerce)),
        (None, Start::HandOn) => quote_spanned!(at=> ::core::result::Result::<&_, _>::copied(#outcome)),
        (None, Start::Value | Start::Pointee) => outcome,
    }
}

/// Input: a reference to an `Option`. Output: an `Option` of a reference.
fn lent_option(lend: &Lend, reference: &TokenStream, at: Span) -> TokenStream {
    match (coerce(lend, at), lend.start) {
        (Some(coerce), _) => {
            quote_spanned!(at=> ::core::option::Option::map(::core::option::Option::as_ref(#reference), #coerce))
        }
        (None, Start::HandOn) => quote_spanned!(at=> ::core::clone::Clone::clone(#reference)),
        (None, Start::Value | Start::Pointee) => quote_spanned!(at=> ::core::option::Option::as_ref(#reference)),
    }
}

/// Output: the function that does so.
fn lend_option(lend: &Lend, at: Span) -> TokenStream {
    match (coerce(lend, at), lend.start) {
        (None, Start::HandOn) => quote_spanned!(at=> ::core::clone::Clone::clone),
        (None, Start::Value | Start::Pointee) => quote_spanned!(at=> ::core::option::Option::as_ref),
        (Some(_), _) => {
            let option = names::variable_at("option", at);
            let lent = lent_option(lend, &quote!(#option), at);
            quote_spanned!(at=> |#option| #lent)
        }
    }
}

/// Output: the function from one reference to the other, where the two differ:
/// `|given| { let given: &Path = given; given }`
fn coerce(lend: &Lend, at: Span) -> Option<TokenStream> {
    let given = names::variable_at("given", at);
    let start = started(lend.start, &quote!(#given), at);
    match &lend.coerced {
        Some(ty) => Some(quote_spanned!(at=> |#given| { let #given: &#ty = #start; #given })),
        None if lend.start == Start::Pointee => Some(quote_spanned!(at=> |#given| #start)),
        None => None,
    }
}

/// Input: a reference to a value. Output: the reference that all begins with.
fn started(start: Start, given: &TokenStream, at: Span) -> TokenStream {
    match start {
        Start::Value => given.clone(),
        Start::HandOn => quote_spanned!(at=> *#given),
        Start::Pointee => quote_spanned!(at=> &**#given),
    }
}
