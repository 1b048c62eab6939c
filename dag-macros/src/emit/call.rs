//! A node's call: its arguments, what becomes of a failure, and where the value goes.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Ident, Type};

use super::Context;
use super::block::Body;
use crate::layout::{BODY, Home};
use crate::model::{Node, Param};
use crate::names;
use crate::resolve::{Access, Consumer, Edge, Provider, Source};
use crate::types;

/// How the variable of a value is to be read.
enum Binding {
    /// It holds the value.
    Owned(TokenStream),
    /// It refers to the value.
    Reference(TokenStream),
}

impl Context<'_, '_> {
    /// What the variable of a provider's value is called: where a parameter bears an input's name, no constant does.
    pub(super) fn variable(&self, provider: Provider) -> Ident {
        let source = self.pipeline.source(provider);
        let borne = |consumer| match consumer {
            Consumer::Param { node, param } => {
                self.pipeline.module.nodes[node].params[param].local.as_ref() == Some(source.name())
            }
            Consumer::Output(_) => false,
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
    pub(super) fn source(&self, task: usize) -> Source<'_> {
        self.context.pipeline.source(self.program.tasks[task])
    }

    pub(super) fn name(&self, task: usize) -> &Ident {
        self.source(task).name()
    }

    /// What the variable of a task's value is called.
    pub(super) fn variable(&self, task: usize) -> Ident {
        self.context.variable(self.program.tasks[task])
    }

    pub(super) fn is_body(&self, block: usize) -> bool {
        block <= BODY
    }

    pub(super) fn task_ends_run(&self, task: usize) -> bool {
        self.context.pipeline.ends_run(self.entry, self.program.tasks[task])
    }

    /// Output: `let user = user(user_id, db).await.map_err(Error::User)?;`
    ///
    /// What is called on a reference is called on it in so many words: a method that some trait in scope gives every
    /// type by value would otherwise come first.
    pub(super) fn call_statement(&self, block: usize, task: usize, provides: &[usize]) -> TokenStream {
        let call = self.call(block, task);
        let value = names::value(&self.variable(task));
        let place = names::place(self.name(task));
        let loom = names::local("loom");
        let provide = (!provides.is_empty()).then(|| quote!((&#loom).provide(&[#(#provides),*]);));
        let unused = self.context.pipeline.consumers_in(self.entry, self.program.tasks[task]).is_empty();
        match self.layout().homes[task] {
            // A statement, so that a `Result` under another name is remarked on.
            _ if unused => quote!(#call;),
            Home::Local => quote!(let #value = #call; #provide),
            Home::Place(_) if self.read_here(task) => quote!(let #value = (&mut #place).set(#call); #provide),
            Home::Place(_) => quote!((&mut #place).set(#call); #provide),
            Home::Slot(_) if self.read_here(task) => quote!(let #value = (&#place).set(#call); #provide),
            Home::Slot(_) => quote!((&#place).set(#call); #provide),
            Home::Handoff(_) => quote!((&#place).put(#call); #provide),
        }
    }

    /// Whether anything reads the value through the variable of the block that makes it.
    fn read_here(&self, task: usize) -> bool {
        let pipeline = self.context.pipeline;
        let layout = self.layout();
        let slot = matches!(layout.homes[task], Home::Slot(_));
        pipeline.consumers_in(self.entry, self.program.tasks[task]).iter().any(|consumer| match *consumer {
            Consumer::Output(_) => false,
            Consumer::Param { node, .. } => self
                .program
                .task(pipeline.node_provider(node))
                .is_some_and(|reader| !slot || layout.within(layout.block_of[reader], layout.block_of[task])),
        })
    }

    /// Output: the call, awaited, with its failure passed on.
    pub(super) fn call(&self, block: usize, task: usize) -> TokenStream {
        let call = match self.call_future(task) {
            Some(future) => quote_spanned!(self.made_at(task)=> #future.await),
            None => self.bare_call(task),
        };
        if !self.task_ends_run(task) {
            return call;
        }
        let Source::Node(node) = self.source(task) else { return call };
        let convert = self.context.error_conversion(node);
        let call = self.as_result(node, call);
        if self.is_body(block) {
            return quote!(#call.map_err(#convert)?);
        }
        let failure = self.context.item("Failure");
        let error = names::local("error");
        quote!(#call.map_err(|#error| #failure::new(#task, (#convert)(#error)))?)
    }

    /// Where the type of a task's value is written.
    fn made_at(&self, task: usize) -> Span {
        match self.source(task) {
            Source::Field(field) => field.ty.span(),
            Source::Node(node) => node.returns.place.span(),
        }
    }

    /// What is not called `Result` is made sure to be one, where the user says so.
    fn as_result(&self, node: &Node, call: TokenStream) -> TokenStream {
        if types::is_named_result(&node.returns.whole) {
            return call;
        }
        let place = node.returns.place.span();
        let outcome = self.context.pipeline.facade.item_at("Outcome", place);
        quote_spanned!(place=> #outcome::into_result(#call))
    }

    /// The future of an asynchronous task.
    pub(super) fn call_future(&self, task: usize) -> Option<TokenStream> {
        match self.source(task) {
            Source::Field(field) => {
                let future = names::value_at(&self.variable(task), field.ty.span());
                Some(quote!(#future))
            }
            Source::Node(node) if node.inline() => None,
            Source::Node(_) => Some(self.bare_call(task)),
        }
    }

    fn bare_call(&self, task: usize) -> TokenStream {
        let pipeline = self.context.pipeline;
        let Some(node) = pipeline.node_number(self.program.tasks[task]) else { return TokenStream::new() };
        let function = pipeline.module.nodes[node].name();
        let arguments = pipeline.edges(node).map(|(param, edge)| self.argument(task, param, edge));
        quote!(#function(#(#arguments),*))
    }

    fn argument(&self, task: usize, param: &Param, edge: Edge) -> TokenStream {
        let Some(provider) = edge.provider else { return TokenStream::new() };
        let binding = self.binding(provider, task, param.span);
        let handled = self.context.pipeline.handled_in(self.entry, provider);
        let place = param.span;
        let argument = match edge.access {
            Access::Borrow => self.borrowed(provider, &param.ty, binding, place),
            Access::BorrowMut => self.borrowed_mutably(provider, binding, place),
            Access::Value => self.taken(task, provider, edge.access, binding, place),
            Access::Clone => {
                let reference = self.reference_for_clone(provider, &param.ty, binding, place);
                quote_spanned!(place=> ::core::clone::Clone::clone(#reference))
            }
            Access::OutcomeRef if handled => {
                let reference = binding.reference(place);
                quote_spanned!(place=> ::core::result::Result::as_ref(#reference))
            }
            Access::OutcomeRef => {
                let reference = binding.reference(place);
                quote_spanned!(place=> ::core::result::Result::Ok(#reference))
            }
            Access::OutcomeValue if handled => self.taken(task, provider, edge.access, binding, place),
            Access::OutcomeValue => {
                let value = self.taken(task, provider, edge.access, binding, place);
                quote_spanned!(place=> ::core::result::Result::Ok(#value))
            }
        };
        let Source::Node(node) = self.source(task) else { return argument };
        match self.context.comparison(node, param, edge) {
            Some(comparison) => comparison.wrap(&argument, self.context),
            None => argument,
        }
    }

    /// How the value of `provider` is read by the task `reader`.
    fn binding(&self, provider: Provider, reader: usize, at: Span) -> Binding {
        let source = self.context.pipeline.source(provider);
        let value = names::value_at(&self.context.variable(provider), at);
        let Some(task) = self.program.task(provider) else { return Binding::Owned(quote!(#value)) };
        let place = names::place_at(source.name(), at);
        let layout = self.layout();
        let nearby = layout.within(layout.block_of[reader], layout.block_of[task]);
        match layout.homes[task] {
            Home::Local => Binding::Owned(quote!(#value)),
            Home::Slot(_) if !nearby => Binding::Reference(quote_spanned!(at=> (&#place).get())),
            Home::Place(_) | Home::Slot(_) => Binding::Reference(quote!(#value)),
            Home::Handoff(_) => Binding::Owned(quote_spanned!(at=> (&#place).take())),
        }
    }

    fn borrowed(&self, provider: Provider, asked: &Type, binding: Binding, place: Span) -> TokenStream {
        let provided = self.context.pipeline.source(provider).spelled_type();
        let through_box = types::is_trait_object_reference(asked) && provided.is_some_and(types::is_smart_pointer);
        let through_mut = provided.is_some_and(types::is_mut_reference);
        if through_box || through_mut {
            let pointer = binding.pointee();
            return quote_spanned!(place=> &*#pointer);
        }
        binding.reference(place)
    }

    fn borrowed_mutably(&self, provider: Provider, binding: Binding, place: Span) -> TokenStream {
        let value = binding.pointee();
        if self.context.pipeline.source(provider).spelled_type().is_some_and(types::is_mut_reference) {
            return value;
        }
        quote_spanned!(place=> &mut #value)
    }

    /// The value itself: moved where this is its only consumer, copied elsewhere.
    fn taken(&self, task: usize, provider: Provider, access: Access, binding: Binding, place: Span) -> TokenStream {
        if !self.context.copies(self.entry, provider, access) {
            return binding.value(place);
        }
        let reference = binding.reference(place);
        let Source::Node(node) = self.source(task) else { return reference };
        self.context.copy(self.entry, node, provider, &reference, place)
    }

    fn reference_for_clone(&self, provider: Provider, asked: &Type, binding: Binding, place: Span) -> TokenStream {
        let provided = self.context.pipeline.source(provider).spelled_type().map_or(0, types::shared_references);
        if provided > types::shared_references(asked) { binding.pointee() } else { binding.reference(place) }
    }

    /// The value for the output's field, taken out of wherever it is.
    pub(super) fn output_value(&self, provider: Provider, field: Span) -> TokenStream {
        let source = self.context.pipeline.source(provider);
        let value = names::value_at(&self.context.variable(provider), field);
        let Some(task) = self.program.task(provider) else { return quote!(#value) };
        match self.layout().homes[task] {
            Home::Local => quote!(#value),
            Home::Place(_) | Home::Slot(_) | Home::Handoff(_) => {
                let place = names::place(source.name());
                quote_spanned!(field=> #place.take())
            }
        }
    }
}

impl Binding {
    fn reference(self, place: Span) -> TokenStream {
        match self {
            Self::Owned(value) => quote_spanned!(place=> &#value),
            Self::Reference(reference) => reference,
        }
    }

    fn value(self, place: Span) -> TokenStream {
        match self {
            Self::Owned(value) => value,
            Self::Reference(reference) => quote_spanned!(place=> *#reference),
        }
    }

    /// What the value is, if the value is a pointer; a value that is only referred to gives itself.
    fn pointee(self) -> TokenStream {
        match self {
            Self::Owned(value) => value,
            Self::Reference(reference) => quote!(*#reference),
        }
    }
}
