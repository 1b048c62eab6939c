//! The resolved module: its providers and edges, and the questions about them.

use std::cell::OnceCell;

use syn::ext::IdentExt;
use syn::{Ident, Type};

use super::access::Access;
use super::consumer::Consumer;
use super::entry::Entry;
use super::link::{Link, Provider};
use super::source::Source;
use crate::graph::{Graph, Id, Table};
use crate::names::{self, Facade};
use crate::read::mentions::Mentions;
use crate::read::model::{InputField, InputStruct, Module, Node, NodeId, Param};
use crate::read::policy::Role;
use crate::types::{self, Arguments};

/// A module whose names have been looked up. `L` is what an edge leads to: an `Option` as long as nothing may have the
/// name, a [`Provider`] once the module is checked.
pub(crate) struct Resolved<'m, L = Option<Provider>> {
    pub(crate) module: &'m Module,
    /// The fields of the inputs in declaration order. Those of one name are one provider, whose first field this is.
    pub(super) fields: Vec<&'m InputField>,
    /// The generated code's path to the runtime.
    pub(crate) facade: Facade,
    /// For each node, for each of its parameters.
    pub(super) edges: Table<NodeId, Vec<Edge<L>>>,
    /// For each node, the names in its options.
    pub(super) options: Table<NodeId, Vec<OptionEdge<'m, L>>>,
    /// For each provider, the parameters and options that take it.
    pub(super) consumers: Table<Provider, Vec<Consumer>>,
    /// True if no node waits for itself, so that types can be followed from node to node.
    pub(super) acyclic: bool,
    pub(super) doubts: Doubts,
    /// The nodes and the items of ours that each node mentions, in its signature and its body.
    pub(super) mentions: Table<NodeId, Mentions>,
    /// The types that have been asked for, provider by provider.
    pub(super) value_types: Table<Provider, OnceCell<Result<Type, Unnameable>>>,
    /// The same for what the generics of nodes stand for.
    pub(super) arguments: Table<Provider, OnceCell<Arguments>>,
    /// The functions of the generated `Pipeline`, in the order they are emitted.
    pub(crate) entries: Vec<Entry<L>>,
}

/// The nodes and providers that mistakes leave unknown.
pub(crate) struct Doubts {
    /// The nodes that may be others, or none.
    pub(super) nodes: Table<NodeId, bool>,
    /// The providers whose values are unknown.
    pub(super) providers: Table<Provider, bool>,
    /// For each provider that comes before itself, the first one on a circle with it.
    pub(super) circles: Table<Provider, Option<Provider>>,
}

impl Doubts {
    pub(super) fn none() -> Self {
        Self { nodes: Table::new(), providers: Table::new(), circles: Table::new() }
    }
}

/// The edge into a parameter: its provider, and the access to the value.
#[derive(Clone, Copy)]
pub(crate) struct Edge<L = Option<Provider>> {
    pub(crate) provider: L,
    pub(crate) access: Access,
}

/// The edge into an option of a node, which names its provider.
#[derive(Clone, Copy)]
pub(crate) struct OptionEdge<'m, L = Option<Provider>> {
    pub(crate) role: Role,
    pub(crate) name: &'m Ident,
    pub(crate) provider: L,
}

/// The reason why a value's type cannot be spelled outside its node's signature.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Unnameable {
    /// It is an `impl Trait`.
    ImplTrait,
    /// It borrows from a value that ends with the run.
    Borrows,
    /// It depends on a type that is inferred at the node's call.
    Generic,
}

impl<'m> Resolved<'m> {
    /// The same, if nothing was looked up in vain.
    pub(crate) fn complete(self) -> Option<Resolved<'m, Provider>> {
        let edge = |edge: &Edge| Some(Edge { provider: edge.provider?, access: edge.access });
        let edges = self.edges.rows().map(|edges| edges.iter().map(edge).collect());
        let option = |OptionEdge { role, name, provider }: &OptionEdge<'m>| {
            Some(OptionEdge { role: *role, name, provider: (*provider)? })
        };
        let options = self.options.rows().map(|options| options.iter().map(option).collect());
        Some(Resolved {
            edges: edges.collect::<Option<Vec<_>>>()?.into_iter().collect(),
            options: options.collect::<Option<Vec<_>>>()?.into_iter().collect(),
            entries: self.entries.into_iter().map(Entry::complete).collect::<Option<Vec<_>>>()?,
            module: self.module,
            fields: self.fields,
            facade: self.facade,
            consumers: self.consumers,
            acyclic: self.acyclic,
            doubts: self.doubts,
            mentions: self.mentions,
            value_types: self.value_types,
            arguments: self.arguments,
        })
    }
}

/// The first field of each name.
pub(super) fn fields(module: &Module) -> Vec<&InputField> {
    let mut fields: Vec<&InputField> = Vec::new();
    for (_, field) in module.input_fields() {
        if !fields.iter().any(|first| first.ident.unraw() == field.ident.unraw()) {
            fields.push(field);
        }
    }
    fields
}

impl<'m, L: Link> Resolved<'m, L> {
    /// The name of the unit struct with the entry points.
    pub(crate) fn name(&self) -> Ident {
        self.module.options.name.clone().unwrap_or_else(|| names::item(names::PIPELINE))
    }

    pub(super) fn provider_count(&self) -> usize {
        self.fields.len() + self.module.nodes.len()
    }

    /// All providers, inputs first.
    pub(crate) fn providers(&self) -> impl DoubleEndedIterator<Item = Provider> + use<L> {
        (0..self.provider_count()).map(Provider::new)
    }

    /// The node or the input behind a provider.
    pub(crate) fn source(&self, provider: Provider) -> Source<'m> {
        match self.node_id(provider) {
            Some(node) => Source::Node(self.node(node)),
            None => Source::Field(self.fields[provider.index()]),
        }
    }

    pub(crate) fn mentions(&self, node: NodeId) -> &Mentions {
        &self.mentions[node]
    }

    pub(crate) fn node(&self, node: NodeId) -> &'m Node {
        &self.module.nodes[node]
    }

    /// A node as provider.
    pub(crate) fn node_provider(&self, node: NodeId) -> Provider {
        Provider::new(self.fields.len() + node.index())
    }

    /// True if it is clear which entry point takes which input.
    pub(crate) fn inputs_clear(&self) -> bool {
        let outputs = self.entries.iter().map(|entry| self.output_name(entry.declared)).collect::<Vec<_>>();
        let mut named = self.module.inputs.iter().filter_map(|input| input.outputs.as_ref()).flatten();
        let for_all = self.module.inputs.iter().filter(|input| input.outputs.is_none());
        let two_roles = self.module.inputs.iter().any(|input| input.output.is_some());
        for_all.count() < 2 && !two_roles && named.all(|name| outputs.contains(name))
    }

    /// The input of an entry point.
    pub(crate) fn input_of(&self, entry: &Entry<L>) -> Option<&'m InputStruct> {
        entry.input.map(|input| &self.module.inputs[input])
    }

    /// The field of an input struct that a provider is.
    pub(crate) fn field_in(&self, input: &'m InputStruct, provider: Provider) -> Option<&'m InputField> {
        let Source::Field(first) = self.source(provider) else { return None };
        input.fields.iter().find(|field| field.ident.unraw() == first.ident.unraw())
    }

    /// The node that a provider is; `None` for an input.
    pub(crate) fn node_id(&self, provider: Provider) -> Option<NodeId> {
        provider.index().checked_sub(self.fields.len()).map(NodeId::new)
    }

    /// The edge into a parameter.
    pub(crate) fn edge(&self, node: NodeId, param: usize) -> Edge<L> {
        self.edges[node][param]
    }

    /// The edges into a node, parameter by parameter.
    pub(crate) fn edges(&self, node: NodeId) -> impl Iterator<Item = (&'m Param, Edge<L>)> {
        self.node(node).params.iter().zip(self.edges[node].iter().copied())
    }

    /// The edges into the options of a node.
    pub(crate) fn options(&self, node: NodeId) -> &[OptionEdge<'m, L>] {
        &self.options[node]
    }

    /// The edge into an option that names one provider at most.
    pub(crate) fn option(&self, node: NodeId, role: Role) -> Option<OptionEdge<'m, L>> {
        self.options[node].iter().copied().find(|edge| edge.role == role)
    }

    /// True for a field that cannot be moved out of its struct, which implements `Drop`, and need not be `Copy`.
    pub(crate) fn stays_in(&self, input: &'m InputStruct, provider: Provider) -> bool {
        let field = self.field_in(input, provider);
        self.module.dropped.contains(&input.ident) && field.is_some_and(|field| types::is_copy(&field.ty) != Some(true))
    }

    /// True if the value of a provider stays in the input of an entry point.
    pub(crate) fn stays_in_input(&self, entry: &Entry<L>, provider: Provider) -> bool {
        self.input_of(entry).is_some_and(|input| self.stays_in(input, provider))
    }

    /// True if a provider is a `finally` node.
    pub(crate) fn runs_at_end(&self, provider: Provider) -> bool {
        self.node_id(provider).is_some_and(|node| self.node(node).finally())
    }

    /// The providers that a node names in `after`.
    pub(crate) fn comes_after(&self, node: NodeId) -> impl Iterator<Item = Provider> {
        let after = self.options[node].iter().filter(|edge| edge.role == Role::After);
        after.filter_map(|edge| edge.provider.found())
    }

    /// Everything a node waits for. A `finally` node waits for the whole run, so it has inputs only.
    pub(crate) fn waits_for(&self, node: NodeId) -> impl Iterator<Item = Provider> {
        let params = self.edges[node].iter().map(|edge| edge.provider);
        let all = params.chain(self.options[node].iter().map(|edge| edge.provider)).filter_map(Link::found);
        let finally = self.node(node).finally();
        all.filter(move |provider| !finally || !self.source(*provider).is_task())
    }

    /// True if a node runs as a task of its own where something runs beside it: by its own option or by that of the
    /// module.
    pub(crate) fn spawned(&self, node: &Node) -> bool {
        node.policy.spawn.is_some() || (self.module.options.spawn.is_some() && node.sig.asyncness.is_some())
    }

    /// True if a node runs apart from the caller, so that it shares what it borrows.
    pub(crate) fn detached(&self, node: &Node) -> bool {
        self.spawned(node) || node.policy.blocking.is_some()
    }

    /// The provider called `name`.
    pub(crate) fn find(&self, name: &Ident) -> Option<Provider> {
        let wanted = name.unraw();
        self.providers().find(|provider| self.source(*provider).name().unraw() == wanted)
    }

    pub(crate) fn graph(&self) -> Graph<Provider> {
        let mut graph = Graph::new(self.provider_count());
        for node in self.module.nodes.ids() {
            for provider in self.waits_for(node) {
                graph.add_edge(provider, self.node_provider(node));
            }
        }
        graph
    }
}
