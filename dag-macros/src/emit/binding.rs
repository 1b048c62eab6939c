//! Where a value is read: the variable, and what stands between it and the value.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Ident;

use super::Context;
use super::block::Body;
use crate::names;
use crate::resolve::{Consumer, Provider, Source};
use crate::schedule::layout::Home;

/// How a value is to be read.
#[derive(Clone)]
pub(super) struct Binding {
    pub(super) reads: Reads,
    /// The value is behind an `Arc` of ours.
    pub(super) shared: bool,
    /// The node may not have been run: the function that takes the value out of its `Option`.
    pub(super) ran: Option<TokenStream>,
}

#[derive(Clone)]
pub(super) enum Reads {
    /// The expression is what is kept.
    Owned(TokenStream),
    /// The expression refers to it.
    Reference(TokenStream),
}

impl Binding {
    /// A reference to what is kept: the value, or what it is wrapped in.
    pub(super) fn kept(&self, place: Span) -> TokenStream {
        match &self.reads {
            Reads::Owned(value) => quote_spanned!(place=> &#value),
            Reads::Reference(reference) => reference.clone(),
        }
    }

    /// A reference to the value, or to the `Option` of it where the node may not have been run.
    pub(super) fn unshared(&self, place: Span) -> TokenStream {
        match &self.reads {
            _ if !self.shared => self.kept(place),
            Reads::Owned(pointer) => quote_spanned!(place=> &*#pointer),
            Reads::Reference(pointer) => quote_spanned!(place=> &**#pointer),
        }
    }

    /// A reference to the value.
    pub(super) fn reference(&self, place: Span) -> TokenStream {
        let reference = self.unshared(place);
        let Some(ran) = &self.ran else { return reference };
        // A variable of its own, lest the parameter's type be taken for that of the value.
        let given = names::variable_at("given", place);
        quote_spanned!(place=> { let #given = #ran(::core::option::Option::as_ref(#reference)); #given })
    }

    /// The value itself: moved out of where it is, or copied.
    pub(super) fn value(&self, place: Span) -> TokenStream {
        match (&self.reads, &self.ran) {
            (Reads::Owned(value), None) if !self.shared => value.clone(),
            (Reads::Owned(value), Some(ran)) if !self.shared => quote_spanned!(place=> #ran(#value)),
            _ => {
                let reference = self.reference(place);
                quote_spanned!(place=> *#reference)
            }
        }
    }

    /// The value as a place that can be borrowed again, such as the target of a pointer.
    pub(super) fn pointee(&self, place: Span) -> TokenStream {
        match (&self.reads, &self.ran) {
            (Reads::Owned(value), None) if !self.shared => value.clone(),
            _ => {
                let reference = self.reference(place);
                quote!(*#reference)
            }
        }
    }
}

impl Context<'_, '_> {
    /// What the variable of a provider's value is called: where a parameter bears an input's name, no constant does.
    pub(super) fn variable(&self, provider: Provider) -> Ident {
        let source = self.pipeline.source(provider);
        let borne = |consumer| match consumer {
            Consumer::Param { node, param } => {
                self.pipeline.module.nodes[node].params[param].local.as_ref() == Some(source.name())
            }
            Consumer::Policy { .. } | Consumer::Output(_) => false,
        };
        match source {
            Source::Field(field) if !self.pipeline.consumers(provider).any(borne) => {
                names::beside_constants(&field.ident)
            }
            Source::Field(_) | Source::Node(_) => source.name().clone(),
        }
    }
}

impl Body<'_, '_, '_> {
    /// How the value of `provider` is read by the task `reader`, in the block that calls it.
    pub(super) fn binding(&self, provider: Provider, reader: usize, at: Span) -> Binding {
        let value = names::value_at(&self.context.variable(provider), at);
        let worker = self.layout().worker_of(reader);
        let Some(task) = self.program.task(provider) else {
            return self.kept(provider, Reads::Owned(quote!(#value)));
        };
        if worker.is_some() && worker == self.layout().worker_of(task) {
            return Binding { reads: Reads::Owned(quote!(#value)), shared: false, ran: None };
        }
        // What a worker takes from outside it has taken along.
        let reads = if worker.is_some() { Reads::Owned(quote!(#value)) } else { self.reads(task, reader, at) };
        self.kept(provider, reads)
    }

    /// A value as it is kept outside of workers.
    pub(super) fn kept(&self, provider: Provider, reads: Reads) -> Binding {
        let may_not_run = self.program.task(provider).is_some_and(|task| self.program.unneeded[task].is_some());
        Binding { reads, shared: self.program.shared[provider.0], ran: may_not_run.then(|| self.context.item("ran")) }
    }

    /// How a task's value is read in a block outside of workers.
    pub(super) fn reads(&self, task: usize, reader: usize, at: Span) -> Reads {
        let layout = self.layout();
        let value = names::value_at(&self.variable(task), at);
        let reader_end = names::reader_at(self.name(task), at);
        let reader = layout.worker_of(reader).map_or(layout.block_of[reader], |_| layout.made_in(reader));
        let nearby = layout.within(reader, layout.made_in(task));
        match layout.homes[task] {
            Home::Local => Reads::Owned(quote!(#value)),
            Home::Slot(_) if !nearby => Reads::Reference(quote_spanned!(at=> #reader_end.get())),
            Home::Place(_) | Home::Slot(_) => Reads::Reference(quote!(#value)),
            Home::Handoff(_) => Reads::Owned(quote_spanned!(at=> #reader_end.take())),
        }
    }

    /// The value for the output's field, taken out of wherever it is.
    pub(super) fn output_value(&self, provider: Provider, field: Span) -> TokenStream {
        let source = self.context.pipeline.source(provider);
        let value = names::value_at(&self.context.variable(provider), field);
        let home = self.program.task(provider).map(|task| self.layout().homes[task]);
        let value = match home {
            None | Some(Home::Local) => quote!(#value),
            Some(Home::Place(_) | Home::Slot(_) | Home::Handoff(_)) => {
                let place = names::place(source.name());
                quote_spanned!(field=> #place.take())
            }
        };
        if self.program.shared[provider.0] {
            let unshare = self.context.item("unshare");
            return quote_spanned!(field=> #unshare(#value));
        }
        value
    }
}
