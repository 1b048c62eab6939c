//! Calls with their layers, from the inside out. Prints every layer of a call, for every back end.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;

use super::scope::{Scope, Values};
use super::{argument, elements, layer};
use crate::lower::{Callee, Each, Kind, Layer, TaskId, Use, add_use};
use crate::resolve::{Access, Coercion};

/// Prints the calls of a program.
pub(crate) struct Calls<'a, 'm> {
    pub(crate) values: Values<'a, 'm>,
}

/// A call as far as it is printed.
pub(crate) enum Printed {
    /// A future that has to be awaited.
    Future(TokenStream),
    /// The value, or the `Result`.
    Value(TokenStream),
}

impl Calls<'_, '_> {
    /// A task's call with all its layers.
    pub(crate) fn printed(&self, task: TaskId) -> Printed {
        self.within(task, &self.values.program.tasks[task].call.layers, &Scope::default())
    }

    /// The value of a task's call.
    pub(crate) fn value_of(&self, task: TaskId) -> TokenStream {
        self.awaited(task, self.printed(task))
    }

    fn awaited(&self, task: TaskId, printed: Printed) -> TokenStream {
        match printed {
            Printed::Future(future) => quote_spanned!(self.values.program.tasks[task].span=> #future.await),
            Printed::Value(value) => value,
        }
    }

    /// The call within some of its layers. A layer may bind the values anew that the call inside it uses.
    fn within(&self, task: TaskId, layers: &[Layer<'_>], scope: &Scope) -> Printed {
        let Some((layer, inner)) = layers.split_last() else { return self.bare(task, scope) };
        let name = self.values.program.tasks[task].name;
        let (name_span, node) = (name.span().resolved_at(Span::mixed_site()), name.unraw().to_string());
        match layer {
            Layer::Blocking => {
                let (taken, scope) = self.values.take_along(task, &self.uses(task), scope);
                let call = self.awaited(task, self.within(task, inner, &scope));
                let blocking = self.values.facade.item_at("blocking", name_span);
                Printed::Future(quote_spanned!(name_span=> #blocking(#node, { #taken move || #call })))
            }
            Layer::Timeout { limit, becomes, span } => {
                let call = self.future(task, inner, scope);
                Printed::Future(layer::timeout(&call, &node, *limit, *becomes, *span, self.values.facade))
            }
            Layer::NoHiddenResult { span } => {
                let call = self.future(task, inner, scope);
                Printed::Future(layer::no_hidden_result(&call, *span, self.values.facade))
            }
            Layer::Retry { backoff, span } => {
                let (lent, scope) = self.values.borrowed(task, &self.uses(task), scope);
                let attempt = self.future(task, inner, &scope);
                Printed::Future(layer::retry(&lent, &attempt, &node, backoff, *span, self.values.facade))
            }
            Layer::Spawn if self.values.back_end.spawns(task) => {
                let (taken, scope) = self.values.take_along(task, &self.uses(task), scope);
                let work = self.future(task, inner, &scope);
                let spawn = self.values.facade.item_at("spawn", name_span);
                Printed::Future(quote_spanned!(name_span=> #spawn(#node, { #taken async move { #work.await } })))
            }
            Layer::Spawn => self.within(task, inner, scope),
            Layer::Limit { semaphore, span } => {
                let work = self.future(task, inner, scope);
                let semaphore = self.values.read(*semaphore, task, *span, scope).reference(*span);
                let limit = self.values.facade.item_at("limit", *span);
                Printed::Future(quote!(#limit(#node, #semaphore, #work)))
            }
            Layer::Fallback { path, into_result } => {
                let outcome = self.awaited(task, self.within(task, inner, scope));
                let outcome = layer::as_result(outcome, *into_result, self.values.facade);
                Printed::Value(layer::fall_back(&outcome, path, self.values.facade))
            }
            Layer::Each(each) => self.each(task, each, inner, scope),
            Layer::EndsRun { error, into_result } => {
                let outcome = self.awaited(task, self.within(task, inner, scope));
                let outcome = layer::as_result(outcome, *into_result, self.values.facade);
                Printed::Value(self.values.back_end.fail(task, outcome, error))
            }
            Layer::When { flag, within_result, span } => {
                let holds = self.values.read(*flag, task, *span, scope).value(*span);
                let outcome = self.awaited(task, self.within(task, inner, scope));
                Printed::Value(layer::when(&holds, &outcome, *within_result))
            }
            Layer::IfNeeded { unneeded } => {
                let outcome = self.awaited(task, self.within(task, inner, scope));
                Printed::Value(layer::if_needed(&layer::condition(&self.values, task, unneeded), &outcome))
            }
        }
    }

    /// The future of a call within layers that only futures have around them.
    fn future(&self, task: TaskId, layers: &[Layer<'_>], scope: &Scope) -> TokenStream {
        match self.within(task, layers, scope) {
            Printed::Future(future) => future,
            Printed::Value(value) => quote!(async move { #value }),
        }
    }

    /// Output: `cart(&user, db)`
    fn bare(&self, task: TaskId, scope: &Scope) -> Printed {
        let called = &self.values.program.tasks[task];
        match &called.call.callee {
            Callee::Function { path, asynchronous, returns } => {
                let arguments = called
                    .call
                    .arguments
                    .iter()
                    .map(|argument| argument::argument(&self.values, task, argument, scope));
                let call = quote!(#path(#(#arguments),*));
                match (asynchronous, returns) {
                    (true, true) => Printed::Future(call),
                    (false, true) => Printed::Value(call),
                    (asynchronous, false) => layer::without_value(&call, *asynchronous, self.values.facade),
                }
            }
            Callee::Future => {
                let handed_in = self.values.program.flow.tasks[task].gives.iter().map(|value| {
                    let variable = self.values.variable_at(*value, called.span);
                    quote!(#variable)
                });
                Printed::Future(handed_in.collect())
            }
        }
    }

    fn each(&self, task: TaskId, each: &Each, inner: &[Layer<'_>], scope: &Scope) -> Printed {
        let by_index = self.values.back_end.by_index(task);
        let collection = self.values.read(each.value, task, each.at, scope);
        let elements = elements::elements(each, &collection, by_index, self.values.facade);
        if self.values.program.flow.tasks[task].kind == Kind::Inline {
            let call = self.awaited(task, self.within(task, inner, scope));
            return Printed::Value(elements::each_inline(each, &elements, &call, self.values.facade));
        }
        let (lent, scope) = self.values.borrowed(task, &self.uses_of_each(task), scope);
        let work = self.future(task, inner, &scope);
        let name_span = self.values.program.tasks[task].name.span().resolved_at(Span::mixed_site());
        Printed::Future(elements::each(each, &elements, &lent, &work, name_span, self.values.facade))
    }

    fn uses(&self, task: TaskId) -> Vec<Use> {
        self.values.program.tasks[task].call.uses(self.values.back_end.by_index(task))
    }

    /// The values that each of several calls uses, the permits' semaphore included.
    fn uses_of_each(&self, task: TaskId) -> Vec<Use> {
        let mut uses = self.uses(task);
        for layer in &self.values.program.tasks[task].call.layers {
            if let Layer::Limit { semaphore, span } = layer {
                let accesses = vec![Access::BORROW];
                add_use(&mut uses, Use { value: *semaphore, accesses, coercion: Coercion::PLAIN, at: *span });
            }
        }
        uses
    }
}
