//! An entry point: one function of the generated `Pipeline`, and its needs.

use syn::Ident;

use super::consumer::Consumer;
use super::link::{Link, Provider};
use super::resolved::{OptionEdge, Resolved};
use crate::graph::Table;
use crate::read::policy::Role;

/// One function of the generated `Pipeline` and its needs.
pub(crate) struct Entry<L = Option<Provider>> {
    /// `run`, or `run_summary` for an output struct `Summary`.
    pub(crate) function: Ident,
    /// The index of the output struct the user declared for it.
    pub(crate) declared: Option<usize>,
    /// The index of the input struct that it takes.
    pub(crate) input: Option<usize>,
    pub(crate) fields: Vec<EntryField<L>>,
    /// True if a provider is part of this entry point.
    pub(crate) needed: Table<Provider, bool>,
    /// For each provider, the users of its value here, the output last.
    pub(super) consumers: Table<Provider, Vec<Consumer>>,
}

impl Entry {
    pub(super) fn complete(self) -> Option<Entry<Provider>> {
        let field = |field: EntryField| {
            Some(EntryField { name: field.name, provider: field.provider?, outcome: field.outcome })
        };
        Some(Entry {
            fields: self.fields.into_iter().map(field).collect::<Option<_>>()?,
            function: self.function,
            declared: self.declared,
            input: self.input,
            needed: self.needed,
            consumers: self.consumers,
        })
    }
}

impl<L> Entry<L> {
    pub(crate) fn consumers(&self, provider: Provider) -> &[Consumer] {
        &self.consumers[provider]
    }

    /// The option for which the value is a `bool`, a duration or a number, and so `Copy`.
    pub(crate) fn copied_by_option<'m>(&self, pipeline: &Resolved<'m, L>, provider: Provider) -> Option<Role>
    where
        L: Link,
    {
        let copies = |edge: &OptionEdge<'m, L>| {
            matches!(edge.role, Role::When | Role::Gives(_)) && edge.provider.found() == Some(provider)
        };
        self.consumers(provider).iter().find_map(|consumer| match *consumer {
            Consumer::Option { node } => pipeline.options(node).iter().find(|edge| copies(edge)).map(|edge| edge.role),
            Consumer::Param { .. } | Consumer::Output(_) => None,
        })
    }

    /// True if the output takes the value.
    pub(crate) fn gives(&self, provider: Provider) -> bool {
        matches!(self.consumers(provider), [.., Consumer::Output(_)])
    }
}

/// A field of an entry point's output.
pub(crate) struct EntryField<L = Option<Provider>> {
    pub(crate) name: Ident,
    pub(crate) provider: L,
    /// The field takes a fallible provider's failure as a value.
    pub(crate) outcome: bool,
}
