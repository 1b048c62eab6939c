//! The ways of values to calls that can borrow nothing: in a task of the executor, or on another thread.

use syn::Type;

use super::access::{Access, Part, Way};
use crate::types;

/// The way of a value to such a call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Capture {
    /// Its only user takes it along.
    Move,
    /// Whoever uses it has a copy.
    Copy,
    /// A clone for `#[clone]`.
    Clone,
    /// It is an `Arc` of the user's own.
    Pointer,
    /// Behind an `Arc` that is put there for the purpose.
    Share,
}

/// The way of a value of type `spelled` that is used in these ways. `moves`: it has no other consumer.
pub(crate) fn capture(spelled: Option<&Type>, moves: bool, accesses: &[Access]) -> Capture {
    let reference = spelled.is_some_and(|spelled| types::shared_references(spelled) > 0);
    // Not moved, so it has to be `Copy`; the call itself makes sure of that.
    let taken = |access: &Access| matches!(access.way, Way::Take | Way::Copy) && access.part != Part::Element;
    let cloned = accesses.iter().all(|access| *access == Access::value(Way::Clone));
    if moves || accesses.iter().any(|access| access.way == Way::BorrowMut) {
        Capture::Move
    } else if cloned && reference {
        Capture::Clone
    } else if spelled.and_then(types::is_copy) == Some(true) || accesses.iter().all(taken) {
        Capture::Copy
    } else if cloned {
        Capture::Clone
    } else if spelled.is_some_and(types::is_arc) {
        Capture::Pointer
    } else {
        Capture::Share
    }
}
