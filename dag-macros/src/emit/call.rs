//! A node's call: what becomes of a failure, and where the value goes.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Ident;
use syn::spanned::Spanned;

use super::block::Body;
use crate::names;
use crate::read::model::Node;
use crate::resolve::Source;
use crate::schedule::layout::{BODY, Home};
use crate::types;

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
    pub(super) fn call_statement(&self, block: usize, task: usize) -> TokenStream {
        let call = self.call(block, task);
        let value = names::value(&self.variable(task));
        let unused = self.entry.consumers(self.program.tasks[task]).is_empty();
        if unused {
            // A statement where it can be one, so that a `Result` under another name is remarked on.
            return if self.is_plain(task) { quote!(#call;) } else { quote!(let _ = #call;) };
        }
        if self.layout().worker_of(task).is_some() {
            return quote!(let #value = #call;);
        }
        self.stored(task, call)
    }

    /// Whether a task is called without further ado.
    fn is_plain(&self, task: usize) -> bool {
        let Source::Node(node) = self.source(task) else { return true };
        !node.each()
            && node.policy.fallback.is_none()
            && node.policy.when.is_none()
            && self.program.unneeded[task].is_none()
    }

    /// Output: the statement that puts a task's value where it is kept.
    pub(super) fn stored(&self, task: usize, value: TokenStream) -> TokenStream {
        let variable = names::value(&self.variable(task));
        let (place, writer) = (names::place(self.name(task)), names::writer(self.name(task)));
        let value =
            if self.program.shared[self.program.tasks[task].0] { quote!(::std::sync::Arc::new(#value)) } else { value };
        match self.layout().homes[task] {
            Home::Local => quote!(let #variable = #value;),
            Home::Place(_) if self.read_here(task) => quote!(let #variable = (&mut #place).set(#value);),
            Home::Place(_) => quote!((&mut #place).set(#value);),
            Home::Slot(_) if self.read_here(task) => quote!(let #variable = #writer.set(#value);),
            Home::Slot(_) => quote!(#writer.set(#value);),
            Home::Handoff(_) => quote!(#writer.give(#value);),
        }
    }

    /// Whether anything reads the value through the variable of the block that makes it.
    fn read_here(&self, task: usize) -> bool {
        let layout = self.layout();
        let slot = matches!(layout.homes[task], Home::Slot(_));
        self.program.readers[task].iter().any(|&reader| {
            let inside = layout.worker_of(task).is_some() && layout.worker_of(task) == layout.worker_of(reader);
            !inside && (!slot || layout.within(layout.block_of[reader], layout.made_in(task)))
        })
    }

    /// Output: the value of a task, its failure passed on, `None` where its condition does not hold or nobody needs it.
    pub(super) fn call(&self, block: usize, task: usize) -> TokenStream {
        let outcome = self.outcome(task);
        let Source::Node(node) = self.source(task) else { return self.if_needed(task, outcome) };
        let value = if self.task_ends_run(task) { self.or_failure(block, task, node, outcome) } else { outcome };
        self.if_needed(task, self.conditional(task, &node.policy, value))
    }

    /// Output: `outcome.map_err(Error::User)?`
    fn or_failure(&self, block: usize, task: usize, node: &Node, outcome: TokenStream) -> TokenStream {
        let convert = self.context.error_conversion(node);
        let outcome = self.as_result(node, outcome);
        if self.is_body(block) {
            return quote!(#outcome.map_err(#convert)?);
        }
        let failure = self.context.item("Failure");
        let error = names::local("error");
        quote!(#outcome.map_err(|#error| #failure::new(#task, (#convert)(#error)))?)
    }

    /// What is not called `Result` is made sure to be one, where the user says so.
    pub(super) fn as_result(&self, node: &Node, call: TokenStream) -> TokenStream {
        if types::is_named_result(&node.returns.whole) || node.each() || node.returns.fallible.is_none() {
            return call;
        }
        let place = node.returns.place.span();
        let outcome = self.context.pipeline.facade.item_at("Outcome", place);
        quote_spanned!(place=> #outcome::into_result(#call))
    }
}
