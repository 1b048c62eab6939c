//! The part of a program that schedules are made of: the order of its tasks and the lives of its values. Knows no
//! syntax.

use super::conditions::Condition;
use super::lowering::{Lowering, TaskId, ValueId};
use super::streams::Streams;
use crate::graph::{Acyclic, Table};
use crate::read::model::{Fails, Node};
use crate::read::policy::Role;
use crate::resolve::{Access, Consumer, Provider, Source, Way, borrows};
use crate::types;
use syn::Type;

pub(crate) struct Flow {
    pub(crate) graph: Acyclic<TaskId>,
    pub(crate) tasks: Table<TaskId, FlowTask>,
    pub(crate) values: Table<ValueId, Life>,
    pub(crate) streams: Streams,
}

/// A task, as schedules see it.
pub(crate) struct FlowTask {
    pub(crate) kind: Kind,
    /// The values it makes.
    pub(crate) gives: Vec<ValueId>,
    pub(crate) spawn: Spawn,
    /// The executor that it is spawned on, if it is not the current one.
    pub(crate) executor: Option<ValueId>,
    /// It runs on a thread of its own.
    pub(crate) blocking: bool,
    /// It may share a task of the executor with its neighbours in a chain.
    pub(crate) in_chain: bool,
    /// Its failure ends the run.
    pub(crate) ends_run: bool,
}

/// The two kinds of tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It may wait.
    Asynchronous,
    /// It never waits.
    Inline,
}

/// The condition in which a task becomes one of the executor.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spawn {
    Never,
    /// If something runs beside it.
    Beside,
    Always,
}

/// The life of a value.
#[derive(Clone)]
pub(crate) struct Life {
    /// The task that makes it; `None` for an input.
    pub(crate) maker: Option<TaskId>,
    /// The tasks that use it.
    pub(crate) readers: Vec<TaskId>,
    /// The tasks that only look for its presence.
    pub(crate) peekers: Vec<TaskId>,
    /// The tasks that only name it in `after`, if they can notice its end.
    pub(crate) named_by: Vec<TaskId>,
    /// Its only consumer takes it by value, or its last one.
    pub(crate) moved: bool,
    /// Its users have it in turn: some change it, or one takes it after others.
    pub(crate) in_turn: bool,
    /// Those of them that change it.
    pub(crate) changers: Vec<TaskId>,
    /// The one of them that takes it.
    pub(crate) taker: Option<TaskId>,
    /// The output takes it, by value.
    pub(crate) output: bool,
    /// It is there when everything else is over, for a `finally` node, or for what such a node looks at.
    pub(crate) at_end: bool,
    /// The values that may hold a borrow of this one.
    pub(crate) borrowers: Vec<ValueId>,
    /// It ends when its consumers are done: nothing can hold a borrow of it then.
    pub(crate) freed: bool,
    /// It ends with the run unless somebody takes it: its end may mean something.
    pub(crate) lasts: bool,
    /// Another value may be left with a borrow of it, even one that was there before.
    pub(crate) left: bool,
    /// It may borrow from what its maker was given.
    pub(crate) borrows: bool,
}

impl Life {
    /// A reference that is made for the second stage.
    pub(super) fn of_sight() -> Self {
        Self {
            maker: None,
            readers: Vec::new(),
            peekers: Vec::new(),
            named_by: Vec::new(),
            moved: false,
            in_turn: false,
            changers: Vec::new(),
            taker: None,
            output: false,
            at_end: false,
            borrowers: Vec::new(),
            freed: false,
            lasts: false,
            left: false,
            borrows: true,
        }
    }

    /// True if some code reads it.
    pub(crate) fn is_read(&self) -> bool {
        !self.readers.is_empty() || !self.peekers.is_empty() || self.output || self.at_end
    }

    /// True if it is there for longer than its making, though nobody may read it.
    pub(crate) fn is_kept(&self) -> bool {
        self.is_read() || self.lasts || !self.named_by.is_empty()
    }
}

impl Lowering<'_, '_> {
    pub(super) fn flow(&self, conditions: &Table<TaskId, Option<Condition>>) -> Flow {
        let lookers = self.lookers(conditions, true);
        let peekers = self.lookers(conditions, false);
        let held = self.held();
        let (borrowers, left) = (inverted(&held), self.left_behind(&held));
        let mut values = self.values.map(|(value, provider)| {
            let consumers = self.entry.consumers(*provider);
            let node = self.node(*provider);
            let frees = node.is_some_and(|node| node.policy.free.is_some());
            let is_memory = self.is_memory(*provider);
            let lasts = left[value] || (!frees && !is_memory);
            let moved = self.moves(*provider);
            let in_turn = self.in_turn[*provider];
            let may_be_left = match self.takers[*provider] {
                Some(taker) => self.may_be_left(self.pipeline.node_provider(taker), conditions),
                None => {
                    consumers.iter().filter_map(|one| self.user(one)).any(|user| self.may_be_left(user, conditions))
                }
            };
            Life {
                maker: self.task_of[*provider],
                readers: consumers.iter().filter_map(|one| self.reader(one)).chain(lookers[value].clone()).collect(),
                peekers: peekers[value].clone(),
                named_by: if is_memory || moved { Vec::new() } else { self.named_by(*provider) },
                moved,
                in_turn,
                changers: if in_turn { self.changers(*provider) } else { Vec::new() },
                taker: self.takers[*provider].and_then(|taker| self.task_of[self.pipeline.node_provider(taker)]),
                output: self.entry.gives(*provider),
                at_end: false,
                // Whoever has it in turn keeps nothing of it.
                borrowers: if in_turn { Vec::new() } else { borrowers[value].clone() },
                freed: !lasts && consumers.iter().all(|one| self.keeps_nothing(one, frees)),
                lasts: lasts && (!moved || may_be_left),
                left: left[value] && !moved && !in_turn,
                borrows: node.is_some_and(|node| borrows::shows_borrows_of(&node.sig, &self.spellings)),
            }
        });
        self.keep_to_the_end(&mut values);
        let tasks = self.tasks.map(|(task, provider)| {
            let value = self.value_id(*provider);
            self.flow_task(*provider, value, conditions[task].is_none() && peekers[value].is_empty())
        });
        Flow { graph: self.graph.clone(), tasks, values, streams: self.streams() }
    }

    fn reader(&self, consumer: &Consumer) -> Option<TaskId> {
        self.user(consumer).and_then(|user| self.task_of[user])
    }

    /// The node that uses a value, as provider.
    fn user(&self, consumer: &Consumer) -> Option<Provider> {
        match *consumer {
            Consumer::Param { node, .. } | Consumer::Option { node } => Some(self.pipeline.node_provider(node)),
            Consumer::Output(_) => None,
        }
    }

    /// The tasks that change a value.
    fn changers(&self, provider: Provider) -> Vec<TaskId> {
        let changes = |consumer: &&Consumer| match **consumer {
            Consumer::Param { node, param } => self.pipeline.edge(node, param).access.way == Way::BorrowMut,
            Consumer::Option { .. } | Consumer::Output(_) => false,
        };
        self.entry.consumers(provider).iter().filter(changes).filter_map(|consumer| self.reader(consumer)).collect()
    }

    /// The tasks that name a provider in `after`.
    fn named_by(&self, provider: Provider) -> Vec<TaskId> {
        let names = |task: &TaskId| {
            let node = self.pipeline.node_id(self.tasks[*task]);
            node.is_some_and(|node| self.pipeline.comes_after(node).any(|named| named == provider))
        };
        self.tasks.ids().filter(names).collect()
    }

    /// For each value, the tasks whose conditions look at it: those that it is known to come before, or the others.
    fn lookers(&self, conditions: &Table<TaskId, Option<Condition>>, before: bool) -> Table<ValueId, Vec<TaskId>> {
        let mut lookers = Table::filled(self.values.len(), Vec::new());
        for (task, condition) in conditions.iter() {
            for (flag, is_there) in condition.iter().flat_map(Condition::flags) {
                let list: &mut Vec<TaskId> = &mut lookers[flag];
                if is_there == before && list.last() != Some(&task) {
                    list.push(task);
                }
            }
        }
        lookers
    }

    /// `plain`: it always runs, and nobody looks at its value before it is waited for.
    fn flow_task(&self, provider: Provider, value: ValueId, plain: bool) -> FlowTask {
        let source = self.source(provider);
        let (kind, gives, ends_run) = (kind(source), vec![value], self.pipeline.ends_run(self.entry, provider));
        let Source::Node(node) = source else {
            let (spawn, executor, blocking, in_chain) = (Spawn::Never, None, false, false);
            return FlowTask { kind, gives, spawn, executor, blocking, in_chain, ends_run };
        };
        let spawn = if node.policy.spawn.is_some() {
            Spawn::Always
        } else if self.pipeline.spawned(node) {
            Spawn::Beside
        } else {
            Spawn::Never
        };
        let carried = spawn != Spawn::Never || (node.inline() && self.owns_what_it_takes(provider, node));
        // Its options look at values of the caller's.
        let looks = |role| matches!(role, Role::When | Role::Limit | Role::Gives(_));
        let looking = |id| self.pipeline.options(id).iter().any(|edge| looks(edge.role));
        let alone = self.pipeline.node_id(provider).is_some_and(looking)
            || node.each()
            || self.clones_from_caller(provider)
            || self.has_alone(provider);
        let named = self.pipeline.node_id(provider).and_then(|id| self.pipeline.option(id, Role::Spawn));
        let executor = named.map(|named| self.value_id(named.provider));
        let blocking = node.policy.blocking.is_some();
        FlowTask { kind, gives, spawn, executor, blocking, in_chain: carried && plain && !alone, ends_run }
    }

    /// The edges into the node that a provider is.
    pub(super) fn edges_into(&self, provider: Provider) -> impl Iterator<Item = (Provider, Access)> {
        let node = self.pipeline.node_id(provider).into_iter();
        node.flat_map(|node| self.pipeline.edges(node).map(|(_, edge)| (edge.provider, edge.access)))
    }

    /// True if a node takes a clone of an input's referent, which the caller has to make.
    fn clones_from_caller(&self, provider: Provider) -> bool {
        self.edges_into(provider).any(|(from, access)| {
            let borrowing = match self.source(from) {
                Source::Field(field) => types::borrows(&field.ty),
                Source::Node(_) => false,
            };
            access == Access::value(Way::Clone) && borrowing
        })
    }

    /// True if a node changes or takes a value that others use, too.
    fn has_alone(&self, provider: Provider) -> bool {
        let node = self.pipeline.node_id(provider);
        self.edges_into(provider).any(|(from, access)| {
            self.in_turn[from] && (access.way == Way::BorrowMut || (node.is_some() && self.takers[from] == node))
        })
    }

    /// True if neither the arguments nor the value of an inline node can borrow from outside.
    fn owns_what_it_takes(&self, provider: Provider, node: &Node) -> bool {
        let owned = |provider: Provider| match self.source(provider) {
            Source::Field(field) => !types::borrows(&field.ty),
            Source::Node(node) => !self.holds_borrows(node),
        };
        let waits_for = self.pipeline.node_id(provider).into_iter().flat_map(|node| self.pipeline.waits_for(node));
        !self.holds_borrows(node) && { waits_for }.all(owned)
    }

    /// True if a consumer keeps no borrow of the value it is given.
    fn keeps_nothing(&self, consumer: &Consumer, trusting: bool) -> bool {
        match *consumer {
            Consumer::Param { node, .. } | Consumer::Option { node } => {
                let whole = self.whole(self.pipeline.node_provider(node));
                borrows::keeps_nothing(self.pipeline.node(node), whole, trusting, &self.spellings)
            }
            Consumer::Output(_) => false,
        }
    }

    fn holds_borrows(&self, node: &Node) -> bool {
        borrows::holds_borrows_of(&node.sig, &self.spellings)
    }

    /// True if the value merely holds memory, so that nobody notices when it ends.
    fn is_memory(&self, provider: Provider) -> bool {
        let memory = |ty: Option<&Type>| ty.is_some_and(|ty| self.spellings.is_memory(ty));
        let error = match self.source(provider).fails() {
            Fails::Never | Fails::TimedOut => true,
            Fails::With(types) => memory(types.error.as_ref()),
        };
        memory(self.source(provider).spelled_type()) && (!self.whole(provider) || error)
    }

    /// True if the one who takes a value may be skipped.
    fn may_be_left(&self, taker: Provider, conditions: &Table<TaskId, Option<Condition>>) -> bool {
        let when = self.node(taker).is_some_and(|node| node.policy.when.is_some());
        when || self.task_of[taker].is_some_and(|task| conditions[task].is_some())
    }

    /// For each value, true if a node may leave a borrow of it in another value: `text` with the log in
    /// `fn note<'a>(log: &RefCell<Vec<&'a str>>, text: &'a str)`.
    fn left_behind(&self, held: &Table<ValueId, Vec<ValueId>>) -> Table<ValueId, bool> {
        let mut left = Table::filled(self.values.len(), false);
        let nodes = self.tasks.rows().filter_map(|task| self.pipeline.node_id(*task));
        for number in nodes.filter(|number| borrows::mixes_parameters(&self.pipeline.node(*number).sig)) {
            for (param, edge) in self.pipeline.edges(number) {
                let from = self.value_id(edge.provider);
                left[from] |= edge.access.borrows() && borrows::names_its_borrow(&param.ty);
                held[from].iter().for_each(|value| left[*value] = true);
            }
        }
        left
    }

    /// For each value, those of which it may hold a borrow, directly or by way of others.
    fn held(&self) -> Table<ValueId, Vec<ValueId>> {
        let mut held: Table<ValueId, Vec<ValueId>> = Table::filled(self.values.len(), Vec::new());
        for &task in self.graph.order() {
            let provider = self.tasks[task];
            let Source::Node(node) = self.source(provider) else { continue };
            // A value that leaves the run with the output borrows from nothing in it; nor does one that comes from
            // elsewhere.
            if self.entry.gives(provider) || self.pipeline.detached(node) || !self.holds_borrows(node) {
                continue;
            }
            let mut all = Vec::new();
            for (from, access) in self.edges_into(provider).filter(|(from, _)| self.task_of[*from].is_some()) {
                let from = self.value_id(from);
                all.extend_from_slice(&held[from]);
                if access.borrows() {
                    all.push(from);
                }
            }
            all.sort_unstable();
            all.dedup();
            held[self.value_id(provider)] = all;
        }
        held
    }
}

/// For each value, the values that list it, each once.
fn inverted(lists: &Table<ValueId, Vec<ValueId>>) -> Table<ValueId, Vec<ValueId>> {
    let mut inverted = Table::filled(lists.len(), Vec::new());
    for (value, list) in lists.iter() {
        for &other in list {
            inverted[other].push(value);
        }
    }
    inverted
}

pub(super) fn kind(source: Source<'_>) -> Kind {
    match source {
        Source::Node(node) if node.inline() => Kind::Inline,
        Source::Node(_) | Source::Field(_) => Kind::Asynchronous,
    }
}
