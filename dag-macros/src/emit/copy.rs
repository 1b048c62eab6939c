//! Copies of values that may not be `Copy`, made by way of a trait, so that the compiler says in the words of the graph
//! why one is needed.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use super::Context;
use crate::diagnostics::suggest::only_if_copy;
use crate::names;
use crate::read::model::Node;
use crate::resolve::{Access, Consumer, Entry, Provider};
use crate::types;

impl Context<'_, '_> {
    /// Whether a parameter gets a copy of a value that may not be `Copy`.
    pub(super) fn copies(&self, entry: &Entry, provider: Provider, access: Access) -> bool {
        let copied = match access {
            Access::Value | Access::OutcomeValue => !self.pipeline.moves(entry.consumers(provider)),
            Access::Borrow
            | Access::BorrowMut
            | Access::Clone
            | Access::OutcomeRef
            | Access::OutcomeClone
            | Access::OptionRef => false,
        };
        copied && self.pipeline.source(provider).spelled_type().and_then(types::is_copy) != Some(true)
    }

    /// Input: a reference to a value. Output: a copy of the value, by way of a trait.
    pub(super) fn copy(
        &self,
        entry: &Entry,
        node: &Node,
        provider: Provider,
        reference: &TokenStream,
        at: Span,
    ) -> TokenStream {
        let outcome = self.pipeline.handled_in(entry, provider);
        let (name, consumer) = (self.pipeline.source(provider).name(), node.name());
        let (message, elements) = self.copy_message(entry, node, provider);
        let label = match (outcome, elements) {
            (true, _) => "take both halves by reference: `Result<&T, &E>`".to_owned(),
            (false, true) => "take a reference, or write `#[clone]` in front".to_owned(),
            (false, false) => format!("take a reference, or write `#[clone] {name}`"),
        };
        let trait_name = names::copy_guard(name, consumer);
        let items = quote! {
            #[diagnostic::on_unimplemented(message = #message, label = #label)]
            trait #trait_name: ::core::marker::Sized { fn copied(&self) -> Self; }
            #[diagnostic::do_not_recommend]
            impl<T: ::core::marker::Copy> #trait_name for T { fn copied(&self) -> Self { *self } }
        };
        let given = names::variable_at("given", at);
        quote_spanned!(at=> { #items let #given = #trait_name::copied(#reference); #given })
    }

    /// Who else uses the value, or why one use needs several; and whether it is about its elements.
    fn copy_message(&self, entry: &Entry, node: &Node, provider: Provider) -> (String, bool) {
        let (name, consumer) = (self.pipeline.source(provider).name(), node.name());
        let consumers = entry.consumers(provider);
        let own: Vec<_> = consumers
            .iter()
            .filter_map(|used| match *used {
                Consumer::Param { node: user, param } if self.pipeline.module.nodes[user].name() == consumer => {
                    Some((&node.params[param], self.pipeline.edge(user, param).access))
                }
                Consumer::Param { .. } | Consumer::Policy { .. } | Consumer::Output(_) => None,
            })
            .collect();
        let elements = own.iter().any(|(param, access)| {
            param.each.is_some() && (*access == Access::Borrow || self.pipeline.moves(consumers))
        });
        if elements || (node.repeats() && own.len() == consumers.len()) {
            return (only_if_copy(node, name, elements), elements);
        }
        let others = self.pipeline.other_consumers(consumers, node);
        (format!("`{consumer}` takes `{name}` by value, but {others} it too"), false)
    }
}
