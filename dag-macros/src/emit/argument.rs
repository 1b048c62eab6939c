//! The arguments of a node's call.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Type;

use super::binding::Binding;
use super::block::Body;
use super::capture::Scope;
use crate::read::model::Param;
use crate::resolve::{Access, Edge, Provider, Source};
use crate::types;

impl Body<'_, '_, '_> {
    /// Output: `cart(&user, db)`
    pub(super) fn bare_call(&self, task: usize, scope: &Scope) -> TokenStream {
        let pipeline = self.context.pipeline;
        let Some(node) = pipeline.node_number(self.program.tasks[task]) else { return TokenStream::new() };
        let function = pipeline.module.nodes[node].name();
        let arguments = pipeline.edges(node).map(|(param, edge)| self.argument(task, param, edge, scope));
        quote!(#function(#(#arguments),*))
    }

    fn argument(&self, task: usize, param: &Param, edge: Edge, scope: &Scope) -> TokenStream {
        let Some(provider) = edge.provider else { return TokenStream::new() };
        if param.each.is_some() {
            return self.element(task, param, edge, scope);
        }
        let binding = self.read(provider, task, param.span, scope);
        let handled = self.context.pipeline.handled_in(self.entry, provider);
        let source = self.context.pipeline.source(provider);
        let place = param.span;
        let argument = match edge.access {
            Access::Borrow => self.borrowed(provider, &param.ty, &binding, place),
            Access::BorrowMut => self.borrowed_mutably(provider, &binding, place),
            Access::Value => self.taken(task, provider, edge.access, &binding, place),
            Access::Clone if scope.brought(provider) => binding.value(place),
            Access::Clone => {
                let reference = self.reference_for_clone(provider, &param.ty, &binding, place);
                quote_spanned!(place=> ::core::clone::Clone::clone(#reference))
            }
            Access::OutcomeRef => {
                let reference = binding.reference(place);
                let asked = types::type_arguments(&param.ty).next();
                let outcome = if handled && !source.conditional() && dereferences(source.spelled_type(), asked) {
                    quote_spanned!(place=> ::core::result::Result::as_deref(#reference))
                } else if handled {
                    quote_spanned!(place=> ::core::result::Result::as_ref(#reference))
                } else {
                    quote_spanned!(place=> ::core::result::Result::Ok(#reference))
                };
                match asked.and_then(types::reference) {
                    _ if source.conditional() => {
                        let lend = self.lending_option(provider, asked, place);
                        quote_spanned!(place=> ::core::result::Result::map(#outcome, #lend))
                    }
                    Some(_) if self.hands_on(provider, asked) => {
                        quote_spanned!(place=> ::core::result::Result::<&_, _>::copied(#outcome))
                    }
                    _ => outcome,
                }
            }
            Access::OutcomeClone => {
                let reference = binding.reference(place);
                let clone = quote_spanned!(place=> ::core::clone::Clone::clone(#reference));
                if handled { clone } else { quote_spanned!(place=> ::core::result::Result::Ok(#clone)) }
            }
            Access::OutcomeValue if handled => self.taken(task, provider, edge.access, &binding, place),
            Access::OutcomeValue => {
                let value = self.taken(task, provider, edge.access, &binding, place);
                quote_spanned!(place=> ::core::result::Result::Ok(#value))
            }
            Access::OptionRef => {
                let (reference, lend) =
                    (binding.reference(place), self.lending_option(provider, Some(&param.ty), place));
                quote_spanned!(place=> #lend(#reference))
            }
        };
        let Source::Node(node) = self.source(task) else { return argument };
        match self.context.comparison(node, param, edge) {
            Some(comparison) => comparison.wrap(&argument, self.context),
            None => argument,
        }
    }

    fn borrowed(&self, provider: Provider, asked: &Type, binding: &Binding, place: Span) -> TokenStream {
        let provided = self.context.pipeline.source(provider).spelled_type();
        let through_box = types::is_trait_object_reference(asked) && provided.is_some_and(types::is_smart_pointer);
        let through_mut = provided.is_some_and(types::is_mut_reference);
        if through_box || through_mut {
            let pointer = binding.pointee(place);
            return quote_spanned!(place=> &*#pointer);
        }
        binding.reference(place)
    }

    fn borrowed_mutably(&self, provider: Provider, binding: &Binding, place: Span) -> TokenStream {
        let value = binding.pointee(place);
        if self.context.pipeline.source(provider).spelled_type().is_some_and(types::is_mut_reference) {
            return value;
        }
        quote_spanned!(place=> &mut #value)
    }

    /// Output: what lends an `Option`, `Option::as_ref`, or with what is asked in mind: a `String` serves `Option<&str>`.
    fn lending_option(&self, provider: Provider, asked: Option<&Type>, place: Span) -> TokenStream {
        let asked = asked.and_then(|asked| types::type_arguments(asked).next());
        let provided = self.context.pipeline.source(provider).spelled_type();
        let provided = provided.and_then(|provided| types::type_arguments(provided).next());
        if self.hands_on(provider, asked) {
            quote_spanned!(place=> ::core::clone::Clone::clone)
        } else if dereferences(provided, asked) {
            quote_spanned!(place=> ::core::option::Option::as_deref)
        } else {
            quote_spanned!(place=> ::core::option::Option::as_ref)
        }
    }

    /// Whether the value within the provider's `Option` or `Result` is a reference that goes on as it is.
    fn hands_on(&self, provider: Provider, asked: Option<&Type>) -> bool {
        let source = self.context.pipeline.source(provider);
        let provided = source.spelled_type();
        let provided = if source.conditional() {
            provided.and_then(|provided| types::type_arguments(provided).next())
        } else {
            provided
        };
        let provided = provided.map_or(0, types::shared_references);
        provided > 0 && asked.map_or(0, types::shared_references) <= provided
    }

    /// The value itself: moved where this is its only consumer, copied elsewhere.
    fn taken(&self, task: usize, provider: Provider, access: Access, binding: &Binding, place: Span) -> TokenStream {
        if !self.context.copies(self.entry, provider, access) {
            return binding.value(place);
        }
        let reference = binding.reference(place);
        let Source::Node(node) = self.source(task) else { return reference };
        self.context.copy(self.entry, node, provider, &reference, place)
    }

    fn reference_for_clone(&self, provider: Provider, asked: &Type, binding: &Binding, place: Span) -> TokenStream {
        let provided = self.context.pipeline.source(provider).spelled_type().map_or(0, types::shared_references);
        if provided > types::shared_references(asked) { binding.pointee(place) } else { binding.reference(place) }
    }
}

/// Whether what is asked for is a reference to what the provided type is dereferenced to: `&str` of a `String`.
fn dereferences(provided: Option<&Type>, asked: Option<&Type>) -> bool {
    let target = provided.and_then(types::dereferenced);
    let asked = asked.and_then(types::reference).map(|asked| types::bare(&asked.elem));
    target.zip(asked).is_some_and(|(target, asked)| types::same(&target, asked))
}
