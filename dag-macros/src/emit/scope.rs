//! The variables within closures, tasks of the executor and threads, where those of the block are out of reach.
//!
//! A node that is tried again, or run for each element, is called from a closure: in front of it stand references to
//! the values it uses. One that is spawned or blocks is called where nothing can be borrowed: in front of it stand the
//! captured values. Both are bound anew under the same names, so that calls read alike everywhere.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use super::back_end::BackEnd;
use super::binding::{Binding, Reads};
use crate::lower::{Program, TaskId, Use, ValueId};
use crate::names::{self, Facade};
use crate::resolve::{Capture, Coercion, Start, Way};

#[derive(Clone, Default)]
pub(crate) struct Scope {
    rebound: BTreeMap<ValueId, Binding>,
    /// Clones that were made for one parameter, which takes them as they are.
    brought: BTreeSet<ValueId>,
}

impl Scope {
    /// True if the value is a clone for the one parameter that asks for it.
    pub(crate) fn brought(&self, value: ValueId) -> bool {
        self.brought.contains(&value)
    }
}

/// The values of a program, as a back end has them.
pub(crate) struct Values<'a, 'm> {
    pub(crate) program: &'a Program<'m>,
    pub(crate) facade: &'a Facade,
    pub(crate) back_end: &'a dyn BackEnd,
}

impl Values<'_, '_> {
    /// The way of `reader` to a value in a scope.
    pub(crate) fn read(&self, value: ValueId, reader: TaskId, at: Span, scope: &Scope) -> Binding {
        let Some(rebound) = scope.rebound.get(&value) else { return self.back_end.binding(value, reader, at) };
        let variable = self.variable_at(value, at);
        let reads = match rebound.reads {
            Reads::Variable(_) | Reads::Given(_) => Reads::Variable(quote!(#variable)),
            Reads::Reference(_) => Reads::Reference(quote!(#variable)),
        };
        Binding { reads, ..rebound.clone() }
    }

    pub(crate) fn variable_at(&self, value: ValueId, at: Span) -> syn::Ident {
        names::value_at(&self.program.values[value].variable, at)
    }

    /// True if a call elsewhere gives the value back that it changes.
    fn goes_and_comes(&self, used: &Use) -> bool {
        let changed = used.accesses.iter().any(|access| access.way == Way::BorrowMut);
        changed && self.program.flow.values[used.value].in_turn
    }

    /// The values that a call elsewhere changes and gives back.
    pub(crate) fn given_back(&self, uses: &[Use]) -> Vec<ValueId> {
        uses.iter().filter(|used| self.goes_and_comes(used)).map(|used| used.value).collect()
    }

    /// Output: `let user = &user;`, for closures that are called more than once.
    pub(crate) fn borrowed(&self, task: TaskId, uses: &[Use], scope: &Scope) -> (TokenStream, Scope) {
        let mut inner = scope.clone();
        let lent = uses.iter().map(|Use { value, at, .. }| {
            let binding = self.read(*value, task, *at, scope);
            let variable = self.variable_at(*value, *at);
            let kept = binding.kept(*at);
            let rebound = !matches!(binding.reads, Reads::Reference(_)) || variable != kept.to_string();
            inner.rebound.insert(*value, Binding { reads: Reads::Reference(quote!(#variable)), ..binding });
            inner.brought.remove(value);
            rebound.then(|| quote_spanned!(*at=> let #variable = #kept;))
        });
        let lent: Vec<_> = lent.collect();
        (quote!(#(#lent)*), inner)
    }

    /// Output: `let user = Arc::clone(&user);`, for a call away from the caller.
    pub(crate) fn take_along(&self, task: TaskId, uses: &[Use], scope: &Scope) -> (TokenStream, Scope) {
        let mut inner = scope.clone();
        let taken = uses.iter().map(|used| {
            let (value, at) = (used.value, used.at);
            let outside = self.read(value, task, at, scope);
            let capture = self.back_end.capture(used);
            let variable = self.variable_at(value, at);
            let (taken, ran) = taken_along(capture, &outside, &used.coercion, at);
            if capture == Capture::Clone && used.accesses.len() == 1 {
                inner.brought.insert(value);
            }
            let [shared, on_belt] = [outside.shared, outside.on_belt].map(|kept| kept && capture != Capture::Clone);
            inner.rebound.insert(value, Binding { reads: Reads::Variable(quote!(#variable)), shared, ran, on_belt });
            let mutable = self.goes_and_comes(used).then(|| quote!(mut));
            taken.map(|taken| quote_spanned!(at=> let #mutable #variable = #taken;))
        });
        let taken: Vec<_> = taken.collect();
        (quote!(#(#taken)*), inner)
    }
}

/// The expression that is taken along, unless the variable itself is, and the function out of the `Option` of a value
/// that may be missing.
pub(crate) fn taken_along(
    capture: Capture,
    outside: &Binding,
    coercion: &Coercion,
    at: Span,
) -> (Option<TokenStream>, Option<TokenStream>) {
    let kept = outside.kept(at);
    let taken = match (capture, &outside.reads) {
        (Capture::Clone, _) => {
            let reference =
                if matches!(coercion.start, Start::Pointee(_)) { outside.pointee(at) } else { outside.reference(at) };
            return (Some(quote_spanned!(at=> ::core::clone::Clone::clone(#reference))), None);
        }
        (Capture::Move, Reads::Given(value)) => Some(value.clone()),
        (Capture::Move | Capture::Copy, Reads::Variable(_) | Reads::Given(_)) => None,
        (Capture::Move | Capture::Copy, Reads::Reference(reference)) => Some(quote_spanned!(at=> *#reference)),
        (Capture::Pointer | Capture::Share, _) => Some(quote_spanned!(at=> ::core::clone::Clone::clone(#kept))),
    };
    (taken, outside.ran.clone())
}
