//! Names → edges: who provides what, who consumes it and how, and what each entry point needs.

mod consumers;
mod edges;
mod entries;
pub(crate) mod value_type;

use std::cell::OnceCell;
use std::collections::BTreeMap;

use syn::ext::IdentExt;
use syn::{Ident, Type};

use crate::graph::Graph;
use crate::names::{self, Facade};
use crate::read::model::{Fails, InputField, Module, Node, Param};
use crate::resolve::value_type::Unnameable;
use crate::types;

pub(crate) use entries::{Entry, EntryField};

/// A module whose names have been looked up.
pub(crate) struct Pipeline<'m> {
    pub(crate) module: &'m Module,
    /// Where generated code finds the runtime.
    pub(crate) facade: Facade,
    /// For each node, for each of its parameters.
    edges: Vec<Vec<Edge>>,
    /// For each node, what its options name.
    options: Vec<OptionEdges>,
    /// For each provider, the parameters that take it.
    consumers: Vec<Vec<Consumer>>,
    /// Whether no node waits for itself, so that types can be followed from node to node.
    pub(crate) acyclic: bool,
    /// The types that have been asked for, provider by provider.
    pub(crate) value_types: Vec<OnceCell<Result<Type, Unnameable>>>,
    /// What the functions of `Pipeline` run, in the order they are emitted.
    pub(crate) entries: Vec<Entry>,
}

/// What provides a value: the fields of the input struct come first, then the nodes, each in declaration order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Provider(pub(crate) usize);

/// A provider, seen as what it is.
#[derive(Clone, Copy)]
pub(crate) enum Source<'m> {
    Field(&'m InputField),
    Node(&'m Node),
}

/// How a parameter gets its value.
#[derive(Clone, Copy)]
pub(crate) struct Edge {
    /// `None` where nothing has the name.
    pub(crate) provider: Option<Provider>,
    pub(crate) access: Access,
}

/// What the options of a node name; `None` where nothing has the name.
pub(crate) struct OptionEdges {
    pub(crate) when: Option<Provider>,
    pub(crate) limit: Option<Provider>,
    pub(crate) after: Vec<Option<Provider>>,
}

/// How a consumer uses a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Access {
    /// `&T`
    Borrow,
    /// `&mut T`
    BorrowMut,
    /// `T`: moved or copied, or a shared reference handed on.
    Value,
    /// `#[clone] T`
    Clone,
    /// `Result<&T, &E>` of a fallible provider
    OutcomeRef,
    /// `Result<T, E>` of a fallible provider
    OutcomeValue,
    /// `#[clone] Result<T, E>` of a fallible provider
    OutcomeClone,
    /// `Option<&T>` of a conditional provider
    OptionRef,
}

/// Who uses a value within an entry point.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Consumer {
    /// The parameter of a node, by their numbers.
    Param { node: usize, param: usize },
    /// An option of a node, which looks at the value.
    Policy { node: usize },
    /// The field of the output, by its number.
    Output(usize),
}

/// Looks up every name of `module`.
pub(crate) fn resolve(module: &Module) -> Pipeline<'_> {
    let mut pipeline = Pipeline {
        module,
        facade: Facade::new(module.options.krate.as_ref()),
        edges: Vec::new(),
        options: Vec::new(),
        consumers: Vec::new(),
        acyclic: true,
        value_types: Vec::new(),
        entries: Vec::new(),
    };
    let names = pipeline.providers().map(|provider| (pipeline.source(provider).name().unraw().to_string(), provider));
    // Of two of one name the first counts, as for the reader; the rules report the second.
    let names: BTreeMap<String, Provider> = names.rev().collect();
    pipeline.edges = module.nodes.iter().map(|node| pipeline.edges_of(node, &names)).collect();
    pipeline.options = module.nodes.iter().map(|node| edges::option_edges(node, &names)).collect();
    pipeline.consumers = pipeline.consumer_lists();
    pipeline.value_types = pipeline.providers().map(|_| OnceCell::new()).collect();
    let order = pipeline.graph().topological_order();
    pipeline.acyclic = order.is_some();
    // Each behind those it follows from, lest a long chain of nodes be followed on the stack.
    for provider in order.into_iter().flatten() {
        _ = pipeline.value_type(Provider(provider));
    }
    pipeline.entries = pipeline.entry_points();
    pipeline
}

impl<'m> Pipeline<'m> {
    /// What the unit struct with the entry points is called.
    pub(crate) fn name(&self) -> Ident {
        self.module.options.name.clone().unwrap_or_else(|| names::item(names::PIPELINE))
    }

    fn fields(&self) -> &'m [InputField] {
        self.module.input.as_ref().map_or(&[], |input| &input.fields)
    }

    /// How many providers there are.
    pub(crate) fn provider_count(&self) -> usize {
        self.fields().len() + self.module.nodes.len()
    }

    /// All providers, inputs first.
    pub(crate) fn providers(&self) -> impl DoubleEndedIterator<Item = Provider> + use<> {
        (0..self.provider_count()).map(Provider)
    }

    /// What a provider is.
    pub(crate) fn source(&self, provider: Provider) -> Source<'m> {
        match self.node_number(provider) {
            Some(node) => Source::Node(&self.module.nodes[node]),
            None => Source::Field(&self.fields()[provider.0]),
        }
    }

    /// A node as provider.
    pub(crate) fn node_provider(&self, node: usize) -> Provider {
        Provider(self.fields().len() + node)
    }

    /// A provider's number among the nodes; `None` for an input.
    pub(crate) fn node_number(&self, provider: Provider) -> Option<usize> {
        provider.0.checked_sub(self.fields().len())
    }

    /// The edge into a parameter.
    pub(crate) fn edge(&self, node: usize, param: usize) -> Edge {
        self.edges[node][param]
    }

    /// The edges into a node, parameter by parameter.
    pub(crate) fn edges(&self, node: usize) -> impl Iterator<Item = (&'m Param, Edge)> {
        self.module.nodes[node].params.iter().zip(self.edges[node].iter().copied())
    }

    /// What the options of a node name.
    pub(crate) fn options(&self, node: usize) -> &OptionEdges {
        &self.options[node]
    }

    /// The names in a node's options, and what they stand for.
    pub(crate) fn option_names(&self, node: usize) -> impl Iterator<Item = (&'m Ident, Option<Provider>)> {
        let (policy, edges) = (&self.module.nodes[node].policy, &self.options[node]);
        let one = policy.when.iter().map(|name| (name, edges.when));
        let one = one.chain(policy.limit.iter().map(|name| (name, edges.limit)));
        one.chain(policy.after.iter().zip(edges.after.iter().copied()))
    }

    /// Everything a node waits for.
    pub(crate) fn waits_for(&self, node: usize) -> impl Iterator<Item = Provider> {
        let params = self.edges[node].iter().filter_map(|edge| edge.provider);
        params.chain(self.option_names(node).filter_map(|(_, provider)| provider))
    }

    /// Whether a node runs as a task of its own where something runs beside it: by its own option or by that of the module.
    pub(crate) fn spawned(&self, node: &Node) -> bool {
        node.policy.spawn.is_some() || (self.module.options.spawn.is_some() && node.sig.asyncness.is_some())
    }

    /// Whether a node runs apart from the caller, so that it shares what it borrows.
    pub(crate) fn detached(&self, node: &Node) -> bool {
        self.spawned(node) || node.policy.blocking.is_some()
    }

    /// The provider called `name`.
    pub(crate) fn find(&self, name: &Ident) -> Option<Provider> {
        let wanted = name.unraw();
        self.providers().find(|provider| self.source(*provider).name().unraw() == wanted)
    }

    pub(crate) fn graph(&self) -> Graph {
        let mut graph = Graph::new(self.provider_count());
        for node in 0..self.module.nodes.len() {
            for provider in self.waits_for(node) {
                graph.add_edge(provider.0, self.node_provider(node).0);
            }
        }
        graph
    }
}

impl Param {
    /// The name the parameter asks for.
    pub(crate) fn wanted(&self) -> Option<&Ident> {
        self.from.as_ref().or(self.local.as_ref())
    }
}

impl<'m> Source<'m> {
    pub(crate) fn name(self) -> &'m Ident {
        match self {
            Self::Field(field) => &field.ident,
            Self::Node(node) => node.name(),
        }
    }

    /// "node" or "input".
    pub(crate) fn kind(self) -> &'static str {
        match self {
            Self::Field(_) => "input",
            Self::Node(_) => "node",
        }
    }

    pub(crate) fn fallible(self) -> bool {
        matches!(self, Self::Node(node) if !matches!(node.fails(), Fails::Never))
    }

    /// Whether it may be skipped.
    pub(crate) fn conditional(self) -> bool {
        matches!(self, Self::Node(node) if node.policy.when.is_some())
    }

    /// The type of the value, where the source spells it out.
    pub(crate) fn spelled_type(self) -> Option<&'m Type> {
        match self {
            Self::Field(field) => (!field.future).then_some(&field.ty),
            Self::Node(node) => node.returns.value.as_ref(),
        }
    }

    /// Whether there is nothing in the value, however often it is given.
    fn gives_unit(self) -> bool {
        match self {
            Self::Field(field) => types::is_unit(&field.ty),
            Self::Node(node) => match &node.returns.fallible {
                Some(fallible) => fallible.value.as_ref().is_some_and(types::is_unit),
                None => types::is_unit(&node.returns.whole),
            },
        }
    }
}
