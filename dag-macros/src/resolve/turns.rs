//! The users of a value in turn: who takes it in the end, and who changes it before.

use std::cell::OnceCell;

use super::access::{Access, Part, Way};
use super::borrows;
use super::consumer::Consumer;
use super::entry::Entry;
use super::link::{Link, Provider};
use super::resolved::Resolved;
use super::spellings::Spellings;
use crate::graph::{Graph, Table};
use crate::read::model::NodeId;

/// The order of the users of values in an entry point.
pub(crate) struct Turns<'a, 'm, L> {
    pipeline: &'a Resolved<'m, L>,
    entry: &'a Entry<L>,
    /// The providers that the entry point needs, and the edges among them.
    graph: Graph<Provider>,
    /// For each provider, those that come before it and itself, once somebody asks.
    before: Table<Provider, OnceCell<Table<Provider, bool>>>,
    spellings: Spellings<'m>,
}

/// The reason why a node cannot take a value away, or change it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Obstacle {
    /// Nothing orders the two.
    Unordered(NodeId),
    /// Another one uses the value later.
    Later(NodeId),
    /// Another one has taken it before.
    Gone(NodeId),
    /// The value of this one may still borrow from it.
    Kept(NodeId),
    /// The node itself uses it twice.
    Twice,
    /// The output takes it.
    Output,
}

impl<'a, 'm, L: Link> Turns<'a, 'm, L> {
    pub(crate) fn of(pipeline: &'a Resolved<'m, L>, entry: &'a Entry<L>) -> Self {
        let all = pipeline.graph();
        let mut graph = Graph::new(all.len());
        for from in pipeline.providers().filter(|from| entry.needed[*from]) {
            let needed = all.successors(from).iter().filter(|to| entry.needed[**to]);
            needed.for_each(|to| graph.add_edge(from, *to));
        }
        let before = pipeline.providers().map(|_| OnceCell::new()).collect();
        Self { pipeline, entry, graph, before, spellings: Spellings::of(pipeline.module) }
    }

    /// The one of several users who takes a value when all others are done with it.
    pub(crate) fn last_taker(&self, provider: Provider) -> Option<NodeId> {
        let several = self.entry.consumers(provider).len() > 1;
        if !several || self.pipeline.stays_in_input(self.entry, provider) || self.is_copy(provider) {
            return None;
        }
        let mut takers = self.entry.consumers(provider).iter().filter_map(|consumer| self.taker(*consumer));
        let taker = takers.next().filter(|_| takers.next().is_none())?;
        let node = self.pipeline.node(taker);
        let again = |consumer: &Consumer| match *consumer {
            Consumer::Param { node: of, param } => of == taker && node.params[param].each.is_none() && node.repeats(),
            Consumer::Option { .. } | Consumer::Output(_) => false,
        };
        let repeats = self.entry.consumers(provider).iter().any(again);
        (!repeats && self.to_taking(provider, taker).is_none()).then_some(taker)
    }

    /// True if a value is `Copy`, so that nobody takes it away, as conditions, durations and numbers are.
    fn is_copy(&self, provider: Provider) -> bool {
        let spelled = self.pipeline.source(provider).spelled_type();
        let outcome = |access: Access| access.part == Part::Outcome;
        let accesses = self.entry.consumers(provider).iter().filter_map(|consumer| self.access(*consumer));
        let copy = spelled.and_then(|ty| self.pipeline.module.foreign.is_copy(ty)) == Some(true);
        (copy && !{ accesses }.any(outcome)) || self.entry.copied_by_option(self.pipeline, provider).is_some()
    }

    /// The reason why a node cannot take a value away; one that no order would mend comes first.
    pub(crate) fn to_taking(&self, provider: Provider, taker: NodeId) -> Option<Obstacle> {
        let users = self.pipeline.users(self.entry, provider);
        if self.pipeline.node(taker).finally() && users.len() > 1 {
            return Some(Obstacle::Twice);
        }
        let mut own = 0;
        let obstacle = |consumer: &Consumer| match *consumer {
            Consumer::Output(_) => Some(Obstacle::Output),
            Consumer::Param { node, .. } | Consumer::Option { node } if node == taker => {
                own += 1;
                (own > 1).then_some(Obstacle::Twice)
            }
            Consumer::Param { node, .. } | Consumer::Option { node } => match self.order(node, taker) {
                Order::Before if self.taker(*consumer).is_some() => Some(Obstacle::Gone(node)),
                Order::Before => self.keeps(*consumer).then_some(Obstacle::Kept(node)),
                Order::After => Some(Obstacle::Later(node)),
                Order::None => Some(Obstacle::Unordered(node)),
            },
        };
        let obstacles = users.iter().filter_map(obstacle);
        obstacles.min_by_key(|obstacle| matches!(obstacle, Obstacle::Unordered(_)))
    }

    /// The reason why a node cannot change a value that others use, too.
    pub(crate) fn to_changing(&self, provider: Provider, changer: NodeId) -> Option<Obstacle> {
        let consumers = self.entry.consumers(provider);
        let mut own = 0;
        consumers.iter().find_map(|consumer| match *consumer {
            Consumer::Output(_) => None,
            Consumer::Param { node, .. } | Consumer::Option { node } if node == changer => {
                own += 1;
                let kept = self.keeps(*consumer) && (consumers.len() > 1 || self.pipeline.node_id(provider).is_some());
                if own > 1 { Some(Obstacle::Twice) } else { kept.then_some(Obstacle::Kept(node)) }
            }
            Consumer::Param { node, .. } | Consumer::Option { node } => match self.order(node, changer) {
                Order::None => Some(Obstacle::Unordered(node)),
                Order::Before => self.keeps(*consumer).then_some(Obstacle::Kept(node)),
                Order::After => None,
            },
        })
    }

    /// True if the users of a value need its turns: somebody changes it, or takes it after others.
    pub(crate) fn in_turn(&self, provider: Provider) -> bool {
        let consumers = self.entry.consumers(provider);
        let made = self.pipeline.node_id(provider).is_some();
        let changed = consumers.iter().any(|consumer| self.changes(*consumer));
        (changed && (made || consumers.len() > 1)) || self.last_taker(provider).is_some()
    }

    /// True if a user has the value as `&mut`.
    pub(crate) fn changes(&self, consumer: Consumer) -> bool {
        self.access(consumer).is_some_and(|access| access.way == Way::BorrowMut)
    }

    /// True if a node changes the value.
    pub(crate) fn changes_of(&self, provider: Provider, changer: NodeId) -> bool {
        let own = |consumer: &&Consumer| matches!(consumer, Consumer::Param { node, .. } if *node == changer);
        self.entry.consumers(provider).iter().filter(own).any(|consumer| self.changes(*consumer))
    }

    /// True if one node is over before the other starts.
    pub(crate) fn precedes(&self, one: NodeId, other: NodeId) -> bool {
        self.order(one, other) == Order::Before
    }

    fn order(&self, one: NodeId, other: NodeId) -> Order {
        let last = [one, other].map(|node| self.pipeline.node(node).finally());
        let [one, other] = [one, other].map(|node| self.pipeline.node_provider(node));
        if last == [true, false] {
            Order::After
        } else if last == [false, true] {
            Order::Before
        } else if one == other {
            Order::None
        } else if self.before(other)[one] {
            Order::Before
        } else if self.before(one)[other] {
            Order::After
        } else {
            Order::None
        }
    }

    fn before(&self, provider: Provider) -> &Table<Provider, bool> {
        self.before[provider].get_or_init(|| self.graph.ancestors_of([provider]))
    }

    fn access(&self, consumer: Consumer) -> Option<Access> {
        match consumer {
            Consumer::Param { node, param } => Some(self.pipeline.edge(node, param).access),
            Consumer::Option { .. } | Consumer::Output(_) => None,
        }
    }

    /// The node, if it takes the value itself.
    fn taker(&self, consumer: Consumer) -> Option<NodeId> {
        match consumer {
            Consumer::Param { node, param } => self.pipeline.edge(node, param).access.takes().then_some(node),
            Consumer::Option { .. } | Consumer::Output(_) => None,
        }
    }

    /// True if the value of a node may hold a borrow of what it uses.
    fn keeps(&self, consumer: Consumer) -> bool {
        let Consumer::Param { node: number, param } = consumer else { return false };
        let (node, access) = (self.pipeline.node(number), self.pipeline.edge(number, param).access);
        let borrowed = access.borrows() || access.way == Way::BorrowMut;
        let ty = &node.params[param].ty;
        borrowed
            && !self.pipeline.detached(node)
            && (borrows::may_keep(&node.sig, ty, &self.spellings)
                || (borrows::mixes_parameters(&node.sig) && borrows::names_its_borrow(ty)))
    }
}

/// The order of two nodes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Before,
    After,
    None,
}
