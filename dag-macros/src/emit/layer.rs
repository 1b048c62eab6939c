//! The layers around a call, one function each.

use std::time::Duration;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Path;
use syn::spanned::Spanned;

use super::binding::Binding;
use super::call::Printed;
use super::scope::{Scope, Values};
use crate::lower::{Condition, TaskId, TimeoutBecomes};
use crate::names::{self, Facade};
use crate::read::policy::Backoff;

/// Output: `timeout("cart", Duration::new(0, 500_000_000), cart(user), |late| Err(FromTimeout::from_timeout(late)))`
pub(super) fn timeout(
    call: &TokenStream,
    node: &str,
    limit: Duration,
    becomes: TimeoutBecomes,
    span: Span,
    facade: &Facade,
) -> TokenStream {
    let limit = duration(limit);
    let function = |name| facade.item_at(name, span);
    match becomes {
        TimeoutBecomes::Failure => {
            let deadline = function("deadline");
            quote!(#deadline(#node, #limit, #call))
        }
        TimeoutBecomes::OwnError => {
            let (timeout, from_timeout) = (function("timeout"), function("FromTimeout"));
            let late = names::local_at("late", span);
            let convert =
                quote_spanned!(span=> |#late| ::core::result::Result::Err(#from_timeout::from_timeout(#late)));
            quote!(#timeout(#node, #limit, #call, #convert))
        }
        TimeoutBecomes::OwnValue => {
            let (timeout, holds_timeout) = (function("timeout"), function("HoldsTimeout"));
            let late = names::local_at("late", span);
            let convert = quote_spanned!(span=> |#late| #holds_timeout::timed_out(#late));
            quote!(#timeout(#node, #limit, #call, #convert))
        }
        TimeoutBecomes::Either => {
            let or_timeout = function("or_timeout");
            quote!(#or_timeout(#node, #limit, #call))
        }
    }
}

/// Input: a call that never returns. Output: one that gives `()`, as a type of that kind has no name.
pub(super) fn without_value(call: &TokenStream, asynchronous: bool, facade: &Facade) -> Printed {
    if !asynchronous {
        return Printed::Value(quote!((|| -> () { #call })()));
    }
    let without_value = facade.item("without_value");
    Printed::Future(quote!(#without_value(#call)))
}

/// Input: the future of a `Result`. Output: the same, with a check that its value is no `Result` itself.
pub(super) fn no_hidden_result(call: &TokenStream, span: Span, facade: &Facade) -> TokenStream {
    let item = |name| facade.item_at(name, span);
    let (value_of, result, plain) = (item("value_of"), item("ResultAsValue"), item("PlainValue"));
    let future = names::local_at("call", span);
    quote_spanned! {span=> {
        let #future = #call;
        {
            #[allow(unused_imports)]
            use {#result as _, #plain as _};
            (&&#value_of(&#future)).check_for_node();
        }
        #future
    } }
}

/// Output: `retry("cart", Backoff { ... }, { let user = &user; move || timeout(..., cart(user)) })`
pub(super) fn retry(
    lent: &TokenStream,
    attempt: &TokenStream,
    node: &str,
    backoff: &Backoff,
    span: Span,
    facade: &Facade,
) -> TokenStream {
    let function = facade.item_at("retry", span);
    let name = facade.item("Backoff");
    let Backoff { attempts, first, factor, longest, jitter } = backoff;
    let (first, longest) = (duration(*first), duration(*longest));
    let backoff =
        quote!(#name { attempts: #attempts, first: #first, factor: #factor, longest: #longest, jitter: #jitter });
    quote!(#function(#node, #backoff, { #lent move || #attempt }))
}

/// A check that a type of another name is a `Result`, where the user says so.
pub(super) fn as_result(outcome: TokenStream, span: Option<Span>, facade: &Facade) -> TokenStream {
    let Some(span) = span else { return outcome };
    let trait_name = facade.item_at("Outcome", span);
    quote_spanned!(span=> #trait_name::into_result(#outcome))
}

/// Output: `fall_back(outcome, path)`
pub(super) fn fall_back(outcome: &TokenStream, path: &Path, facade: &Facade) -> TokenStream {
    let fall_back = facade.item_at("fall_back", path.span());
    quote_spanned!(path.span()=> #fall_back(#outcome, #path))
}

/// Input: the outcome of a call. Output: the same in an `Option`, for a call with a condition.
pub(super) fn when(holds: &TokenStream, outcome: &TokenStream, within_result: bool) -> TokenStream {
    let (some, none) = if within_result {
        (
            quote!(::core::result::Result::map(#outcome, ::core::option::Option::Some)),
            quote!(::core::result::Result::Ok(::core::option::Option::None)),
        )
    } else {
        (quote!(::core::option::Option::Some(#outcome)), quote!(::core::option::Option::None))
    };
    quote!(if #holds { #some } else { #none })
}

/// Input: the outcome of a call. Output: the same in an `Option`, unless nobody needs it.
pub(super) fn if_needed(unneeded: &TokenStream, outcome: &TokenStream) -> TokenStream {
    let (some, none) = (quote!(::core::option::Option::Some), quote!(::core::option::Option::None));
    quote!(if #unneeded { #none } else { #some(#outcome) })
}

/// Output: `(!vip && !beta)`
pub(super) fn condition(values: &Values<'_, '_>, task: TaskId, condition: &Condition) -> TokenStream {
    let all =
        |parts: &[Condition]| -> Vec<_> { parts.iter().map(|part| self::condition(values, task, part)).collect() };
    match condition {
        Condition::Without { flag, is_there: true } => {
            is_false(&values.read(*flag, task, Span::mixed_site(), &Scope::default()))
        }
        Condition::Without { flag, is_there: false } => values.back_end.peeked_false(*flag),
        Condition::All(parts) => {
            let parts = all(parts);
            quote!((#(#parts)&&*))
        }
        Condition::Any(parts) => {
            let parts = all(parts);
            quote!((#(#parts)||*))
        }
    }
}

/// Output: `!vip`. A flag that was not needed itself counts as false.
pub(super) fn is_false(flag: &Binding) -> TokenStream {
    let span = Span::mixed_site();
    if flag.ran.is_some() {
        let kept = flag.unshared(span);
        return quote!(!::core::matches!(#kept, ::core::option::Option::Some(true)));
    }
    let value = flag.value(span);
    quote!(!#value)
}

fn duration(duration: Duration) -> TokenStream {
    let (seconds, nanoseconds) = (duration.as_secs(), duration.subsec_nanos());
    quote!(::core::time::Duration::new(#seconds, #nanoseconds))
}
