//! The arguments of a call.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::binding::Binding;
use super::scope::{Scope, Values};
use super::{copy, elements, mismatch};
use crate::lower::{Argument, Collection, TaskId};
use crate::names;
use crate::resolve::{Access, Coercion, Part, Start, Way};

pub(super) fn argument(values: &Values<'_, '_>, task: TaskId, argument: &Argument<'_>, scope: &Scope) -> TokenStream {
    let expression = match argument.element_of {
        Some(collection) => element(values, task, argument, collection, scope),
        None => whole(values, task, argument, scope),
    };
    match &argument.mismatch {
        Some(mismatch) => mismatch::wrap(mismatch, &expression, values.facade),
        None => expression,
    }
}

/// All of the value, not one of its elements.
fn whole(values: &Values<'_, '_>, task: TaskId, argument: &Argument<'_>, scope: &Scope) -> TokenStream {
    let Access { part, way } = argument.access;
    match part {
        Part::Option => {
            let at = argument.param.span;
            let reference = values.read(argument.value, task, at, scope).reference(at);
            borrowed_option(&argument.coercion, &reference, at)
        }
        Part::Halves => {
            let at = argument.param.span;
            let reference = values.read(argument.value, task, at, scope).reference(at);
            borrowed_outcome(&argument.coercion, &reference, at)
        }
        Part::AtEnd => {
            let at = argument.param.span;
            seen(&argument.coercion, &values.read(argument.value, task, at, scope).value(at), at)
        }
        Part::Outcome => outcome(values, task, argument, way, scope),
        Part::Value | Part::Element => value(values, task, argument, way, scope),
    }
}

fn value(values: &Values<'_, '_>, task: TaskId, argument: &Argument<'_>, way: Way, scope: &Scope) -> TokenStream {
    let at = argument.param.span;
    let binding = values.read(argument.value, task, at, scope);
    match way {
        Way::Borrow => borrowed(&argument.coercion, &binding, at),
        Way::BorrowMut => {
            let place = binding.changed(at);
            let again = values.program.flow.values[argument.value].in_turn;
            match argument.coercion.start {
                Start::HandOn if again => quote_spanned!(at=> &mut *#place),
                Start::HandOn => place,
                Start::Value => quote_spanned!(at=> &mut #place),
                Start::Pointee(steps) => {
                    let steps = stars(steps, at);
                    quote_spanned!(at=> &mut #steps #place)
                }
            }
        }
        Way::Take | Way::Copy => copy::taken(&binding, argument.copied.as_ref(), at),
        Way::Clone if scope.brought(argument.value) => binding.value(at),
        Way::Clone => {
            let through = matches!(argument.coercion.start, Start::Pointee(_));
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
            let outcome = if value.whole { coerced_error(outcome, &argument.coercion, at) } else { outcome };
            let coercion = option_coercion(&argument.coercion, at);
            return quote_spanned!(at=> ::core::result::Result::map(#outcome, #coercion));
        }
        Way::Borrow | Way::BorrowMut if value.whole => {
            return borrowed_outcome(&argument.coercion, &binding.reference(at), at);
        }
        Way::Borrow | Way::BorrowMut if argument.coercion.start == Start::HandOn => binding.value(at),
        Way::Borrow | Way::BorrowMut => borrowed(&argument.coercion, &binding, at),
        Way::Take | Way::Copy => copy::taken(&binding, argument.copied.as_ref(), at),
        Way::Clone => {
            let reference = binding.reference(at);
            quote_spanned!(at=> ::core::clone::Clone::clone(#reference))
        }
    };
    if value.whole { given } else { ok(&given, at) }
}

/// The element that the closure around the call was given.
fn element(
    values: &Values<'_, '_>,
    task: TaskId,
    argument: &Argument<'_>,
    collection: Collection,
    scope: &Scope,
) -> TokenStream {
    // The element is the macro's own variable, and all around it has to come from there too; what the compiler points
    // at is bound last.
    let own = names::own(argument.param.span);
    let position = values.program.tasks[task].call.each().and_then(|each| each.position(argument.value));
    let element = names::element(position.unwrap_or_default(), own);
    let given = if values.back_end.by_index(task, argument.value) {
        let binding = values.read(argument.value, task, argument.param.span, scope);
        if values.back_end.follower(argument.value, task).is_some() {
            let belt = binding.unshared(own);
            quote_spanned!(own=> (#belt).nth(#element))
        } else {
            elements::nth(collection, &binding.reference(argument.param.span), &element, own, values.facade)
        }
    } else {
        quote!(#element)
    };
    let reference = if collection.way == Way::Borrow { given.clone() } else { quote_spanned!(own=> &#given) };
    let element = match (argument.access.way, &argument.copied) {
        (Way::Clone, _) => quote_spanned!(own=> ::core::clone::Clone::clone(#reference)),
        (_, Some(words)) => copy::copy(words, &reference, argument.param.span),
        (Way::Borrow, None) => started(argument.coercion.start, &given, own),
        (Way::BorrowMut | Way::Take | Way::Copy, None) => given,
    };
    bound(&element, argument.param.span)
}

/// Output: `{ let given = value; given }`
fn bound(value: &TokenStream, at: Span) -> TokenStream {
    let given = names::given(at);
    let bound = quote!(let #given = #value;);
    quote_spanned!(at=> { #bound #given })
}

fn ok(value: &TokenStream, at: Span) -> TokenStream {
    quote_spanned!(at=> ::core::result::Result::Ok(#value))
}

/// A reference to a value, at a coercion site.
fn borrowed(coercion: &Coercion, binding: &Binding, at: Span) -> TokenStream {
    match coercion.start {
        Start::Pointee(steps) => {
            let (pointer, steps) = (binding.pointee(at), stars(steps, at));
            quote_spanned!(at=> &#steps #pointer)
        }
        Start::Value | Start::HandOn => binding.reference(at),
    }
}

/// Input: a reference to a `Result`. Output: a `Result` of references.
fn borrowed_outcome(coercion: &Coercion, reference: &TokenStream, at: Span) -> TokenStream {
    let outcome = quote_spanned!(at=> ::core::result::Result::as_ref(#reference));
    let outcome = coerced_error(outcome, coercion, at);
    match (coerce(coercion, at), coercion.start) {
        (Some(coerce), _) => quote_spanned!(at=> ::core::result::Result::map(#outcome, #coerce)),
        (None, Start::HandOn) => quote_spanned!(at=> ::core::result::Result::<&_, _>::copied(#outcome)),
        (None, Start::Value | Start::Pointee(_)) => outcome,
    }
}

/// Input: a `Result` of references. Output: the same with another reference to the error.
fn coerced_error(outcome: TokenStream, coercion: &Coercion, at: Span) -> TokenStream {
    let Some(error) = &coercion.error else { return outcome };
    match (coerce(error, at), error.start) {
        (Some(coerce), _) => quote_spanned!(at=> ::core::result::Result::map_err(#outcome, #coerce)),
        (None, Start::HandOn) => {
            quote_spanned!(at=> ::core::result::Result::map_err(#outcome, ::core::clone::Clone::clone))
        }
        (None, Start::Value | Start::Pointee(_)) => outcome,
    }
}

/// Input: a reference to an `Option`. Output: an `Option` of a reference.
fn borrowed_option(coercion: &Coercion, reference: &TokenStream, at: Span) -> TokenStream {
    match (coerce(coercion, at), coercion.start) {
        (Some(coerce), _) => {
            quote_spanned!(at=> ::core::option::Option::map(::core::option::Option::as_ref(#reference), #coerce))
        }
        (None, Start::HandOn) => quote_spanned!(at=> ::core::clone::Clone::clone(#reference)),
        (None, Start::Value | Start::Pointee(_)) => quote_spanned!(at=> ::core::option::Option::as_ref(#reference)),
    }
}

/// Input: an `Option` of a reference. Output: the same with the reference that is asked for.
fn seen(coercion: &Coercion, option: &TokenStream, at: Span) -> TokenStream {
    match (coerce(coercion, at), coercion.start) {
        (Some(coerce), _) => quote_spanned!(at=> ::core::option::Option::map(#option, #coerce)),
        (None, Start::HandOn) => quote_spanned!(at=> ::core::option::Option::<&_>::copied(#option)),
        (None, Start::Value | Start::Pointee(_)) => option.clone(),
    }
}

/// Output: the function that does so.
fn option_coercion(coercion: &Coercion, at: Span) -> TokenStream {
    match (coerce(coercion, at), coercion.start) {
        (None, Start::HandOn) => quote_spanned!(at=> ::core::clone::Clone::clone),
        (None, Start::Value | Start::Pointee(_)) => quote_spanned!(at=> ::core::option::Option::as_ref),
        (Some(_), _) => {
            let option = names::local_at("option", at);
            let lent = borrowed_option(coercion, &quote!(#option), at);
            quote_spanned!(at=> |#option| #lent)
        }
    }
}

/// Output: the function from one reference to the other, where the two differ:
/// `|given| { let given: &Path = given; given }`
fn coerce(coercion: &Coercion, at: Span) -> Option<TokenStream> {
    let given = names::given(at);
    let start = started(coercion.start, &quote!(#given), at);
    match &coercion.coerced {
        Some(ty) => {
            let asked = quote_spanned!(ty.span()=> &#ty);
            let bound = quote!(let #given: #asked = #start;);
            Some(quote_spanned!(at=> |#given| { #bound #given }))
        }
        None if matches!(coercion.start, Start::Pointee(_)) => Some(quote_spanned!(at=> |#given| #start)),
        None => None,
    }
}

/// Input: a reference to a value. Output: the reference that all begins with.
fn started(start: Start, given: &TokenStream, at: Span) -> TokenStream {
    match start {
        Start::Value => given.clone(),
        Start::HandOn => quote_spanned!(at=> *#given),
        Start::Pointee(steps) => {
            let steps = stars(steps + 1, at);
            quote_spanned!(at=> &#steps #given)
        }
    }
}

/// `**`
fn stars(steps: usize, at: Span) -> TokenStream {
    std::iter::repeat_with(|| quote_spanned!(at=> *)).take(steps).collect()
}
