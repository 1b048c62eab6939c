//! The entry points: the outputs there are, and the needs of each.

use proc_macro2::Span;
use syn::Ident;

use super::entry::{Entry, EntryField};
use super::link::Provider;
use super::resolved::Resolved;
use crate::names;

impl Resolved<'_> {
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
        let nodes = self.module.nodes.ids().map(|node| self.node_provider(node));
        nodes.filter(|provider| self.consumers(*provider).next().is_none())
    }

    fn entry(&self, function: Ident, declared: Option<usize>, fields: Vec<EntryField>) -> Entry {
        let always = self.module.nodes.iter().filter(|(_, node)| node.always);
        let mut targets: Vec<Provider> = always.map(|(node, _)| self.node_provider(node)).collect();
        targets.extend(fields.iter().filter_map(|field| field.provider));
        if declared.is_none() {
            targets.extend(self.sinks());
        }
        let needed = self.graph().ancestors_of(targets);
        let consumers = self.consumers_among(&needed, &fields);
        Entry { function, declared, fields, needed, consumers }
    }
}
