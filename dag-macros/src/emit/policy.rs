//! What a node's options put around its call, from the inside out:
//!
//! ```text
//! call → timeout → retry → spawn → limit → fallback → each element → when
//! ```

use std::time::Duration;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::block::Body;
use super::capture::{Scope, add_use};
use crate::demand::Unneeded;
use crate::model::{Backoff, Node, Param, Policy};
use crate::names;
use crate::resolve::{Access, Edge, Provider, Source};
use crate::types;

impl Body<'_, '_, '_> {
    /// Output: what a call of the node comes to, `user(user_id, db).await`, before its failure is passed on.
    pub(super) fn outcome(&self, task: usize) -> TokenStream {
        match self.source(task) {
            Source::Node(node) if node.each() && node.inline() => self.each_inline(task, node),
            Source::Node(node) if node.inline() => self.with_fallback(node, self.bare_call(task, &Scope::default())),
            Source::Node(node) => {
                let future = self.call_future(task).unwrap_or_else(|| self.one(task, node, &Scope::default()));
                let awaited = quote_spanned!(self.made_at(task)=> #future.await);
                if node.each() { awaited } else { self.with_fallback(node, awaited) }
            }
            Source::Field(_) => {
                let future = self.call_future(task);
                quote_spanned!(self.made_at(task)=> #future.await)
            }
        }
    }

    /// The future of an asynchronous task, where what it comes to is that of the task.
    pub(super) fn call_future(&self, task: usize) -> Option<TokenStream> {
        match self.source(task) {
            Source::Field(field) => {
                let future = names::value_at(&self.variable(task), field.ty.span());
                Some(quote!(#future))
            }
            Source::Node(node) if node.inline() => None,
            Source::Node(node) if node.each() => Some(self.each(task, node)),
            Source::Node(node) if node.policy.fallback.is_some() => None,
            Source::Node(node) => Some(self.one(task, node, &Scope::default())),
        }
    }

    /// Where the type of a task's value is written.
    pub(super) fn made_at(&self, task: usize) -> Span {
        match self.source(task) {
            Source::Field(field) => field.ty.span(),
            Source::Node(node) => node.returns.place.span(),
        }
    }

    /// Output: `each((&&Lent(&pages)).elements(), 8, { let db = &db; move |element| fetch(element, db) })`
    fn each(&self, task: usize, node: &Node) -> TokenStream {
        let elements = self.elements(task);
        let at_once = match &node.policy.concurrency {
            Some(concurrency) => {
                let bound = concurrency.value;
                quote!(#bound)
            }
            None => quote!(::core::primitive::usize::MAX),
        };
        let mut uses = self.uses(task);
        if let (Some(name), Some(provider)) = (&node.policy.limit, self.limit_provider(task)) {
            add_use(&mut uses, provider, Access::Borrow, name.span());
        }
        let (lent, scope) = self.lend(task, &uses, &Scope::default());
        let one = self.one(task, node, &scope);
        let work = match node.policy.fallback {
            Some(_) => {
                let outcome = self.with_fallback(node, quote!(#one.await));
                quote!(async move { #outcome })
            }
            None => one,
        };
        let function = self.context.item(if self.source(task).fallible() { "try_each" } else { "each" });
        let element = names::local("element");
        quote_spanned!(node.name().span().resolved_at(Span::mixed_site())=>
            #function(#elements, #at_once, { #lent move |#element| #work })
        )
    }

    /// Output: `elements.map(|element| check(element, &rules)).collect::<Vec<_>>()`
    fn each_inline(&self, task: usize, node: &Node) -> TokenStream {
        let elements = self.elements(task);
        let element = names::local("element");
        let call = self.with_fallback(node, self.bare_call(task, &Scope::default()));
        let all = if self.source(task).fallible() {
            quote!(::core::result::Result<::std::vec::Vec<_>, _>)
        } else {
            quote!(::std::vec::Vec<_>)
        };
        quote! {
            ::core::iter::Iterator::collect::<#all>(::core::iter::Iterator::map(#elements, |#element| #call))
        }
    }

    /// The collection whose elements a task runs for, the first parameter that takes them, and how it is taken.
    fn collection(&self, task: usize) -> Option<(&Param, Provider, Access)> {
        let node = self.context.pipeline.node_number(self.program.tasks[task])?;
        let (param, edge) = self.context.pipeline.edges(node).find(|(param, _)| param.each.is_some())?;
        Some((param, edge.provider?, edge.access))
    }

    /// Whether the closure is given the place of each element, as it cannot borrow the element where it will be used.
    pub(super) fn elements_by_index(&self, task: usize) -> bool {
        let (Source::Node(node), Some((_, provider, access))) = (self.source(task), self.collection(task)) else {
            return false;
        };
        let apart = self.layout().spawned[task] || node.policy.blocking.is_some();
        let provided = self.context.pipeline.source(provider).spelled_type();
        apart && access == Access::Borrow && provided.is_none_or(|provided| types::shared_references(provided) == 0)
    }

    /// An iterator over what the closure is called with.
    fn elements(&self, task: usize) -> TokenStream {
        let Some((param, provider, access)) = self.collection(task) else { return TokenStream::new() };
        let at = param.each.unwrap_or(param.span);
        if access == Access::Value {
            let (elements, value) = (self.context.item("elements"), self.taken_collection(task, provider, at));
            let given = names::variable_at("given", at);
            return quote_spanned! {at=> {
                #[allow(unused_imports)]
                use #elements::{ItemsOfCollection as _, NoElements as _, ValuesOfMap as _};
                let mut #given = #elements::Taken::new(#value);
                (&mut #given).elements()
            } };
        }
        let lent = self.lent_elements(provider, &self.binding(provider, task, at).reference(at), at);
        if self.elements_by_index(task) {
            return quote_spanned!(at=> 0..::core::iter::Iterator::count(#lent));
        }
        lent
    }

    fn taken_collection(&self, task: usize, provider: Provider, at: Span) -> TokenStream {
        let binding = self.binding(provider, task, at);
        match self.source(task) {
            Source::Node(node) if self.context.copies(self.entry, provider, Access::Value) => {
                self.context.copy(self.entry, node, provider, &binding.reference(at), at)
            }
            _ => binding.value(at),
        }
    }

    fn lent_elements(&self, provider: Provider, reference: &TokenStream, at: Span) -> TokenStream {
        let elements = self.context.item("elements");
        let provided = self.context.pipeline.source(provider).spelled_type();
        let is_reference = provided.is_some_and(|provided| types::reference(provided).is_some());
        let collection = if is_reference { quote_spanned!(at=> &**#reference) } else { reference.clone() };
        quote_spanned! {at=> {
            #[allow(unused_imports)]
            use #elements::{ItemsBehindPointer as _, ItemsOfCollection as _, NoElements as _, ValuesOfMap as _};
            (&&#elements::Lent(#collection)).elements()
        } }
    }

    /// The argument for a parameter with `#[each]`.
    pub(super) fn element(&self, task: usize, param: &Param, edge: Edge, scope: &Scope) -> TokenStream {
        let (Source::Node(node), Some(provider)) = (self.source(task), edge.provider) else {
            return TokenStream::new();
        };
        let at = param.span;
        let element = names::variable_at("element", at);
        let lent = edge.access == Access::Borrow;
        let given = if self.elements_by_index(task) {
            let reference = self.read(provider, task, at, scope).reference(at);
            let (elements, nth) = (self.lent_elements(provider, &reference, at), self.context.item("elements"));
            quote_spanned!(at=> #nth::nth(#elements, #element))
        } else {
            quote!(#element)
        };
        let reference = if lent { given.clone() } else { quote_spanned!(at=> &#given) };
        let once = node.policy.retry.is_none() && node.params.iter().filter(|param| param.each.is_some()).count() == 1;
        if param.clone.is_some() {
            quote_spanned!(at=> ::core::clone::Clone::clone(#reference))
        } else if if lent { types::reference(&param.ty).is_some() } else { once } {
            given
        } else {
            self.context.copy(self.entry, node, provider, &reference, at)
        }
    }

    /// Output: the future of one run: `limit(permits, spawn(retry(..., move || timeout(..., cart(user)))))`
    fn one(&self, task: usize, node: &Node, scope: &Scope) -> TokenStream {
        let place = node.name().span().resolved_at(Span::mixed_site());
        let work = if self.layout().spawned[task] {
            let (taken, inner) = self.take_along(task, &self.uses(task), scope);
            let attempts = self.attempts(task, node, &inner);
            let spawn = self.context.pipeline.facade.item_at("spawn", place);
            quote_spanned!(place=> #spawn({ #taken async move { #attempts.await } }))
        } else {
            self.attempts(task, node, scope)
        };
        match (&node.policy.limit, self.limit_provider(task)) {
            (Some(name), Some(provider)) => {
                let limit = self.context.pipeline.facade.item_at("limit", name.span());
                let semaphore = self.read(provider, task, name.span(), scope).reference(name.span());
                quote!(#limit(#semaphore, #work))
            }
            _ => work,
        }
    }

    /// Output: `retry(Backoff { ... }, { let user = &user; move || timeout(..., cart(user)) })`
    fn attempts(&self, task: usize, node: &Node, scope: &Scope) -> TokenStream {
        let Some(retry) = &node.policy.retry else { return self.attempt(task, node, scope) };
        let (lent, inner) = self.lend(task, &self.uses(task), scope);
        let attempt = self.attempt(task, node, &inner);
        let function = self.context.pipeline.facade.item_at("retry", retry.span);
        let backoff = self.backoff(&retry.value);
        quote!(#function(#backoff, { #lent move || #attempt }))
    }

    fn backoff(&self, backoff: &Backoff) -> TokenStream {
        let name = self.context.item("Backoff");
        let Backoff { attempts, first, factor, longest, jitter } = backoff;
        let (first, longest) = (duration(*first), duration(*longest));
        quote!(#name { attempts: #attempts, first: #first, factor: #factor, longest: #longest, jitter: #jitter })
    }

    /// Output: `timeout(Duration::new(0, 500_000_000), cart(user))`
    fn attempt(&self, task: usize, node: &Node, scope: &Scope) -> TokenStream {
        let call = match node.policy.blocking {
            Some(_) => {
                let place = node.name().span().resolved_at(Span::mixed_site());
                let blocking = self.context.pipeline.facade.item_at("blocking", place);
                let (taken, inner) = self.take_along(task, &self.uses(task), scope);
                let call = self.bare_call(task, &inner);
                quote_spanned!(place=> #blocking({ #taken move || #call }))
            }
            None => self.bare_call(task, scope),
        };
        let Some(timeout) = &node.policy.timeout else { return call };
        let function = if node.returns.fallible.is_some() { "timeout" } else { "deadline" };
        // The error's type has to come from a timeout: that is where it is written.
        let function = self.context.pipeline.facade.item_at(function, timeout.span);
        let after = duration(timeout.value);
        quote!(#function(#after, #call))
    }

    /// Output: `match outcome { Ok(value) => value, Err(error) => path(error) }`
    fn with_fallback(&self, node: &Node, outcome: TokenStream) -> TokenStream {
        let Some(fallback) = &node.policy.fallback else { return outcome };
        let place = fallback.span();
        let (value, error) = (names::local("value"), names::variable_at("error", place));
        let call = quote_spanned!(place=> #fallback(#error));
        quote! {
            match #outcome {
                ::core::result::Result::Ok(#value) => #value,
                ::core::result::Result::Err(#error) => #call,
            }
        }
    }

    fn limit_provider(&self, task: usize) -> Option<Provider> {
        let node = self.context.pipeline.node_number(self.program.tasks[task])?;
        self.context.pipeline.options(node).limit
    }

    /// Input: what a task comes to. Output: the same in an `Option`, of what its condition allows.
    pub(super) fn conditional(&self, task: usize, policy: &Policy, outcome: TokenStream) -> TokenStream {
        let node = self.context.pipeline.node_number(self.program.tasks[task]);
        let flag = node.and_then(|node| self.context.pipeline.options(node).when);
        let (Some(name), Some(flag)) = (&policy.when, flag) else { return outcome };
        let holds = self.binding(flag, task, name.span()).value(name.span());
        let as_result = self.source(task).fallible() && !self.task_ends_run(task);
        let (some, none) = if as_result {
            (
                quote!(::core::result::Result::map(#outcome, ::core::option::Option::Some)),
                quote!(::core::result::Result::Ok(::core::option::Option::None)),
            )
        } else {
            (quote!(::core::option::Option::Some(#outcome)), quote!(::core::option::Option::None))
        };
        quote!(if #holds { #some } else { #none })
    }

    /// Input: what a task comes to. Output: the same in an `Option`, unless nobody needs it.
    pub(super) fn if_needed(&self, task: usize, outcome: TokenStream) -> TokenStream {
        let Some(unneeded) = &self.program.unneeded[task] else { return outcome };
        let unneeded = self.unneeded(task, unneeded);
        let (some, none) = (quote!(::core::option::Option::Some), quote!(::core::option::Option::None));
        quote!(if #unneeded { #none } else { #some(#outcome) })
    }

    fn unneeded(&self, task: usize, unneeded: &Unneeded) -> TokenStream {
        let all = |parts: &[Unneeded]| -> Vec<_> { parts.iter().map(|part| self.unneeded(task, part)).collect() };
        match unneeded {
            Unneeded::Without(flag) => self.known_false(task, *flag),
            Unneeded::All(parts) => {
                let parts = all(parts);
                quote!((#(#parts)&&*))
            }
            Unneeded::Any(parts) => {
                let parts = all(parts);
                quote!((#(#parts)||*))
            }
        }
    }

    fn known_false(&self, task: usize, flag: Provider) -> TokenStream {
        let place = Span::mixed_site();
        if self.program.is_before(flag, task) {
            return is_false(&self.binding(flag, task, place));
        }
        let (cell, seen) = (names::place(self.context.pipeline.source(flag).name()), names::local("seen"));
        let is_false = is_false(&self.kept(flag, super::binding::Reads::Reference(quote!(#seen))));
        quote!((&#cell).peek().is_some_and(|#seen| #is_false))
    }
}

/// A flag that was not needed itself counts as false.
fn is_false(flag: &super::binding::Binding) -> TokenStream {
    let place = Span::mixed_site();
    if flag.ran.is_some() {
        let kept = flag.unshared(place);
        return quote!(!::core::matches!(#kept, ::core::option::Option::Some(true)));
    }
    let value = flag.value(place);
    quote!(!#value)
}

fn duration(duration: Duration) -> TokenStream {
    let (seconds, nanoseconds) = (duration.as_secs(), duration.subsec_nanos());
    quote!(::core::time::Duration::new(#seconds, #nanoseconds))
}
