//! The part of a call that each back end decides for itself.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use super::binding::Binding;
use crate::lower::{RunError, TaskId, ValueId};
use crate::names::{self, Facade};
use crate::resolve::Capture;

/// A back end, as the printing of calls sees it.
pub(crate) trait BackEnd {
    /// How the value is read by the task `reader`, where that is called.
    fn binding(&self, value: ValueId, reader: TaskId, at: Span) -> Binding;
    /// Whether a flag is known by now to be false, of one that may not be there yet.
    fn peeked_false(&self, flag: ValueId) -> TokenStream;
    /// Whether the task becomes one of the executor, by itself.
    fn spawns(&self, task: TaskId) -> bool;
    /// Whether the task is given the place of each element, as it cannot borrow the element where it is called.
    fn by_index(&self, task: TaskId) -> bool;
    /// How the value goes along to where the task is called.
    fn capture(&self, task: TaskId, value: ValueId) -> Capture;
    /// Passes a failure on. Input: an expression that gives a `Result`. Output: its value.
    fn fail(&self, task: TaskId, outcome: TokenStream, error: &RunError<'_>) -> TokenStream;
}

/// Output: the closure or the variant that makes the run's error of a node's.
pub(crate) fn conversion(error: &RunError<'_>, facade: &Facade) -> TokenStream {
    match error {
        RunError::Into { error, place } => {
            let from = names::variable_at("error", *place);
            let into_error = facade.item_at("IntoError", *place);
            quote_spanned!(*place=> |#from| #into_error::<#error>::into_error(#from))
        }
        RunError::Variant(node) => {
            let (name, variant) = (names::item(names::ERROR), names::variant(node));
            quote!(#name::#variant)
        }
    }
}
