//! Values: who consumes them, and what becomes of a failure.

use super::{Access, Consumer, Entry, EntryField, Pipeline, Provider, Source};
use crate::read::model::Node;

impl Pipeline<'_> {
    pub(super) fn consumer_lists(&self) -> Vec<Vec<Consumer>> {
        let mut lists = vec![Vec::new(); self.provider_count()];
        for (node, edges) in self.edges.iter().enumerate() {
            for (param, edge) in edges.iter().enumerate() {
                if let Some(provider) = edge.provider
                    && !self.shares_elements(node, param)
                {
                    lists[provider.0].push(Consumer::Param { node, param });
                }
            }
            for provider in self.options[node].when.into_iter().chain(self.options[node].limit) {
                lists[provider.0].push(Consumer::Policy { node });
            }
        }
        lists
    }

    /// Whether an earlier parameter of the node takes the same elements.
    fn shares_elements(&self, node: usize, param: usize) -> bool {
        let params = &self.module.nodes[node].params;
        let provider = self.edges[node][param].provider;
        let same = |earlier: usize| params[earlier].each.is_some() && self.edges[node][earlier].provider == provider;
        params[param].each.is_some() && (0..param).any(same)
    }

    /// All consumers of a value in the module, whatever entry point they belong to.
    pub(crate) fn consumers(&self, provider: Provider) -> impl Iterator<Item = Consumer> {
        self.consumers[provider.0].iter().copied()
    }

    /// For each provider, the consumers that take part in an entry point with these `fields`, the output last.
    pub(super) fn consumers_among(&self, needed: &[bool], fields: &[EntryField]) -> Vec<Vec<Consumer>> {
        let takes_part = |consumer: &Consumer| match consumer {
            Consumer::Param { node, .. } | Consumer::Policy { node } => needed[self.node_provider(*node).0],
            Consumer::Output(_) => true,
        };
        let lists = self.providers().map(|provider| self.consumers(provider).filter(takes_part).collect());
        let mut lists: Vec<Vec<Consumer>> = lists.collect();
        for (field, EntryField { provider, .. }) in fields.iter().enumerate() {
            if let Some(provider) = provider {
                lists[provider.0].push(Consumer::Output(field));
            }
        }
        lists
    }

    /// Who uses a value besides `node`, with the verb: "`cart` uses", "`cart` and the output use".
    pub(crate) fn other_consumers(&self, consumers: &[Consumer], node: &Node) -> String {
        let mut others: Vec<String> = Vec::new();
        for consumer in consumers {
            let other = match *consumer {
                Consumer::Param { node: other, .. } | Consumer::Policy { node: other } => {
                    let other = self.module.nodes[other].name();
                    if other == node.name() {
                        continue;
                    }
                    format!("`{other}`")
                }
                Consumer::Output(_) => "the output".to_owned(),
            };
            if !others.contains(&other) {
                others.push(other);
            }
        }
        match &others[..] {
            [] if consumers.iter().any(|consumer| matches!(consumer, Consumer::Policy { .. })) => {
                "an option of it uses".to_owned()
            }
            [] => "another parameter of it uses".to_owned(),
            [only] => format!("{only} uses"),
            [most @ .., last] => format!("{} and {last} use", most.join(", ")),
        }
    }

    /// Whether all consumers of a fallible provider take its failure as a value, so that it does not end the run.
    pub(crate) fn handled_in(&self, entry: &Entry, provider: Provider) -> bool {
        let consumers = entry.consumers(provider);
        !consumers.is_empty()
            && consumers.iter().all(|consumer| match *consumer {
                Consumer::Param { node, param } => {
                    matches!(
                        self.edge(node, param).access,
                        Access::OutcomeRef | Access::OutcomeValue | Access::OutcomeClone
                    )
                }
                Consumer::Policy { .. } => false,
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
}
