//! The `finally` nodes of an entry point: a second stage behind the result of a run, with a program of its own.

use syn::{Ident, Type, parse_quote};

use super::conditions::Condition;
use super::flow::{Flow, FlowTask, Life, Spawn, kind};
use super::lowering::{Lowering, TaskId, ValueId};
use super::program::{Argument, Program, Value};
use super::streams::Streams;
use crate::graph::{Acyclic, Graph, Id, Table};
use crate::read::model::{Node, Param};
use crate::resolve::{Access, Part, Provider, Way};

/// The second stage of a run.
pub(crate) struct LastStage<'m> {
    /// The calls, none of which waits for another, and their values: those of the run under the same ids, of which the
    /// calls use inputs only, and the sights behind them.
    pub(crate) program: Program<'m>,
    pub(crate) sights: Vec<(ValueId, Sight)>,
    /// The place of each task in the order of declaration.
    pub(crate) declared: Table<TaskId, usize>,
}

/// A look at something that a run has left: an `Option` of a reference.
#[derive(Clone, Copy)]
pub(crate) enum Sight {
    /// This value of the run.
    Value(ValueId),
    /// The value of a node that is no part of this entry point.
    Nothing,
    /// The run's error.
    Failure,
}

impl<'m> Lowering<'_, 'm> {
    pub(super) fn last_stage(
        &self,
        conditions: &Table<TaskId, Option<Condition>>,
        flow: &Flow,
    ) -> Option<LastStage<'m>> {
        let needed = |provider: &Provider| self.entry.needed[*provider] && self.pipeline.runs_at_end(*provider);
        let mut nodes: Vec<Provider> = self.pipeline.providers().filter(needed).collect();
        if nodes.is_empty() {
            return None;
        }
        // Those that can be started together start in this order.
        nodes.sort_by_key(|node| self.node(*node).is_some_and(Node::inline));
        let tasks: Table<TaskId, _> = nodes.iter().map(|node| self.task(*node, None)).collect();
        let failure = nodes.iter().find_map(|node| self.node(*node)?.failure.as_ref());
        let failure = failure.map(|failure| failure.param.wanted().unwrap_or(self.source(nodes[0]).name()));
        let values = self.values.rows().map(|provider| self.value(*provider, conditions));
        let seen = self.sights.keys().map(|provider| self.sight(*provider));
        let values = values.chain(seen).chain(failure.map(|name| sight(name, parse_quote!(_)))).collect();
        let mut sights: Vec<(ValueId, Sight)> = self
            .sights
            .iter()
            .map(|(provider, id)| (*id, self.needed_value(*provider).map_or(Sight::Nothing, Sight::Value)))
            .collect();
        sights.extend(failure.map(|_| (self.failure_id(), Sight::Failure)));
        let flow = self.last_flow(&nodes, sights.len(), flow);
        let declared = nodes.iter().map(|node| node.index()).collect();
        Some(LastStage { declared, program: Program { flow, tasks, values, output: Vec::new(), last: None }, sights })
    }

    fn last_flow(&self, nodes: &[Provider], sights: usize, flow: &Flow) -> Flow {
        let graph = Acyclic::of(Graph::new(nodes.len())).expect("a graph without edges has no cycle");
        let task = |node: &Provider| FlowTask {
            kind: kind(self.source(*node)),
            gives: Vec::new(),
            spawn: Spawn::Never,
            executor: None,
            blocking: false,
            in_chain: false,
            ends_run: self.pipeline.ends_run(self.entry, *node),
        };
        let seen = std::iter::repeat_n(Life::of_sight(), sights);
        Flow {
            streams: Streams::none(&graph),
            graph,
            tasks: nodes.iter().map(task).collect(),
            values: flow.values.rows().cloned().chain(seen).collect(),
        }
    }

    fn sight(&self, provider: Provider) -> Value<'m> {
        let ty = self.pipeline.local_type(provider, false);
        let inner = self.source(provider).conditional().then(|| crate::types::first_argument(&ty).cloned());
        sight(self.source(provider).name(), inner.flatten().unwrap_or(ty))
    }

    fn failure_id(&self) -> ValueId {
        ValueId::new(self.values.len() + self.sights.len())
    }

    /// The argument for the parameter that takes the run's error.
    pub(super) fn failure(&self, node: &Node, param: &'m Param) -> Argument<'m> {
        Argument {
            value: self.failure_id(),
            access: Access { part: Part::AtEnd, way: Way::Borrow },
            coercion: self.pipeline.failure_coercion(node, param),
            param,
            mismatch: None,
            copied: None,
            element_of: None,
        }
    }

    /// Marks the values that are still there in the second stage: those that it looks at, those that these may borrow
    /// from, and those that guard something and come before them.
    pub(super) fn keep_to_the_end(&self, values: &mut Table<ValueId, Life>) {
        let seen: Vec<ValueId> = self.sights.keys().filter_map(|provider| self.needed_value(*provider)).collect();
        let makers = seen.iter().filter_map(|value| values[*value].maker);
        let before = self.graph.ancestors_of(makers);
        for value in values.ids() {
            let life = &values[value];
            let lent = life.borrowers.iter().any(|borrower| seen.contains(borrower));
            let guards = life.lasts && !life.moved && life.maker.is_some_and(|maker| before[maker]);
            values[value].at_end = life.maker.is_some() && (seen.contains(&value) || lent || guards);
        }
    }
}

fn sight(name: &Ident, ty: Type) -> Value<'_> {
    Value {
        name,
        variable: name.clone(),
        ty,
        spelled: None,
        whole: false,
        conditional: false,
        may_be_missing: false,
        stays_in_input: false,
        mutable: false,
        element: None,
    }
}
