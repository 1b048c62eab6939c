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
use super::capture::Scope;
use crate::names;
use crate::read::model::{Backoff, Fails, Node};
use crate::resolve::{Provider, Source};
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
                let awaited = if self.may_hide_result(node) { self.plain_value(node, awaited) } else { awaited };
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

    /// Whether a node with a timeout may return a `Result` under another name, whose failures would go unseen.
    fn may_hide_result(&self, node: &Node) -> bool {
        let returns = &node.returns;
        matches!(node.fails(), Fails::TimedOut | Fails::Never)
            && node.policy.timeout.is_some()
            && !node.each()
            && !returns.infallible
            && returns.fallible.is_none()
            && types::is_copy(&returns.whole).is_none()
    }

    /// Output: the same outcome, whose value is made sure to be no `Result`.
    fn plain_value(&self, node: &Node, outcome: TokenStream) -> TokenStream {
        let place = Span::mixed_site().located_at(node.returns.place.span());
        let item = |name| self.context.pipeline.facade.item_at(name, place);
        let (unmarked, result, other) = (item("Unmarked"), item("ResultByAnotherName"), item("Value"));
        let value = names::variable_at("value", place);
        quote_spanned! {place=>
            ::core::result::Result::inspect(#outcome, |#value| {
                #[allow(unused_imports)]
                use {#result as _, #other as _};
                (&&#unmarked(#value)).check();
            })
        }
    }

    /// Output: the future of one run: `limit(permits, spawn(retry(..., move || timeout(..., cart(user)))))`
    pub(super) fn one(&self, task: usize, node: &Node, scope: &Scope) -> TokenStream {
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
        let item = |name| self.context.pipeline.facade.item_at(name, timeout.span);
        let after = duration(timeout.value);
        if node.returns.fallible.is_none() {
            let deadline = item("deadline");
            return quote!(#deadline(#after, #call));
        }
        let (function, from_timeout, late) =
            (item("timeout"), item("FromTimeout"), names::variable_at("late", timeout.span));
        let convert = quote_spanned!(timeout.span=> |#late| #from_timeout::from_timeout(#late));
        quote!(#function(#after, #call, #convert))
    }

    /// Output: `fall_back(outcome, path)`
    pub(super) fn with_fallback(&self, node: &Node, outcome: TokenStream) -> TokenStream {
        let Some(fallback) = &node.policy.fallback else { return outcome };
        let outcome = self.as_result(node, outcome);
        let fall_back = self.context.pipeline.facade.item_at("fall_back", fallback.span());
        quote_spanned!(fallback.span()=> #fall_back(#outcome, #fallback))
    }

    pub(super) fn limit_provider(&self, task: usize) -> Option<Provider> {
        let node = self.context.pipeline.node_number(self.program.tasks[task])?;
        self.context.pipeline.options(node).limit
    }
}

fn duration(duration: Duration) -> TokenStream {
    let (seconds, nanoseconds) = (duration.as_secs(), duration.subsec_nanos());
    quote!(::core::time::Duration::new(#seconds, #nanoseconds))
}
