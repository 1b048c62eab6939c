//! Copies of values that may not be `Copy`, and the compiler's words for the reason of each.

use syn::Ident;

use super::lowering::Lowering;
use crate::check::{only_if_copy, why_not_taken};
use crate::read::model::Node;
use crate::resolve::{Consumer, Obstacle, Provider};
use crate::types;

/// The reason for a copy: the compiler's words about a type that is not `Copy`.
pub(crate) struct CopyWords {
    pub(crate) provider: Ident,
    pub(crate) consumer: Ident,
    pub(crate) message: String,
    pub(crate) label: String,
}

impl Lowering<'_, '_> {
    /// The words for a value that a node takes, unless it goes to its only consumer or is known to be `Copy`.
    pub(super) fn copy_words(&self, node: &Node, provider: Provider) -> Option<CopyWords> {
        let moves = self.moves(provider);
        let copy = self.source(provider).spelled_type().and_then(types::is_copy) == Some(true);
        (!moves && !copy).then(|| self.words_for_copy(node, provider))
    }

    pub(super) fn words_for_copy(&self, node: &Node, provider: Provider) -> CopyWords {
        let (name, consumer) = (self.source(provider).name(), node.name());
        let (message, elements) = self.copy_message(node, provider);
        let after = match self.obstacle(node, provider) {
            Some(Obstacle::Unordered(other)) => {
                format!(", or `#[node(after({}))]` at `{consumer}`", self.pipeline.node(other).name())
            }
            _ => String::new(),
        };
        let label = match (self.whole(provider), elements) {
            (true, _) => "take both halves by reference: `Result<&T, &E>`".to_owned(),
            (false, true) => "take a reference, or write `#[clone]` in front".to_owned(),
            (false, false) => format!("take a reference, or write `#[clone] {name}`{after}"),
        };
        CopyWords { provider: name.clone(), consumer: consumer.clone(), message, label }
    }

    /// The reason why a node cannot take a value away.
    fn obstacle(&self, node: &Node, provider: Provider) -> Option<Obstacle> {
        let taker = self.pipeline.module.nodes.iter().find(|(_, other)| other.name() == node.name());
        self.turns.to_taking(provider, taker?.0)
    }

    /// The other users of the value, or the reason why one use needs several copies; true: it is about the elements.
    fn copy_message(&self, node: &Node, provider: Provider) -> (String, bool) {
        let (name, consumer) = (self.source(provider).name(), node.name());
        let input = self.pipeline.input_of(self.entry);
        if let Some(input) = input.filter(|input| self.pipeline.stays_in(input, provider)) {
            let message = format!(
                "`{consumer}` takes `{name}` by value, but `{}` implements `Drop`, so it keeps it",
                input.ident
            );
            return (message, node.each());
        }
        let consumers = &self.pipeline.users(self.entry, provider)[..];
        let own: Vec<_> = consumers
            .iter()
            .filter_map(|used| match *used {
                Consumer::Param { node: user, param } if self.pipeline.node(user).name() == consumer => {
                    Some((&node.params[param], self.pipeline.edge(user, param).access))
                }
                Consumer::Param { .. } | Consumer::Option { .. } | Consumer::Output(_) => None,
            })
            .collect();
        let elements = own
            .iter()
            .any(|(param, access)| param.each.is_some() && (access.borrows() || self.pipeline.moves(consumers)));
        if elements || (node.repeats() && own.len() == consumers.len()) {
            return (only_if_copy(node, name, elements), elements);
        }
        let obstacle = self.obstacle(node, provider).unwrap_or(Obstacle::Twice);
        (why_not_taken(self.pipeline, provider, node, obstacle, consumers), false)
    }
}
