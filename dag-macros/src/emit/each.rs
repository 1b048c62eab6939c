//! Nodes that run once for each element of a collection.
//!
//! Elements are lent or taken out where the node would be called. A node that runs elsewhere shares the collection
//! instead and is told the place of its element, since it cannot borrow the element itself.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use super::block::Body;
use super::capture::{Scope, add_use};
use crate::names;
use crate::read::model::{Node, Param};
use crate::resolve::{Access, Edge, Provider, Source};
use crate::types;

impl Body<'_, '_, '_> {
    /// Output: `each((&&Lent(&pages)).elements(), 8, { let db = &db; move |element| fetch(element, db) })`
    pub(super) fn each(&self, task: usize, node: &Node) -> TokenStream {
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
            add_use(&mut uses, provider, Access::Borrow, 0, name.span());
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
    pub(super) fn each_inline(&self, task: usize, node: &Node) -> TokenStream {
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
                use #elements::methods::*;
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
            use #elements::methods::*;
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
        let fits = if lent { types::reference(&param.ty).is_some() } else { once };
        if param.clone.is_some() {
            quote_spanned!(at=> ::core::clone::Clone::clone(#reference))
        } else if fits {
            match self.context.comparison(node, param, edge) {
                Some(comparison) => comparison.wrap(&given, self.context),
                None => given,
            }
        } else {
            self.context.copy(self.entry, node, provider, &reference, at)
        }
    }
}
