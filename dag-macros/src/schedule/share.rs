//! What nodes that run apart from the caller take with them, and which values they share with others.

use crate::resolve::{Access, Consumer, Entry, Pipeline, Provider};
use crate::schedule::layout::Layout;
use crate::types;

/// How a value gets to where it is used, if that is in a task of the executor or on another thread.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Capture {
    /// Its only user takes it along.
    Move,
    /// Whoever uses it has a copy.
    Copy,
    /// A clone for `#[clone]`.
    Clone,
    /// It is an `Arc` of the user's own.
    Pointer,
    /// Behind an `Arc` that is put there for the purpose.
    Share,
}

impl Pipeline<'_> {
    /// How the value of `provider` gets to a place apart where it is used in these ways.
    pub(crate) fn capture(&self, entry: &Entry, provider: Provider, accesses: &[Access]) -> Capture {
        let consumers = entry.consumers(provider);
        let spelled = self.source(provider).spelled_type().filter(|_| !self.handled_in(entry, provider));
        let reference = spelled.is_some_and(|spelled| types::shared_references(spelled) > 0);
        // Not moved, so it has to be `Copy`; the call itself makes sure of that.
        let taken = |access: &Access| matches!(access, Access::Value | Access::OutcomeValue);
        let cloned = accesses.iter().all(|access| *access == Access::Clone);
        if self.moves(consumers) || accesses.contains(&Access::BorrowMut) {
            Capture::Move
        } else if cloned && reference {
            Capture::Clone
        } else if spelled.and_then(types::is_copy) == Some(true) || accesses.iter().all(taken) {
            Capture::Copy
        } else if cloned {
            Capture::Clone
        } else if spelled.is_some_and(types::is_arc) {
            Capture::Pointer
        } else {
            Capture::Share
        }
    }
}

/// For each provider, whether its value is behind an `Arc`.
pub(crate) fn shared(pipeline: &Pipeline<'_>, entry: &Entry, tasks: &[Provider], layout: &Layout) -> Vec<bool> {
    let task_of = |provider: Provider| tasks.binary_search_by_key(&provider.0, |task| task.0).ok();
    let shared = |provider: Provider| {
        let maker = task_of(provider);
        let consumers = entry.consumers(provider);
        consumers.iter().any(|consumer| {
            let Consumer::Param { node, param } = *consumer else { return false };
            let Some(reader) = task_of(pipeline.node_provider(node)) else { return false };
            let called_apart = layout.spawned[reader] || pipeline.module.nodes[node].policy.blocking.is_some();
            let worker = layout.worker_of(reader);
            let in_another = worker.is_some() && worker != maker.and_then(|maker| layout.worker_of(maker));
            let access = pipeline.edge(node, param).access;
            // Within a worker, a clone is made where it is used.
            let access = if in_another && access == Access::Clone { Access::Borrow } else { access };
            (called_apart || in_another) && pipeline.capture(entry, provider, &[access]) == Capture::Share
        })
    };
    pipeline.providers().map(|provider| entry.needed[provider.0] && shared(provider)).collect()
}
