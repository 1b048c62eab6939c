//! Nodes → calls: the function, its arguments, and the layers around it.

use proc_macro2::Span;
use syn::spanned::Spanned;

use super::conditions::{Condition, Literal};
use super::lowering::Lowering;
use super::program::{
    Amount, Backoff, Becomes, Call, Callee, Each, Elements, Layer, Named, Only, ReadAmount, RunError, Task,
    TimeoutBecomes,
};
use crate::names;
use crate::read::amount::{self, Quantity};
use crate::read::model::{Fails, Node, NodeId, Param};
use crate::read::policy::{Given, Role};
use crate::resolve::{Provider, Source};
use crate::types;

impl<'m> Lowering<'_, 'm> {
    pub(super) fn task(&self, provider: Provider, unneeded: Option<&Condition>) -> Task<'m> {
        let source = self.source(provider);
        let mut call = match self.pipeline.node_id(provider) {
            Some(id) => self.call(id, self.pipeline.node(id), provider),
            None => Call { callee: Callee::Future, arguments: Vec::new(), layers: self.layers_of_future(provider) },
        };
        call.layers.extend(unneeded.map(|unneeded| Layer::IfNeeded { unneeded: unneeded.clone() }));
        let bounded = match source {
            Source::Node(node) => node.params.iter().find(|param| is_generic(param, node)).map(|param| param.span),
            Source::Field(_) => None,
        };
        Task { name: source.name(), doc: source.doc(), bounded, call }
    }

    fn call(&self, id: NodeId, node: &'m Node, provider: Provider) -> Call<'m> {
        let name = if node.awaited { names::awaited(node.name()) } else { node.name().clone() };
        let (path, asynchronous) = (name.into(), node.sig.asyncness.is_some());
        let callee = Callee::Function { path, asynchronous, returns: !node.never_returns() };
        let mut arguments = self.arguments(id, node);
        if let Some(failure) = &node.failure {
            arguments.insert(failure.index, self.failure(node, &failure.param));
        }
        Call { callee, arguments, layers: self.layers(id, node, provider) }
    }

    /// Everything around a future that the caller hands in.
    fn layers_of_future(&self, provider: Provider) -> Vec<Layer<'m>> {
        let source = self.source(provider);
        let returns = source.returns().filter(|_| self.pipeline.ends_run(self.entry, provider));
        let ends_run = returns.map(|returns| {
            // A handle may be another one than tokio's, which gives no `Result`.
            let into_result = (!types::is_named_result(&returns.whole)).then(|| source.name().span());
            Layer::EndsRun { error: self.run_error(source), into_result }
        });
        ends_run.into_iter().collect()
    }

    /// Everything around a node's call, from the inside out. The order in which the options act is decided only here.
    fn layers(&self, id: NodeId, node: &'m Node, provider: Provider) -> Vec<Layer<'m>> {
        let policy = &node.policy;
        let mut layers = Vec::new();
        let named = |role| self.named(id, role);
        layers.extend(policy.blocking.as_ref().map(|_| Layer::Blocking { executor: named(Role::Blocking) }));
        let ends_run = self.pipeline.ends_run(self.entry, provider);
        let becomes = timeout_becomes(node, ends_run);
        layers.extend(policy.timeout.as_ref().map(|timeout| Layer::Timeout {
            limit: self.amount(id, Quantity::Timeout, &timeout.value),
            becomes,
            span: timeout.span,
        }));
        let in_time = policy.timeout.is_some();
        if may_return_result(node) && (in_time || self.entry.consumers(provider).is_empty()) {
            layers.push(Layer::NoHiddenResult { in_time, span: node.returns.span.span() });
        }
        let or_timeout = in_time && becomes == TimeoutBecomes::Either;
        layers.extend(policy.retry.as_ref().map(|Given { span, value: backoff }| Layer::Retry {
            backoff: self.backoff(id, backoff),
            only: backoff.only.as_ref().map(|path| Only { path, or_timeout }),
            span: *span,
        }));
        layers.extend(self.pipeline.spawned(node).then(|| Layer::Spawn { executor: named(Role::Spawn) }));
        layers.extend(named(Role::Limit).map(|semaphore| Layer::Limit { semaphore }));
        let into_result = into_result(node);
        layers.extend(policy.fallback.as_ref().map(|path| Layer::Fallback { path, into_result }));
        layers.extend(self.each(id, node).map(Layer::Each));
        layers.extend(self.read_amounts(id));
        if ends_run {
            layers.push(Layer::EndsRun { error: self.run_error(Source::Node(node)), into_result });
        }
        layers.extend(self.pipeline.option(id, Role::When).zip(policy.when.as_ref()).map(|(flag, when)| Layer::When {
            holds: Literal { flag: self.value_id(flag.provider), case: when.case },
            within_result: self.source(provider).fallible() && !ends_run,
            span: flag.name.span(),
        }));
        layers
    }

    /// The value that an option names.
    fn named(&self, id: NodeId, role: Role) -> Option<Named> {
        let edge = self.pipeline.option(id, role)?;
        Some(Named { value: self.value_id(edge.provider), span: edge.name.span() })
    }

    fn backoff(&self, id: NodeId, backoff: &'m amount::Backoff) -> Backoff<'m> {
        Backoff {
            attempts: self.amount(id, Quantity::Attempts, &backoff.attempts),
            first: self.amount(id, Quantity::Backoff, &backoff.first),
            factor: self.amount(id, Quantity::Factor, &backoff.factor),
            longest: backoff.longest.as_ref().map(|longest| self.amount(id, Quantity::Max, longest)),
            jitter: backoff.jitter,
        }
    }

    /// A name is that of a provider if there is an edge; else it is that of a constant.
    fn amount<T: Copy>(&self, id: NodeId, quantity: Quantity, given: &'m amount::Amount<T>) -> Amount<'m, T> {
        match given {
            amount::Amount::Literal(value) => Amount::Literal(*value),
            amount::Amount::Named(_) if self.pipeline.option(id, Role::Gives(quantity)).is_some() => Amount::Read,
            amount::Amount::Named(path) => Amount::Constant(path),
        }
    }

    fn read_amounts(&self, id: NodeId) -> Option<Layer<'m>> {
        let amounts = self.pipeline.options(id).iter().filter_map(|edge| match edge.role {
            Role::Gives(quantity) => {
                Some(ReadAmount { quantity, value: self.value_id(edge.provider), span: edge.name.span() })
            }
            Role::When | Role::After | Role::Limit | Role::Blocking | Role::Spawn => None,
        });
        let amounts: Vec<ReadAmount> = amounts.collect();
        (!amounts.is_empty()).then_some(Layer::Amounts(amounts))
    }

    fn each(&self, id: NodeId, node: &'m Node) -> Option<Each<'m>> {
        let mut over: Vec<Elements> = Vec::new();
        for (param, edge) in self.pipeline.edges(id).filter(|(param, _)| param.each.is_some()) {
            let value = self.value_id(edge.provider);
            if over.iter().any(|elements| elements.value == value) {
                continue;
            }
            let copied = if edge.access.takes() { self.copy_words(node, edge.provider) } else { None };
            let at = param.each.unwrap_or(param.span);
            over.push(Elements { value, collection: self.collection(edge), copied, at });
        }
        (!over.is_empty()).then(|| Each {
            over,
            fallible: !matches!(node.fails(), Fails::Never),
            concurrency: { node.policy.concurrency.as_ref() }
                .map(|concurrency| self.amount(id, Quantity::Concurrency, &concurrency.value)),
        })
    }

    fn run_error(&self, source: Source<'m>) -> RunError<'m> {
        let becomes = match &self.pipeline.module.options.error {
            Some(error) => {
                let returns = source.returns();
                let spelled = returns.and_then(|returns| returns.fallible.as_ref()?.error.as_ref());
                let whole = || returns.map_or(source.name().span(), |returns| returns.span.span());
                Becomes::Into { error, span: spelled.map_or_else(whole, Spanned::span) }
            }
            None => Becomes::Variant(source.name()),
        };
        RunError { becomes, or_timeout: source.timeout_that_may_stay() }
    }
}

fn timeout_becomes(node: &Node, ends_run: bool) -> TimeoutBecomes {
    if !node.attempts_fail() {
        TimeoutBecomes::Failure
    } else if ends_run && node.timeout_may_stay() {
        TimeoutBecomes::Either
    } else if node.returns.infallible && !types::is_named_result(&node.returns.whole) {
        TimeoutBecomes::OwnValue
    } else {
        TimeoutBecomes::OwnError
    }
}

/// True if the type of a parameter is for the call to find out.
fn is_generic(param: &Param, node: &Node) -> bool {
    types::mentions_generics(&param.ty, &node.sig.generics)
}

/// The span of the claim that a type of another name is a `Result`, which is then checked.
fn into_result(node: &Node) -> Option<Span> {
    let as_it_is = types::is_named_result(&node.returns.whole) || node.each() || node.returns.fallible.is_none();
    (!as_it_is).then(|| node.returns.span.span())
}

/// True if a node with a timeout may return a `Result` under another name, whose failures would go unseen.
fn may_return_result(node: &Node) -> bool {
    let returns = &node.returns;
    !returns.infallible && returns.fallible.is_none() && types::is_copy(&returns.whole).is_none()
}
