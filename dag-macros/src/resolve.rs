//! Names → edges: who provides each value, who consumes it and how, and the needs of each entry point.

mod access;
pub(crate) mod borrows;
mod capture;
mod coercion;
mod conditions;
mod consumer;
mod consumers;
mod doubt;
mod edges;
mod entries;
mod entry;
mod link;
mod matching;
mod mentions;
mod resolved;
mod source;
mod spellings;
mod turns;
mod value_type;

use std::cell::OnceCell;
use std::collections::BTreeMap;

use syn::ext::IdentExt;

use crate::graph::Table;
use crate::names::Facade;
use crate::read::model::Module;

pub(crate) use access::{Access, Part, Way};
pub(crate) use capture::{Capture, capture};
pub(crate) use coercion::{Coercion, Start};
pub(crate) use consumer::Consumer;
pub(crate) use entry::{Entry, EntryField};
pub(crate) use link::{Link, Provider};
pub(crate) use mentions::CallByHand;
pub(crate) use resolved::{Edge, OptionEdge, Resolved, Unnameable};
pub(crate) use source::Source;
pub(crate) use spellings::Spellings;
pub(crate) use turns::{Obstacle, Turns};

use resolved::Doubts;

/// Looks up every name of `module`.
pub(crate) fn resolve(module: &Module) -> Resolved<'_> {
    let mut resolved = Resolved {
        module,
        fields: resolved::fields(module),
        facade: Facade::new(module.options.krate.as_ref()),
        edges: Table::new(),
        options: Table::new(),
        consumers: Table::new(),
        acyclic: true,
        doubts: Doubts::none(),
        mentions: Table::new(),
        value_types: Table::new(),
        arguments: Table::new(),
        entries: Vec::new(),
    };
    let names = resolved.providers().map(|provider| (resolved.source(provider).name().unraw().to_string(), provider));
    // Of two of one name the first counts, as for the reader; the rules report the second.
    let names: BTreeMap<String, Provider> = names.rev().collect();
    resolved.options = module.nodes.rows().map(|node| edges::option_edges(module, node, &names)).collect();
    resolved.edges = module.nodes.rows().map(|node| resolved.edges_of(node, &names)).collect();
    resolved.mentions = resolved.find_mentions();
    resolved.consumers = resolved.consumer_lists();
    resolved.value_types = resolved.providers().map(|_| OnceCell::new()).collect();
    resolved.arguments = resolved.providers().map(|_| OnceCell::new()).collect();
    let order = resolved.graph().topological_order();
    resolved.acyclic = order.is_some();
    // Each behind those it follows from, lest a long chain of nodes be followed on the stack.
    for provider in order.into_iter().flatten() {
        resolved.look_into(provider);
    }
    resolved.doubts = resolved.find_doubts();
    resolved.entries = resolved.entry_points();
    resolved
}
