//! Names → edges: who provides what, who consumes it and how, and what each entry point needs.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::{Ident, Type};

use crate::graph::Graph;
use crate::model::{InputField, Module, Node, Param};
use crate::names::{self, Facade};
use crate::types;
use crate::value_type::Unnameable;

/// A module whose names have been looked up.
pub(crate) struct Pipeline<'m> {
    pub(crate) module: &'m Module,
    /// Where generated code finds the runtime.
    pub(crate) facade: Facade,
    /// For each node, for each of its parameters.
    edges: Vec<Vec<Edge>>,
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
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
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
}

/// One function of `Pipeline` and what it needs.
pub(crate) struct Entry {
    /// `run`, or `run_summary` for an output struct `Summary`.
    pub(crate) function: Ident,
    /// The index of the output struct the user declared for it.
    pub(crate) declared: Option<usize>,
    pub(crate) fields: Vec<EntryField>,
    /// Whether a provider is part of this entry point, by its number.
    pub(crate) needed: Vec<bool>,
}

/// A field of an entry point's output.
pub(crate) struct EntryField {
    pub(crate) name: Ident,
    pub(crate) provider: Option<Provider>,
    /// The field takes a fallible provider's failure as a value.
    pub(crate) outcome: bool,
}

/// Who uses a value within an entry point.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Consumer {
    /// The parameter of a node, by their numbers.
    Param { node: usize, param: usize },
    /// The field of the output, by its number.
    Output(usize),
}

/// Looks up every name of `module`.
pub(crate) fn resolve(module: &Module) -> Pipeline<'_> {
    let mut pipeline = Pipeline {
        module,
        facade: Facade::new(module.options.krate.as_ref()),
        edges: Vec::new(),
        consumers: Vec::new(),
        acyclic: true,
        value_types: Vec::new(),
        entries: Vec::new(),
    };
    let names = pipeline.providers().map(|provider| (pipeline.source(provider).name().unraw(), provider));
    // Of two of one name the first counts, as for the reader; the rules report the second.
    let names: BTreeMap<Ident, Provider> = names.rev().collect();
    pipeline.edges = module.nodes.iter().map(|node| pipeline.edges_of(node, &names)).collect();
    pipeline.consumers = pipeline.consumer_lists();
    pipeline.value_types = pipeline.providers().map(|_| OnceCell::new()).collect();
    pipeline.acyclic = pipeline.graph().topological_order().is_some();
    pipeline.entries = pipeline.entry_points();
    pipeline
}

impl<'m> Pipeline<'m> {
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

    /// The provider called `name`.
    pub(crate) fn find(&self, name: &Ident) -> Option<Provider> {
        let wanted = name.unraw();
        self.providers().find(|provider| self.source(*provider).name().unraw() == wanted)
    }

    fn edges_of(&self, node: &Node, names: &BTreeMap<Ident, Provider>) -> Vec<Edge> {
        let find = |name: &Ident| names.get(&name.unraw()).copied();
        let edge = |param: &Param| {
            let provider = param.wanted().and_then(|name| find(name).or_else(|| find(&without_underscore(name)?)));
            Edge { provider, access: self.access(param, provider) }
        };
        node.params.iter().map(edge).collect()
    }

    fn consumer_lists(&self) -> Vec<Vec<Consumer>> {
        let mut lists = vec![Vec::new(); self.provider_count()];
        for (node, edges) in self.edges.iter().enumerate() {
            for (param, edge) in edges.iter().enumerate() {
                if let Some(provider) = edge.provider {
                    lists[provider.0].push(Consumer::Param { node, param });
                }
            }
        }
        lists
    }

    fn access(&self, param: &Param, provider: Option<Provider>) -> Access {
        if param.clone.is_some() {
            return Access::Clone;
        }
        if provider.is_some_and(|provider| self.takes_outcome(provider, &param.ty)) {
            return if types::all_arguments_borrowed(&param.ty) { Access::OutcomeRef } else { Access::OutcomeValue };
        }
        match types::reference(&param.ty) {
            Some(reference) if reference.mutability.is_some() => Access::BorrowMut,
            Some(_) if !provider.is_some_and(|provider| self.handed_on(provider, &param.ty)) => Access::Borrow,
            Some(_) | None => Access::Value,
        }
    }

    /// Whether `ty` takes the failure of a fallible provider as a value.
    fn takes_outcome(&self, provider: Provider, ty: &Type) -> bool {
        self.source(provider).fallible() && types::is_named_result(ty)
    }

    /// A provider that is itself a shared reference is handed on, not borrowed again.
    fn handed_on(&self, provider: Provider, asked: &Type) -> bool {
        let provided = self.source(provider).spelled_type().map_or(0, types::shared_references);
        provided > 0 && types::shared_references(asked) <= provided
    }

    /// All consumers of a value in the module, whatever entry point they belong to.
    pub(crate) fn consumers(&self, provider: Provider) -> impl Iterator<Item = Consumer> {
        self.consumers[provider.0].iter().copied()
    }

    /// The consumers of a value that take part in an entry point, its output last.
    pub(crate) fn consumers_in(&self, entry: &Entry, provider: Provider) -> Vec<Consumer> {
        let params = self.consumers(provider).filter(|consumer| match consumer {
            Consumer::Param { node, .. } => entry.needed[self.node_provider(*node).0],
            Consumer::Output(_) => true,
        });
        let fields = entry.fields.iter().enumerate();
        let outputs =
            fields.filter(|(_, field)| field.provider == Some(provider)).map(|(field, _)| Consumer::Output(field));
        params.chain(outputs).collect()
    }

    /// Who uses a value besides `node`, with the verb: "`cart` uses", "`cart` and the output use".
    pub(crate) fn other_consumers(&self, consumers: &[Consumer], node: &Node) -> String {
        let mut others: Vec<String> = Vec::new();
        for consumer in consumers {
            let other = match *consumer {
                Consumer::Param { node: other, .. } if self.module.nodes[other].name() == node.name() => continue,
                Consumer::Param { node: other, .. } => format!("`{}`", self.module.nodes[other].name()),
                Consumer::Output(_) => "the output".to_owned(),
            };
            if !others.contains(&other) {
                others.push(other);
            }
        }
        match &others[..] {
            [] => "another parameter of it uses".to_owned(),
            [only] => format!("{only} uses"),
            [most @ .., last] => format!("{} and {last} use", most.join(", ")),
        }
    }

    /// Whether all consumers of a fallible provider take its failure as a value, so that it does not end the run.
    pub(crate) fn handled_in(&self, entry: &Entry, provider: Provider) -> bool {
        let consumers = self.consumers_in(entry, provider);
        !consumers.is_empty()
            && consumers.iter().all(|consumer| match *consumer {
                Consumer::Param { node, param } => {
                    matches!(self.edge(node, param).access, Access::OutcomeRef | Access::OutcomeValue)
                }
                Consumer::Output(field) => entry.fields[field].outcome,
            })
    }

    /// Whether the failure of a provider ends a run of the entry point.
    pub(crate) fn ends_run(&self, entry: &Entry, provider: Provider) -> bool {
        self.source(provider).fallible() && !self.handled_in(entry, provider)
    }

    /// The nodes whose failure ends a run of some entry point, in declaration order.
    pub(crate) fn failing(&self) -> impl Iterator<Item = (Provider, &Node)> {
        self.providers().filter_map(|provider| match self.source(provider) {
            Source::Node(node) => self
                .entries
                .iter()
                .any(|entry| entry.needed[provider.0] && self.ends_run(entry, provider))
                .then_some((provider, node)),
            Source::Field(_) => None,
        })
    }

    /// The edges among all providers, as a graph over their numbers.
    pub(crate) fn graph(&self) -> Graph {
        let mut graph = Graph::new(self.provider_count());
        for (node, edges) in self.edges.iter().enumerate() {
            for provider in edges.iter().filter_map(|edge| edge.provider) {
                graph.add_edge(provider.0, self.node_provider(node).0);
            }
        }
        graph
    }

    fn entry_points(&self) -> Vec<Entry> {
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
        Entry { function, declared, fields, needed: self.graph().ancestors_of(targets) }
    }
}

fn without_underscore(name: &Ident) -> Option<Ident> {
    let text = name.to_string();
    let rest = text.strip_prefix('_')?;
    syn::parse_str::<Ident>(rest).or_else(|_| syn::parse_str(&format!("r#{rest}"))).ok()
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
        matches!(self, Self::Node(node) if node.returns.fallible.is_some())
    }

    /// The type of the value, where the source spells it out.
    pub(crate) fn spelled_type(self) -> Option<&'m Type> {
        match self {
            Self::Field(field) => (!field.future).then_some(&field.ty),
            Self::Node(node) => match &node.returns.fallible {
                Some(fallible) => fallible.value.as_ref(),
                None => Some(&node.returns.whole),
            },
        }
    }

    fn gives_unit(self) -> bool {
        self.spelled_type().is_some_and(types::is_unit)
    }
}
