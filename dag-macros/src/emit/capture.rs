//! What closures, tasks of the executor and threads take along.
//!
//! A node that is tried again, or run for each element, is called from a closure: in front of it stand references to
//! what it uses. One that is spawned or blocks is called where nothing can be borrowed: in front of it stands what it
//! takes along, as [`Capture`] says. Both are rebound under the same names, so that calls read alike everywhere.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use super::binding::{Binding, Reads};
use super::block::Body;
use crate::names;
use crate::resolve::{Access, Provider};
use crate::schedule::layout::{Home, Step};
use crate::schedule::share::Capture;
use crate::types;

/// Where values are read within closures and tasks, if not where the block has them.
#[derive(Clone, Default)]
pub(super) struct Scope {
    rebound: BTreeMap<Provider, Binding>,
    /// Clones that were made for one parameter, which takes them as they are.
    brought: BTreeSet<Provider>,
}

impl Scope {
    /// Whether the value is a clone for the one parameter that asks for it.
    pub(super) fn brought(&self, provider: Provider) -> bool {
        self.brought.contains(&provider)
    }
}

/// A value that a call uses.
pub(super) struct Use {
    provider: Provider,
    accesses: Vec<Access>,
    /// How many references the parameter's type begins with.
    asked: usize,
    /// The parameter, for messages.
    at: Span,
}

impl Body<'_, '_, '_> {
    pub(super) fn read(&self, provider: Provider, reader: usize, at: Span, scope: &Scope) -> Binding {
        let Some(rebound) = scope.rebound.get(&provider) else { return self.binding(provider, reader, at) };
        let value = names::value_at(&self.context.variable(provider), at);
        let reads = match rebound.reads {
            Reads::Owned(_) => Reads::Owned(quote!(#value)),
            Reads::Reference(_) => Reads::Reference(quote!(#value)),
        };
        Binding { reads, ..rebound.clone() }
    }

    /// The values that the call of a task uses, each once; but for a collection whose elements are taken out outside.
    pub(super) fn uses(&self, task: usize) -> Vec<Use> {
        let mut uses = Vec::new();
        let Some(node) = self.context.pipeline.node_number(self.program.tasks[task]) else { return uses };
        for (param, edge) in self.context.pipeline.edges(node) {
            let Some(provider) = edge.provider else { continue };
            if param.each.is_none() || self.elements_by_index(task) {
                add_use(&mut uses, provider, edge.access, types::shared_references(&param.ty), param.span);
            }
        }
        uses
    }

    /// Output: `let user = &user;`, for closures that are called more than once.
    pub(super) fn lend(&self, task: usize, uses: &[Use], scope: &Scope) -> (TokenStream, Scope) {
        let mut inner = scope.clone();
        let lent = uses.iter().map(|Use { provider, at, .. }| {
            let binding = self.read(*provider, task, *at, scope);
            let variable = names::value_at(&self.context.variable(*provider), *at);
            let kept = binding.kept(*at);
            let rebound = !matches!(binding.reads, Reads::Reference(_)) || variable != kept.to_string();
            inner.rebound.insert(*provider, Binding { reads: Reads::Reference(quote!(#variable)), ..binding });
            inner.brought.remove(provider);
            rebound.then(|| quote_spanned!(*at=> let #variable = #kept;))
        });
        let lent: Vec<_> = lent.collect();
        (quote!(#(#lent)*), inner)
    }

    /// Output: `let user = Arc::clone(&user);`, for what runs apart from the caller.
    pub(super) fn take_along(&self, task: usize, uses: &[Use], scope: &Scope) -> (TokenStream, Scope) {
        let mut inner = scope.clone();
        let taken = uses.iter().map(|Use { provider, accesses, asked, at }| {
            let outside = self.read(*provider, task, *at, scope);
            let capture = self.capture(*provider, accesses);
            let variable = names::value_at(&self.context.variable(*provider), *at);
            let (taken, ran) = self.taken_along(*provider, capture, &outside, *asked, *at);
            if capture == Capture::Clone && accesses.len() == 1 {
                inner.brought.insert(*provider);
            }
            let shared = outside.shared && capture != Capture::Clone;
            inner.rebound.insert(*provider, Binding { reads: Reads::Owned(quote!(#variable)), shared, ran });
            taken.map(|taken| quote_spanned!(*at=> let #variable = #taken;))
        });
        let taken: Vec<_> = taken.collect();
        (quote!(#(#taken)*), inner)
    }

    fn capture(&self, provider: Provider, accesses: &[Access]) -> Capture {
        match self.context.pipeline.capture(self.entry, provider, accesses) {
            // Others borrow it elsewhere, so it is behind an `Arc` already.
            Capture::Copy if self.program.shared[provider.0] => Capture::Share,
            capture => capture,
        }
    }

    /// What is taken along, unless the variable itself is, and how a value that may not be there is got at.
    fn taken_along(
        &self,
        provider: Provider,
        capture: Capture,
        outside: &Binding,
        asked: usize,
        at: Span,
    ) -> (Option<TokenStream>, Option<TokenStream>) {
        let kept = outside.kept(at);
        let taken = match (capture, &outside.reads) {
            (Capture::Clone, _) => {
                let provided =
                    self.context.pipeline.source(provider).spelled_type().map_or(0, types::shared_references);
                let reference = if provided > asked { outside.pointee(at) } else { outside.reference(at) };
                return (Some(quote_spanned!(at=> ::core::clone::Clone::clone(#reference))), None);
            }
            (Capture::Move, Reads::Owned(value)) if self.is_handoff(provider) => Some(value.clone()),
            (Capture::Move | Capture::Copy, Reads::Owned(_)) => None,
            (Capture::Move | Capture::Copy, Reads::Reference(reference)) => Some(quote_spanned!(at=> *#reference)),
            (Capture::Pointer | Capture::Share, _) => Some(quote_spanned!(at=> ::core::clone::Clone::clone(#kept))),
        };
        (taken, outside.ran.clone())
    }

    fn is_handoff(&self, provider: Provider) -> bool {
        let home = self.program.task(provider).map(|task| self.layout().homes[task]);
        matches!(home, Some(Home::Handoff(_)))
    }

    /// Output: `let user = Arc::clone(&user);`, for what the calls in a worker use from outside of it.
    pub(super) fn taken_by_worker(&self, worker: usize) -> TokenStream {
        let mut uses: Vec<Use> = Vec::new();
        let mut reader = None;
        for step in &self.layout().blocks[worker].steps {
            let Step::Call { task, .. } = step else { continue };
            reader.get_or_insert(*task);
            for Use { provider, accesses, asked, at } in self.uses(*task) {
                let outside =
                    self.program.task(provider).is_none_or(|maker| self.layout().worker_of(maker) != Some(worker));
                for access in accesses.into_iter().filter(|_| outside) {
                    // A clone is made where it is used.
                    let access = if access == Access::Clone { Access::Borrow } else { access };
                    add_use(&mut uses, provider, access, asked, at);
                }
            }
        }
        let taken = uses.iter().filter_map(|Use { provider, accesses, asked, at }| {
            let capture = self.capture(*provider, accesses);
            let reads = match self.program.task(*provider) {
                Some(task) => self.reads(task, reader?, *at),
                None => {
                    let value = names::value_at(&self.context.variable(*provider), *at);
                    Reads::Owned(quote!(#value))
                }
            };
            let outside = self.kept(*provider, reads);
            let variable = names::value_at(&self.context.variable(*provider), *at);
            let (taken, _) = self.taken_along(*provider, capture, &outside, *asked, *at);
            taken.map(|taken| quote_spanned!(*at=> let #variable = #taken;))
        });
        taken.collect()
    }
}

pub(super) fn add_use(uses: &mut Vec<Use>, provider: Provider, access: Access, asked: usize, at: Span) {
    match uses.iter_mut().find(|used| used.provider == provider) {
        Some(used) => used.accesses.push(access),
        None => uses.push(Use { provider, accesses: vec![access], asked, at }),
    }
}
