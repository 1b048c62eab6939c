//! The part of a call that each back end decides for itself.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Ident;

use super::binding::Binding;
use crate::lower::{Becomes, RunError, TaskId, Use, ValueId};
use crate::names::{self, Facade};
use crate::resolve::Capture;

/// A back end, as the printing of calls sees it.
pub(crate) trait BackEnd {
    /// The way of the value to its reader's call.
    fn binding(&self, value: ValueId, reader: TaskId, at: Span) -> Binding;
    /// An expression: true if a flag that may not be there yet is there by now, and `test` holds of it.
    fn peeked(&self, flag: ValueId, test: &dyn Fn(&Binding) -> TokenStream) -> TokenStream;
    /// True if the task alone becomes a task of the executor.
    fn spawns(&self, task: TaskId) -> bool;
    /// Puts the value back that a call elsewhere has changed and given `back`.
    fn put_back(&self, value: ValueId, back: &Ident) -> TokenStream;
    /// True if the task is given the index of each element of a collection, as its call cannot borrow the element.
    fn by_index(&self, task: TaskId, collection: ValueId) -> bool;
    /// The number of the task among those that take the elements of a value one by one, as they come, off its belt.
    fn follower(&self, _value: ValueId, _task: TaskId) -> Option<usize> {
        None
    }
    /// The belt that the elements of the task's value go to one by one, as an expression that refers to it.
    fn belt(&self, _task: TaskId) -> Option<TokenStream> {
        None
    }
    /// The capture of the value for the task's call.
    fn capture(&self, used: &Use) -> Capture;
    /// Passes a failure on. Input: an expression that gives a `Result`. Output: its value.
    fn fail(&self, task: TaskId, outcome: TokenStream, error: &RunError<'_>) -> TokenStream;
}

/// Output: the closure or the variant that makes the run's error of a node's failure.
pub(crate) fn conversion(error: &RunError<'_>, facade: &Facade) -> TokenStream {
    if error.or_timeout.is_some() {
        let failure = names::local("failure");
        let converted = converted(error, &failure, facade);
        return quote!(|#failure| #converted);
    }
    own(error, facade)
}

/// Output: the run's error, made of the `failure`.
pub(crate) fn converted(error: &RunError<'_>, failure: &Ident, facade: &Facade) -> TokenStream {
    let own = own(error, facade);
    let Some(span) = error.or_timeout else { return quote!((#own)(#failure)) };
    let item = |name| facade.item_at(name, span);
    let (own_error, is_own, stays) = (item("own_error"), item("TimeoutIsOwn"), item("TimeoutStays"));
    let ended = match &error.becomes {
        Becomes::Into { .. } => quote_spanned!(span=> autoref_error(#failure, #own)),
        Becomes::Variant(_) => {
            let (error, timeout) = (names::item(names::ERROR), names::item(names::TIMEOUT));
            quote_spanned!(span=> autoref_variant(#failure, #own, #error::#timeout))
        }
    };
    quote_spanned! {span=> {
        #[allow(unused_imports)]
        use {#is_own as _, #stays as _};
        (&&#own_error(&#failure)).#ended
    } }
}

/// Output: the closure or the variant that makes the run's error of a node's own.
fn own(error: &RunError<'_>, facade: &Facade) -> TokenStream {
    match error.becomes {
        Becomes::Into { error, span } => {
            let from = names::given(span);
            let into_error = facade.item_as_if("BecomesError", span);
            quote_spanned!(span=> |#from| #into_error::<#error>::into_error(#from))
        }
        Becomes::Variant(node) => {
            let (name, variant) = (names::item(names::ERROR), names::variant(node));
            quote!(#name::#variant)
        }
    }
}
