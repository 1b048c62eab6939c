//! The layers around a call, one function each.

use std::time::Duration;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Path;
use syn::spanned::Spanned;

use super::amount;
use super::call::Printed;
use crate::lower::{Amount, Backoff, Only, TimeoutBecomes};
use crate::names::{self, Facade};
use crate::read::amount::Quantity;

/// A function of the runtime around a call, with the span of its call.
pub(super) struct Around<'a> {
    facade: &'a Facade,
    /// The parameter that decides on the bounds of the call within, see [`Facade::item_as_if`].
    bounded: Option<Span>,
    span: Span,
}

impl<'a> Around<'a> {
    pub(super) fn new(facade: &'a Facade, bounded: Option<Span>, span: Span) -> Self {
        Self { facade, bounded, span }
    }

    pub(super) fn facade(&self) -> &'a Facade {
        self.facade
    }

    /// Output: `function(arguments).await`
    pub(super) fn awaited(&self, call: &TokenStream) -> TokenStream {
        let at = self.bounded.unwrap_or(self.span);
        quote_spanned!(at=> #call.await)
    }

    /// Output: `{ let user = &user; move || cart(user) }`
    pub(super) fn closure(&self, bound: &TokenStream, parameter: &TokenStream, body: &TokenStream) -> TokenStream {
        let at = self.bounded.unwrap_or(self.span);
        let closure = quote_spanned!(at=> move |#parameter| #body);
        if bound.is_empty() { closure } else { quote_spanned!(at=> { #bound #closure }) }
    }

    /// Output: `spawn("cart", work)`, or `spawn_on("cart", spawn_handle(&workers), work)`
    pub(super) fn spawn(&self, node: &str, executor: Option<TokenStream>, work: &TokenStream) -> TokenStream {
        match executor {
            None => self.call("spawn", &quote!(#node, #work)),
            Some(handle) => self.call("spawn_on", &quote!(#node, #handle, #work)),
        }
    }

    /// Output: `blocking("cart", work)`, or `blocking_on("cart", blocking_pool(&pool), work)`
    pub(super) fn blocking(&self, node: &str, executor: Option<TokenStream>, work: &TokenStream) -> TokenStream {
        match executor {
            None => self.call("blocking", &quote!(#node, #work)),
            Some(pool) => self.call("blocking_on", &quote!(#node, #pool, #work)),
        }
    }

    /// Output: `function(arguments)`
    pub(super) fn call(&self, function: &str, arguments: &TokenStream) -> TokenStream {
        match self.bounded {
            Some(at) => {
                let function = self.facade.item_as_if(function, at);
                quote_spanned!(at=> #function(#arguments))
            }
            None => {
                let function = self.facade.item_at(function, self.span);
                quote_spanned!(names::own(self.span)=> #function(#arguments))
            }
        }
    }
}

/// Output: `spawn_handle(&workers)`, or `blocking_pool(&pool)`
pub(super) fn executor(function: &str, reference: &TokenStream, span: Span, facade: &Facade) -> TokenStream {
    Around::new(facade, None, span).call(function, reference)
}

/// Output: `timeout("cart", Duration::new(0, 500_000_000), cart(user), |late| Err(MadeFromTimeout::from_timeout(late)))`
pub(super) fn timeout(
    call: &TokenStream,
    node: &str,
    limit: Amount<'_, Duration>,
    becomes: TimeoutBecomes,
    around: &Around<'_>,
) -> TokenStream {
    let (limit, span) = (amount::duration(limit, Quantity::Timeout, around.facade), around.span);
    let late = names::local_at("late", span);
    match becomes {
        TimeoutBecomes::Failure => around.call("deadline", &quote!(#node, #limit, #call)),
        TimeoutBecomes::OwnError => {
            let from_timeout = around.facade.item_as_if("MadeFromTimeout", span);
            let convert =
                quote_spanned!(span=> |#late| ::core::result::Result::Err(#from_timeout::from_timeout(#late)));
            around.call("timeout", &quote!(#node, #limit, #call, #convert))
        }
        TimeoutBecomes::OwnValue => {
            let holds_timeout = around.facade.item_as_if("HoldsTimeout", span);
            let convert = quote_spanned!(span=> |#late| #holds_timeout::timed_out(#late));
            around.call("timeout", &quote!(#node, #limit, #call, #convert))
        }
        TimeoutBecomes::Either => around.call("or_timeout", &quote!(#node, #limit, #call)),
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

/// Input: a call, and the function that names the type in question. Output: the same, with a check that this is no
/// `Result`.
pub(super) fn no_hidden_result(call: &TokenStream, type_of: &str, span: Span, facade: &Facade) -> TokenStream {
    let item = |name| facade.item(name);
    let (value_of, result, plain) = (item(type_of), item("ResultAsValue"), item("PlainValue"));
    let (future, check) = (names::local("call"), names::local("check"));
    let meant = facade.item_as_if("MeantAsValue", span);
    let meant = quote_spanned!(span=> #meant::check);
    quote! { {
        let #future = #call;
        {
            #[allow(unused_imports)]
            use {#result as _, #plain as _};
            let #check = #meant;
            #check((&&#value_of(&#future)).judged_for_node());
        }
        #future
    } }
}

/// Output: `retry("cart", Backoff { ... }, { let user = &user; move || timeout(..., cart(user)) })`
pub(super) fn retry(
    attempt: &TokenStream,
    node: &str,
    backoff: &Backoff<'_>,
    only: Option<&Only<'_>>,
    around: &Around<'_>,
) -> TokenStream {
    let backoff = amount::backoff(backoff, around.facade);
    match only {
        None => around.call("retry", &quote!(#node, #backoff, #attempt)),
        Some(only) => retry_only(attempt, &quote!(#node, #backoff), only, around),
    }
}

/// Output: `{ let attempt = move || cart(user); retry_only("cart", Backoff { ... }, attempt, |error| is_busy(error)) }`.
/// The attempt comes first, so that the compiler knows the error when it comes to the function that is asked about it.
fn retry_only(
    attempt: &TokenStream,
    leading: &TokenStream,
    Only { path, or_timeout }: &Only<'_>,
    around: &Around<'_>,
) -> TokenStream {
    let span = path.span();
    let (bound, error) = (names::local("attempt"), names::given(span));
    let only = quote_spanned!(span=> |#error| #path(#error));
    if !or_timeout {
        let retry = around.call("retry_only", &quote!(#leading, #bound, #only));
        return quote!({ let #bound = #attempt; #retry });
    }
    let item = |name| around.facade.item(name);
    let (own_error_of, is_own, stays) = (item("own_error_of"), item("TimeoutIsOwn"), item("TimeoutStays"));
    let own = names::local("own");
    let retry = around.call("retry_only_own", &quote!(#leading, #bound, #own, #only));
    quote! { {
        #[allow(unused_imports)]
        use {#is_own as _, #stays as _};
        let #bound = #attempt;
        let #own = (&&#own_error_of(&#bound)).autoref_own();
        #retry
    } }
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
