//! The entry points: which outputs there are, and what each of them needs.

use proc_macro2::Span;
use syn::Ident;

use super::{Consumer, Pipeline, Provider};
use crate::names;

/// One function of `Pipeline` and what it needs.
pub(crate) struct Entry {
    /// `run`, or `run_summary` for an output struct `Summary`.
    pub(crate) function: Ident,
    /// The index of the output struct the user declared for it.
    pub(crate) declared: Option<usize>,
    pub(crate) fields: Vec<EntryField>,
    /// Whether a provider is part of this entry point, by its number.
    pub(crate) needed: Vec<bool>,
    /// For each provider, who uses its value here, the output last.
    consumers: Vec<Vec<Consumer>>,
}

impl Entry {
    pub(crate) fn consumers(&self, provider: Provider) -> &[Consumer] {
        &self.consumers[provider.0]
    }

    /// Whether the output takes the value.
    pub(crate) fn gives(&self, provider: Provider) -> bool {
        matches!(self.consumers(provider), [.., Consumer::Output(_)])
    }
}

/// A field of an entry point's output.
pub(crate) struct EntryField {
    pub(crate) name: Ident,
    pub(crate) provider: Option<Provider>,
    /// The field takes a fallible provider's failure as a value.
    pub(crate) outcome: bool,
}

impl Pipeline<'_> {
    pub(super) fn entry_points(&self) -> Vec<Entry> {
        let declared = self.module.outputs.iter().enumerate();
        let mut entries: Vec<Entry> = declared.map(|(index, _)| self.declared_entry(index)).collect();
        if !entries.iter().any(|entry| entry.function == names::RUN) {
            entries.insert(0, self.default_entry());
        }
        entries
    }

    fn declared_entry(&self, index: usize) -> Entry {
        let output = &self.module.outputs[index];
        let fields = output.fields.iter().map(|field| {
            let provider = self.find(&field.ident);
            let outcome = provider.is_some_and(|provider| self.takes_outcome(provider, &field.ty));
            EntryField { name: field.ident.clone(), provider, outcome }
        });
        self.entry(names::entry_function(&output.ident), Some(index), fields.collect())
    }

    fn default_entry(&self) -> Entry {
        let fields = self.sinks().filter(|provider| !self.source(*provider).gives_unit()).map(|provider| EntryField {
            name: self.source(provider).name().clone(),
            provider: Some(provider),
            outcome: false,
        });
        self.entry(Ident::new(names::RUN, Span::call_site()), None, fields.collect())
    }

    /// The nodes nobody consumes.
    fn sinks(&self) -> impl Iterator<Item = Provider> {
        let nodes = (0..self.module.nodes.len()).map(|node| self.node_provider(node));
        nodes.filter(|provider| self.consumers(*provider).next().is_none())
    }

    fn entry(&self, function: Ident, declared: Option<usize>, fields: Vec<EntryField>) -> Entry {
        let always = (0..self.module.nodes.len()).filter(|node| self.module.nodes[*node].always);
        let mut targets: Vec<usize> = always.map(|node| self.node_provider(node).0).collect();
        targets.extend(fields.iter().filter_map(|field| Some(field.provider?.0)));
        if declared.is_none() {
            targets.extend(self.sinks().map(|provider| provider.0));
        }
        let needed = self.graph().ancestors_of(targets);
        let consumers = self.consumers_among(&needed, &fields);
        Entry { function, declared, fields, needed, consumers }
    }
}
