//! Nodes that may not run: by their own condition, or because nobody needs them.

use proc_macro2::{Span, TokenStream};
use quote::quote;

use super::binding::{Binding, Reads};
use super::block::Body;
use crate::lower::conditions::Unneeded;
use crate::names;
use crate::read::model::Policy;
use crate::resolve::Provider;

impl Body<'_, '_, '_> {
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
        let flag_name = self.context.pipeline.source(flag).name();
        let (reader, seen) = (names::reader_at(flag_name, Span::mixed_site()), names::local("seen"));
        let is_false = is_false(&self.kept(flag, Reads::Reference(quote!(#seen))));
        quote!(#reader.peek().is_some_and(|#seen| #is_false))
    }
}

/// A flag that was not needed itself counts as false.
fn is_false(flag: &Binding) -> TokenStream {
    let place = Span::mixed_site();
    if flag.ran.is_some() {
        let kept = flag.unshared(place);
        return quote!(!::core::matches!(#kept, ::core::option::Option::Some(true)));
    }
    let value = flag.value(place);
    quote!(!#value)
}
