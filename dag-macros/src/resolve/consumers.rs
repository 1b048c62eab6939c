//! The consumers of values, and the fate of failures.

use super::access::Part;
use super::consumer::Consumer;
use super::entry::{Entry, EntryField};
use super::link::{Link, Provider};
use super::resolved::{Edge, Resolved};
use super::source::Source;
use crate::diagnostics::suggest::{SHOWN, listed};
use crate::graph::Table;
use crate::read::model::{Node, NodeId};

impl Resolved<'_> {
    pub(super) fn consumer_lists(&self) -> Table<Provider, Vec<Consumer>> {
        let mut lists = Table::filled(self.provider_count(), Vec::new());
        for (node, edges) in self.edges.iter() {
            for (param, edge) in edges.iter().enumerate() {
                if let Some(provider) = edge.provider
                    && edge.access.part != Part::AtEnd
                    && !self.shares_elements(node, param)
                {
                    lists[provider].push(Consumer::Param { node, param });
                }
            }
            for edge in self.options[node].iter().filter(|edge| edge.role.reads()) {
                if let Some(provider) = edge.provider {
                    lists[provider].push(Consumer::Option { node });
                }
            }
        }
        lists
    }

    /// True if an earlier parameter of the node takes the same elements.
    fn shares_elements(&self, node: NodeId, param: usize) -> bool {
        let params = &self.node(node).params;
        let provider = self.edges[node][param].provider;
        let same = |earlier: usize| params[earlier].each.is_some() && self.edges[node][earlier].provider == provider;
        params[param].each.is_some() && (0..param).any(same)
    }

    /// For each provider, the consumers that take part in an entry point with these `fields`, the output last.
    pub(super) fn consumers_among(
        &self,
        needed: &Table<Provider, bool>,
        fields: &[EntryField],
    ) -> Table<Provider, Vec<Consumer>> {
        let takes_part = |consumer: &Consumer| match consumer {
            Consumer::Param { node, .. } | Consumer::Option { node } => needed[self.node_provider(*node)],
            Consumer::Output(_) => true,
        };
        let lists = self.providers().map(|provider| self.consumers(provider).filter(takes_part).collect());
        let mut lists: Table<Provider, Vec<Consumer>> = lists.collect();
        for (field, EntryField { provider, .. }) in fields.iter().enumerate() {
            if let Some(provider) = *provider {
                lists[provider].push(Consumer::Output(field));
            }
        }
        lists
    }
}

impl<L: Link> Resolved<'_, L> {
    /// All consumers of a value in the module, whatever entry point they belong to.
    pub(crate) fn consumers(&self, provider: Provider) -> impl Iterator<Item = Consumer> {
        self.consumers[provider].iter().copied()
    }

    /// The parameters of `finally` nodes of an entry point that look at what a task has given. They are no consumers:
    /// they need nothing, and see no failure.
    pub(crate) fn lookers(&self, entry: &Entry<L>, provider: Provider) -> Vec<Consumer> {
        let mut lookers = Vec::new();
        for (node, _) in self.module.nodes.iter().filter(|(_, node)| node.finally()) {
            if entry.needed[self.node_provider(node)] {
                let looks = |edge: &Edge<L>| edge.access.part == Part::AtEnd && edge.provider.found() == Some(provider);
                let params = self.edges[node].iter().enumerate().filter(|(_, edge)| looks(edge));
                lookers.extend(params.map(|(param, _)| Consumer::Param { node, param }));
            }
        }
        lookers
    }

    /// The consumers of a value in an entry point, and those who look at it when everything else is over.
    pub(crate) fn users(&self, entry: &Entry<L>, provider: Provider) -> Vec<Consumer> {
        let mut users = entry.consumers(provider).to_vec();
        users.extend(self.lookers(entry, provider));
        users
    }

    /// The users of a value besides `node`, with the verb: "`cart` uses", "`cart` and the output use".
    pub(crate) fn other_consumers(&self, consumers: &[Consumer], node: &Node) -> String {
        // Of a long list only the beginning is looked at.
        let (mut others, mut own) = (Vec::new(), false);
        for (index, consumer) in consumers.iter().enumerate() {
            let other = match *consumer {
                Consumer::Param { node: other, .. } | Consumer::Option { node: other } => {
                    let other = self.node(other).name();
                    if other == node.name() {
                        own = true;
                        continue;
                    }
                    format!("`{other}`")
                }
                Consumer::Output(_) => "the output".to_owned(),
            };
            if others.contains(&other) {
                continue;
            }
            if others.len() == SHOWN + 1 {
                others.truncate(SHOWN);
                let left = consumers.len() - index - usize::from(!own);
                others.push(format!("{} more", left + 1));
                break;
            }
            others.push(other);
        }
        match &others[..] {
            [] if consumers.iter().any(|consumer| matches!(consumer, Consumer::Option { .. })) => {
                "an option of it uses".to_owned()
            }
            [] => "another parameter of it uses".to_owned(),
            [only] => format!("{only} uses"),
            [_, _, ..] => format!("{} use", listed(others)),
        }
    }

    /// True if all consumers of a fallible provider take its failure as a value, so that it does not end the run.
    pub(crate) fn handled_in(&self, entry: &Entry<L>, provider: Provider) -> bool {
        let consumers = entry.consumers(provider);
        !consumers.is_empty()
            && consumers.iter().all(|consumer| match *consumer {
                Consumer::Param { node, param } => self.edge(node, param).access.part == Part::Outcome,
                Consumer::Option { .. } => false,
                Consumer::Output(field) => entry.fields[field].outcome,
            })
    }

    /// True if the failure of a provider ends a run of the entry point.
    pub(crate) fn ends_run(&self, entry: &Entry<L>, provider: Provider) -> bool {
        self.source(provider).fallible() && !self.handled_in(entry, provider)
    }

    /// The futures and nodes whose failure ends a run of some entry point, in declaration order.
    pub(crate) fn failing(&self) -> impl Iterator<Item = (Provider, Source<'_>)> {
        let fails = |provider: &Provider| {
            self.entries.iter().any(|entry| entry.needed[*provider] && self.ends_run(entry, *provider))
        };
        self.providers().filter(fails).map(|provider| (provider, self.source(provider)))
    }

    /// True if the value goes to its only consumer, which takes it as it is.
    pub(crate) fn moves(&self, consumers: &[Consumer]) -> bool {
        match *consumers {
            [Consumer::Param { node, param }] => {
                let taken = self.edge(node, param).access.takes();
                let node = self.node(node);
                // A collection is taken apart once, however often its elements are needed.
                taken && (!node.repeats() || node.params[param].each.is_some())
            }
            [Consumer::Output(_)] => true,
            _ => false,
        }
    }
}
