//! The entry points: the outputs there are, and the needs of each.

use proc_macro2::Span;
use syn::Ident;

use super::entry::{Entry, EntryField};
use super::link::Provider;
use super::resolved::Resolved;
use crate::names;
use crate::read::model::{InputStruct, Node};
use crate::read::policy::Always;

impl Resolved<'_> {
    pub(super) fn entry_points(&self) -> Vec<Entry> {
        match &self.module.outputs[..] {
            [] => vec![self.default_entry()],
            // The only output is what `run` returns, whatever its name.
            [_] => vec![self.declared_entry(0, Ident::new(names::RUN, Span::call_site()))],
            several => {
                let functions = several.iter().map(|output| names::entry_function(&output.ident)).enumerate();
                functions.map(|(index, function)| self.declared_entry(index, function)).collect()
            }
        }
    }

    fn declared_entry(&self, index: usize, function: Ident) -> Entry {
        let output = &self.module.outputs[index];
        let fields = output.fields.iter().map(|field| {
            let provider = self.find(&field.ident);
            let outcome = provider.is_some_and(|provider| self.takes_outcome(provider, &field.ty));
            EntryField { name: field.ident.clone(), provider, outcome }
        });
        self.entry(function, Some(index), fields.collect())
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
        nodes.filter(|provider| self.consumers(*provider).next().is_none() && !self.runs_at_end(*provider))
    }

    fn entry(&self, function: Ident, declared: Option<usize>, fields: Vec<EntryField>) -> Entry {
        let always = self.module.nodes.iter().filter(|(_, node)| self.always_in(node, declared));
        let mut targets: Vec<Provider> = always.map(|(node, _)| self.node_provider(node)).collect();
        targets.extend(fields.iter().filter_map(|field| field.provider));
        if declared.is_none() {
            targets.extend(self.sinks());
        }
        let needed = self.graph().ancestors_of(targets);
        let consumers = self.consumers_among(&needed, &fields);
        Entry { function, declared, input: self.input_for(declared), fields, needed, consumers }
    }

    /// The index of the input struct of an entry point: its own or, without one, that of all others.
    fn input_for(&self, declared: Option<usize>) -> Option<usize> {
        let (inputs, output) = (&self.module.inputs, self.output_name(declared));
        let own = |input: &InputStruct| input.outputs.as_ref().is_some_and(|outputs| outputs.contains(&output));
        let own = inputs.iter().position(own);
        own.or_else(|| inputs.iter().position(|input| input.outputs.is_none()))
    }
}

impl<L> Resolved<'_, L> {
    /// The name of an entry point's output struct; `declared` is its index.
    pub(crate) fn output_name(&self, declared: Option<usize>) -> Ident {
        declared.map_or_else(|| names::item(names::OUTPUT), |output| self.module.outputs[output].ident.clone())
    }

    /// True if a node runs in the entry point of an output though nobody there may need it, as a `finally` node does.
    pub(crate) fn always_in(&self, node: &Node, declared: Option<usize>) -> bool {
        match &node.policy.always {
            None => node.finally(),
            Some(Always { outputs: None, .. }) => true,
            Some(Always { outputs: Some(outputs), .. }) => outputs.contains(&self.output_name(declared)),
        }
    }
}
