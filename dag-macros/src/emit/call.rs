//! Calls with their layers, from the inside out. Prints every layer of a call, for every back end.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;

use super::elements::Supply;
use super::layer::Around;
use super::scope::{Scope, Values};
use super::{amount, argument, condition, elements, layer};
use crate::lower::{Callee, Each, Elements, Kind, Layer, Named, ReadAmount, TaskId, Use, ValueId, add_use};
use crate::names;
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

    /// The span of the call: the node's name, or the parameter that decides on the bounds of a generic one.
    fn at(&self, task: TaskId) -> Span {
        self.values.program.tasks[task].at()
    }

    /// The function of a layer, with the span of the layer.
    fn around(&self, task: TaskId, span: Span) -> Around<'_> {
        Around::new(self.values.facade, self.values.program.tasks[task].bounded, span)
    }

    /// The function of a layer that runs the call on another thread, as if the user had called it: the compiler tells
    /// a value that cannot go there once.
    fn elsewhere(&self, task: TaskId) -> Around<'_> {
        let at = self.at(task);
        Around::new(self.values.facade, Some(at), at)
    }

    fn awaited(&self, task: TaskId, printed: Printed) -> TokenStream {
        match printed {
            Printed::Future(future) => quote_spanned!(self.at(task)=> #future.await),
            Printed::Value(value) => value,
        }
    }

    /// The call within some of its layers. A layer may bind the values anew that the call inside it uses.
    fn within(&self, task: TaskId, layers: &[Layer<'_>], scope: &Scope) -> Printed {
        let Some((layer, inner)) = layers.split_last() else { return self.bare(task, scope) };
        let name = self.values.program.tasks[task].name;
        let node = name.unraw().to_string();
        match layer {
            Layer::Blocking { executor } => {
                let (taken, inside) = self.values.take_along(task, &self.uses(task), scope);
                let call = self.awaited(task, self.within(task, inner, &inside));
                let back = self.values.given_back(&self.uses(task));
                let call = self.giving_back(&back, call);
                let call = self.elsewhere(task).closure(&taken, &TokenStream::new(), &call);
                let pool = executor.map(|executor| self.executor("blocking_pool", executor, task, scope));
                self.put_back(&back, self.elsewhere(task).blocking(&node, pool, &call))
            }
            Layer::Timeout { limit, becomes, span } => {
                let call = self.future(task, inner, scope);
                Printed::Future(layer::timeout(&call, &node, *limit, *becomes, &self.around(task, *span)))
            }
            Layer::NoHiddenResult { in_time, span } => match self.within(task, inner, scope) {
                Printed::Future(call) => {
                    let type_of = if *in_time { "value_of" } else { "output_of" };
                    Printed::Future(layer::no_hidden_result(&call, type_of, *span, self.values.facade))
                }
                Printed::Value(call) => {
                    Printed::Value(layer::no_hidden_result(&call, "type_of", *span, self.values.facade))
                }
            },
            Layer::Retry { backoff, only, span } => {
                let (lent, scope) = self.values.borrowed(task, &self.uses_again(task, inner), scope);
                let around = self.around(task, *span);
                let attempt = around.closure(&lent, &TokenStream::new(), &self.future(task, inner, &scope));
                Printed::Future(layer::retry(&attempt, &node, backoff, only.as_ref(), &around))
            }
            Layer::Spawn { executor } if self.values.back_end.spawns(task) => {
                let (taken, inside) = self.values.take_along(task, &self.uses(task), scope);
                let work = self.future(task, inner, &inside);
                let at = self.at(task);
                let back = self.values.given_back(&self.uses(task));
                let work = self.giving_back(&back, quote_spanned!(at=> #work.await));
                let work = quote_spanned!(at=> async move { #work });
                let work = if taken.is_empty() { work } else { quote_spanned!(at=> { #taken #work }) };
                let handle = executor.map(|executor| self.executor("spawn_handle", executor, task, scope));
                self.put_back(&back, self.elsewhere(task).spawn(&node, handle, &work))
            }
            Layer::Spawn { .. } => self.within(task, inner, scope),
            Layer::Limit { semaphore } => {
                let work = self.future(task, inner, scope);
                let (span, semaphore) = (semaphore.span, self.named(*semaphore, task, scope));
                Printed::Future(self.around(task, span).call("limit", &quote!(#node, #semaphore, #work)))
            }
            Layer::Fallback { path, into_result } => {
                let outcome = self.awaited(task, self.within(task, inner, scope));
                let outcome = layer::as_result(outcome, *into_result, self.values.facade);
                Printed::Value(layer::fall_back(&outcome, path, self.values.facade))
            }
            Layer::Each(each) => self.each(task, each, inner, scope),
            Layer::Amounts(amounts) => {
                let read = self.read(task, amounts, scope);
                let at = self.at(task);
                match self.within(task, inner, scope) {
                    Printed::Future(future) => Printed::Future(quote_spanned!(at=> { #read #future })),
                    Printed::Value(value) => Printed::Value(quote_spanned!(at=> { #read #value })),
                }
            }
            Layer::EndsRun { error, into_result } => {
                let outcome = self.awaited(task, self.within(task, inner, scope));
                let outcome = layer::as_result(outcome, *into_result, self.values.facade);
                Printed::Value(self.values.back_end.fail(task, outcome, error))
            }
            Layer::When { holds, within_result, span } => {
                let flag = self.values.read(holds.flag, task, *span, scope);
                let holds = condition::holds(&self.values, *holds, &flag, *span);
                let outcome = self.awaited(task, self.within(task, inner, scope));
                Printed::Value(layer::when(&holds, &outcome, *within_result))
            }
            Layer::IfNeeded { unneeded } => {
                let outcome = self.awaited(task, self.within(task, inner, scope));
                Printed::Value(layer::if_needed(&condition::unneeded(&self.values, task, unneeded), &outcome))
            }
        }
    }

    /// Input: a call made elsewhere. Output: `{ let given = call; (given, tx) }`, if it gives back what it has changed.
    fn giving_back(&self, back: &[ValueId], call: TokenStream) -> TokenStream {
        if back.is_empty() {
            return call;
        }
        let given = names::local("given");
        let variables = back.iter().map(|value| names::value(&self.values.program.values[*value].variable));
        quote!({ let #given = #call; (#given, #(#variables),*) })
    }

    /// Input: the future of such a call. Output: `{ let (given, tx_back) = call.await; tx_reader.put(tx_back); given }`
    fn put_back(&self, back: &[ValueId], call: TokenStream) -> Printed {
        if back.is_empty() {
            return Printed::Future(call);
        }
        let given = names::local("given");
        let variables: Vec<_> =
            back.iter().map(|value| names::back(&self.values.program.values[*value].variable)).collect();
        let put = back.iter().zip(&variables).map(|(value, back)| self.values.back_end.put_back(*value, back));
        let put: TokenStream = put.collect();
        Printed::Value(quote!({ let (#given, #(#variables),*) = #call.await; #put #given }))
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
                let at = self.at(task);
                let path = names::called(path, at);
                let call = quote_spanned!(at=> #path(#(#arguments),*));
                match (asynchronous, returns) {
                    (true, true) => Printed::Future(call),
                    (false, true) => Printed::Value(call),
                    (asynchronous, false) => layer::without_value(&call, *asynchronous, self.values.facade),
                }
            }
            Callee::Future => {
                let handed_in = self.values.program.flow.tasks[task].gives.iter().map(|value| {
                    let variable = self.values.variable_at(*value, called.name.span());
                    quote!(#variable)
                });
                Printed::Future(handed_in.collect())
            }
        }
    }

    fn each(&self, task: TaskId, each: &Each<'_>, inner: &[Layer<'_>], scope: &Scope) -> Printed {
        let supply = self.supply(task, each, scope);
        let inline = self.values.program.flow.tasks[task].kind == Kind::Inline;
        if inline && !supply.one_by_one {
            let call = self.awaited(task, self.within(task, inner, scope));
            return Printed::Value(elements::each_inline(each, &supply, &call, self.values.facade));
        }
        let (lent, scope) = self.values.borrowed(task, &self.uses_again(task, inner), scope);
        let work = self.future(task, inner, &scope);
        let around = self.around(task, self.values.program.tasks[task].name.span());
        let work = around.closure(&lent, &elements::pattern(each), &work);
        let belt = self.values.back_end.belt(task);
        Printed::Future(elements::each(each, &supply, &work, belt.as_ref(), &around))
    }

    /// The elements that a call is made for.
    fn supply(&self, task: TaskId, each: &Each<'_>, scope: &Scope) -> Supply {
        let (back_end, facade) = (self.values.back_end, self.values.facade);
        let follower = |of: &Elements| back_end.follower(of.value, task);
        let one_by_one = back_end.belt(task).is_some() || each.over.iter().any(|of| follower(of).is_some());
        let elements = each.over.iter().map(|of| {
            let collection = self.values.read(of.value, task, of.at, scope);
            let by_index = back_end.by_index(task, of.value);
            match follower(of) {
                Some(follower) => elements::off_belt(of, &collection, by_index, follower),
                None if one_by_one => elements::counted(&elements::elements(of, &collection, by_index, facade), facade),
                None => elements::elements(of, &collection, by_index, facade),
            }
        });
        let elements = elements::in_step(elements.collect(), one_by_one, facade);
        Supply { elements, one_by_one }
    }

    /// Output: `let timeout = AsDuration::as_duration(&limit);`
    fn read(&self, task: TaskId, amounts: &[ReadAmount], scope: &Scope) -> TokenStream {
        let read = |ReadAmount { quantity, value, span }: &ReadAmount| {
            let reference = self.values.read(*value, task, *span, scope).reference(*span);
            amount::read(*quantity, &reference, *span, self.values.facade)
        };
        amounts.iter().map(read).collect()
    }

    fn uses(&self, task: TaskId) -> Vec<Use> {
        let by_index = |value| self.values.back_end.by_index(task, value);
        self.values.program.tasks[task].call.uses(by_index)
    }

    /// A reference to a value that an option names.
    fn named(&self, named: Named, task: TaskId, scope: &Scope) -> TokenStream {
        self.values.read(named.value, task, named.span, scope).reference(named.span)
    }

    fn executor(&self, function: &str, named: Named, task: TaskId, scope: &Scope) -> TokenStream {
        layer::executor(function, &self.named(named, task, scope), named.span, self.values.facade)
    }

    /// The values that each of several calls within layers uses, those that its options name included.
    fn uses_again(&self, task: TaskId, inner: &[Layer<'_>]) -> Vec<Use> {
        let mut uses = self.uses(task);
        for Named { value, span } in inner.iter().filter_map(Layer::named) {
            add_use(&mut uses, Use { value, accesses: vec![Access::BORROW], coercion: Coercion::PLAIN, at: span });
        }
        uses
    }
}
