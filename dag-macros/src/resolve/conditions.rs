//! The conditions of nodes, and what they tell of the values of others.

use super::link::{Link, Provider};
use super::resolved::Resolved;
use crate::read::model::NodeId;
use crate::read::policy::{Case, Role};

/// A case of a value that decides, in which alone a node runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Decided {
    pub(crate) flag: Provider,
    pub(crate) case: Case,
}

impl<L: Link> Resolved<'_, L> {
    /// The cases in which alone a node runs: its own condition, that of the node which decides about it, and so on.
    ///
    /// ```text
    /// #[node(when = vip)] async fn regular(..) -> bool
    /// #[node(when = !regular)] async fn welcome(..)        // runs if `regular` ran and is false, so only if `vip`
    /// ```
    pub(crate) fn conditions_of(&self, node: NodeId) -> Vec<Decided> {
        let mut all: Vec<Decided> = Vec::new();
        let mut next = self.condition_of(node);
        while let Some(own) = next.filter(|own| !all.contains(own)) {
            all.push(own);
            next = self.node_id(own.flag).and_then(|flag| self.condition_of(flag));
        }
        all
    }

    fn condition_of(&self, node: NodeId) -> Option<Decided> {
        let case = self.node(node).policy.when.as_ref()?.case;
        Some(Decided { flag: self.option(node, Role::When)?.provider.found()?, case })
    }
}
