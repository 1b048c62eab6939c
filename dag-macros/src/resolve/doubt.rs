//! The things that a mistake leaves unknown: no rule judges them, so that one mistake is told once.

use std::collections::{BTreeMap, BTreeSet};

use syn::ext::IdentExt;

use super::access::Part;
use super::link::Provider;
use super::resolved::{Doubts, Edge, Resolved};
use super::source::Source;
use crate::graph::Table;
use crate::read::model::{InputField, Node, NodeId, Param};
use crate::read::policy::GivenOption;

impl<'m> Resolved<'m> {
    pub(super) fn find_doubts(&self) -> Doubts {
        let functions = self.module.nodes.rows().flat_map(|node| node.policy.functions());
        let functions: BTreeSet<String> =
            functions.filter_map(|(_, path)| Some(path.get_ident()?.unraw().to_string())).collect();
        let function = |node: &Node| functions.contains(&node.name().unraw().to_string());
        let nodes: Table<_, _> =
            self.module.nodes.rows().map(|node| node.unclear || is_contradictory(node) || function(node)).collect();
        let mut bearers: BTreeMap<String, usize> = BTreeMap::new();
        let name = |provider| self.source(provider).name().unraw().to_string();
        let repeated = self.module.repeated.iter().map(|repeated| repeated.second.unraw().to_string());
        self.providers().map(name).chain(repeated).for_each(|name| *bearers.entry(name).or_default() += 1);
        // Of a struct that is said to be the input and an output, the fields may mean either.
        let two_roles = self.module.inputs.iter().any(|input| input.output.is_some());
        let unlike = |first: &InputField| {
            let same = |field: &InputField| field.ident.unraw() == first.ident.unraw();
            self.module.input_fields().any(|(_, field)| same(field) && (field.unclear || !field.is_like(first)))
        };
        let unclear = |provider| matches!(self.source(provider), Source::Field(field) if unlike(field));
        let unsure = |provider| self.node_id(provider).map_or(two_roles || unclear(provider), |node| nodes[node]);
        let providers = self.providers().map(|provider| bearers[&name(provider)] > 1 || unsure(provider)).collect();
        Doubts { nodes, providers, circles: self.graph().circles() }
    }

    /// True if something would have the name but for a mistake that is told elsewhere.
    pub(crate) fn missing_by_mistake(&self, name: &str) -> bool {
        let again = self.module.repeated.iter().filter(|repeated| repeated.kind == "function");
        let mut marked = self.module.helpers.iter().filter(|helper| helper.marked.is_some());
        again.into_iter().any(|again| again.second.unraw() == name)
            || self.module.meant.iter().any(|meant| meant == name)
            || self.module.elsewhere.iter().any(|other| other.marked && other.ident.unraw() == name)
            || marked.any(|helper| helper.ident.to_string().trim_start_matches('_') == name.trim_start_matches('_'))
    }

    /// True if the value of a provider is unknown.
    pub(crate) fn doubtful(&self, provider: Provider) -> bool {
        self.doubts.providers[provider]
    }

    /// True if a node may be another one than it seems, or none: its attributes could not be read, or an option takes
    /// it for a plain function.
    pub(crate) fn unsure(&self, node: NodeId) -> bool {
        self.doubts.nodes[node]
    }

    /// The edge into a parameter, without its provider where a mistake told elsewhere leaves either end unknown, or the
    /// rule about `finally` nodes judges it.
    pub(crate) fn judged_edge(&self, node: NodeId, param: usize) -> Edge {
        let edge = self.edge(node, param);
        let consumer = self.node_provider(node);
        let by_others = |provider| edge.access.part != Part::AtEnd && !self.runs_at_end(provider);
        let known = |provider: &Provider| {
            !self.doubtful(*provider) && !self.in_circle(*provider, consumer) && by_others(*provider)
        };
        Edge { provider: edge.provider.filter(known).filter(|_| !self.unsure(node)), ..edge }
    }

    /// Such edges into a node, parameter by parameter.
    pub(crate) fn judged_edges(&self, node: NodeId) -> impl Iterator<Item = (&'m Param, Edge)> {
        let params = self.node(node).params.iter().enumerate();
        params.map(move |(index, param)| (param, self.judged_edge(node, index)))
    }

    /// True if a provider comes before itself.
    pub(crate) fn on_circle(&self, provider: Provider) -> bool {
        self.doubts.circles[provider].is_some()
    }

    /// True if an edge is part of a circle, so that it may have to go.
    fn in_circle(&self, provider: Provider, consumer: Provider) -> bool {
        let circle = |provider| self.doubts.circles[provider];
        circle(provider).is_some() && circle(provider) == circle(consumer)
    }

    /// True if every name is that of something known: only then are the values known that nobody takes.
    pub(crate) fn consumers_known(&self) -> bool {
        self.module.nodes.ids().all(|number| {
            !self.unsure(number)
                && self.edges(number).all(|(_, edge)| edge.provider.is_some())
                && self.options(number).iter().all(|edge| edge.provider.is_some())
        })
    }
}

/// True if options of the node contradict each other, so that some of them will go.
fn is_contradictory(node: &Node) -> bool {
    let contradicted = |option: &GivenOption| option.contradicted(&node.given).next().is_some();
    node.given.iter().any(contradicted)
}
