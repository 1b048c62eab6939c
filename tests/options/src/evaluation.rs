//! A straightforward evaluation of a graph.

use std::collections::BTreeSet;

use crate::graph::{Condition, Elements, ITEMS, Node, Type, consumed};
use crate::log::Start;
use crate::value::{Digest, Fail, digest, mix};

/// The end of a run.
#[derive(PartialEq, Debug)]
pub enum Ending {
    /// With the digests of the outputs.
    Output(Vec<(usize, u64)>),
    /// With the failure of a node.
    Failure(String),
}

/// The right behaviour of a run of a graph.
pub struct Expected {
    /// Its end.
    pub ending: Ending,
    /// The time of its end.
    pub makespan: u64,
    /// The beginning of each call, sorted; without those of elements beside one that failed.
    pub starts: Vec<Start>,
    /// Nodes whose calls are left out of `starts`.
    pub left_out: BTreeSet<usize>,
    /// No two moments fall together that something depends on.
    pub distinct: bool,
}

/// The outcome of a node.
#[derive(Clone)]
enum Outcome {
    One(u64),
    Many(Vec<u64>),
    Skipped,
    /// With the digest of the error.
    Failed(u64),
    /// Nobody needed it.
    Left,
}

struct End {
    at: u64,
    outcome: Outcome,
}

/// Evaluates a graph by its definition, node by node in the order in which they can start. `one_by_one`: elements go on
/// from node to node as soon as they are there.
pub fn evaluate(graph: &[Node], one_by_one: bool) -> Expected {
    let mut run = Evaluation {
        graph,
        one_by_one,
        arrivals: vec![None; graph.len()],
        distinct: true,
        ends: graph.iter().map(|_| None).collect(),
        ready: vec![0; graph.len()],
        starts: Vec::new(),
        left_out: BTreeSet::new(),
        failures: BTreeSet::new(),
    };
    let mut left: BTreeSet<usize> = (0..graph.len()).collect();
    while let Some((at, node)) = left.iter().filter_map(|&node| Some((run.ready_at(node)?, node))).min() {
        left.remove(&node);
        run.ready[node] = at;
        run.run(node, at);
    }
    run.expected()
}

/// An element's value, and the time at which it is there, if it ever is.
type Arrival = Option<(u64, u64)>;

struct Evaluation<'a> {
    graph: &'a [Node],
    one_by_one: bool,
    /// For each node that has run, its elements.
    arrivals: Vec<Option<Vec<Arrival>>>,
    distinct: bool,
    /// Nothing for nodes that have not run, and for those that end the run.
    ends: Vec<Option<End>>,
    ready: Vec<u64>,
    starts: Vec<Start>,
    left_out: BTreeSet<usize>,
    failures: BTreeSet<(u64, usize)>,
}

impl Evaluation<'_> {
    fn ready_at(&self, node: usize) -> Option<u64> {
        let leader = self.leader(node);
        let end = |before: usize| match leader {
            Some(leader) if leader == before => self.arrivals[before].as_ref().map(|_| self.ready[before]),
            _ => Some(self.ends[before].as_ref()?.at),
        };
        let ends: Option<Vec<u64>> = self.graph[node].predecessors().map(end).collect();
        Some(ends?.into_iter().max().unwrap_or(0))
    }

    /// The node whose elements a node takes one by one.
    fn leader(&self, node: usize) -> Option<usize> {
        match self.graph[node].each {
            Some((Elements::Node(leader), _)) if self.one_by_one => Some(leader),
            _ => None,
        }
    }

    fn run(&mut self, node: usize, at: u64) {
        let (ends_run, condition) = (!self.graph[node].handled, self.graph[node].when);
        let (after, outcome) = if self.unneeded(node, node, |end| end < at) {
            (0, Outcome::Left)
        } else if condition.is_some_and(|condition| !self.holds(condition)) {
            (0, Outcome::Skipped)
        } else {
            self.call(node, at)
        };
        let at = at + after;
        self.arrivals[node].get_or_insert_default();
        if matches!(outcome, Outcome::Failed(_)) && ends_run {
            self.failures.insert((at, node));
            return;
        }
        // Whoever comes behind it comes behind the node before it, too. If that fails, nobody does.
        let before = self.leader(node).map(|leader| self.ends[leader].as_ref().map(|end| end.at));
        self.ends[node] = match before {
            Some(before) => before.map(|before| End { at: at.max(before), outcome }),
            None => Some(End { at, outcome }),
        };
    }

    /// The time that a node takes, and its outcome.
    fn call(&mut self, node: usize, at: u64) -> (u64, Outcome) {
        let graph = self.graph;
        let arguments: Vec<u64> = graph[node].parameters.iter().map(|(from, _)| self.seen(*from)).collect();
        let Some((elements, concurrency)) = graph[node].each else {
            let (millis, outcome) = self.attempts(node, at, 0, &arguments);
            return (millis, outcome.map_or_else(Outcome::Failed, Outcome::One));
        };
        let elements = self.elements(elements);
        let mut free = vec![at; concurrency.unwrap_or(elements.len()).max(1)];
        let mut waiting: Vec<usize> = (0..elements.len()).filter(|index| elements[*index].is_some()).collect();
        let mut values = vec![None; elements.len()];
        let mut failed = None;
        while let Some((index, tie)) = next(&mut waiting, &elements, &mut free) {
            self.distinct &= !tie || self.leader(node).is_none();
            let (element, there) = elements[index].expect("those that wait are there some time");
            let arguments: Vec<u64> = arguments.iter().copied().chain([element]).collect();
            let start = free[0].max(there);
            let (millis, outcome) = self.attempts(node, start, element, &arguments);
            free[0] = start + millis;
            match outcome {
                Ok(value) => values[index] = Some((value, free[0])),
                Err(error) => failed = failed.into_iter().chain([(free[0], error)]).min(),
            }
        }
        let in_time = |value: &(u64, u64)| failed.is_none_or(|(end, _)| value.1 < end);
        self.arrivals[node] = Some(values.iter().map(|value| value.filter(in_time)).collect());
        if elements.contains(&None) || failed.is_some() {
            self.left_out.insert(node);
        }
        if let Some((end, error)) = failed {
            return (end - at, Outcome::Failed(error));
        }
        let end = free.into_iter().max().unwrap_or(at);
        (end - at, Outcome::Many(values.into_iter().flatten().map(|(value, _)| value).collect()))
    }

    /// The elements that a node runs for, and the time at which each is there, if it ever is.
    fn elements(&self, elements: Elements) -> Vec<Option<(u64, u64)>> {
        match elements {
            Elements::Items => ITEMS.iter().map(|item| Some((*item, 0))).collect(),
            Elements::Node(node) => self.arrivals[node].clone().unwrap_or_default(),
        }
    }

    /// The time that the attempts of one call take, and the digest of its value, or of its error.
    fn attempts(&mut self, number: usize, at: u64, element: u64, arguments: &[u64]) -> (u64, Result<u64, u64>) {
        let node = &self.graph[number];
        let (attempts, backoff) = node.retry.unwrap_or((1, 0));
        let (mut millis, mut delay, mut attempt) = (0, backoff, 1);
        loop {
            self.starts.push((at + millis, number, element));
            let takes = node.takes(attempt, element);
            let error = match node.timeout {
                Some(timeout) if takes > timeout => {
                    millis += timeout;
                    Fail::Late
                }
                _ => {
                    millis += takes;
                    if !node.refuses(attempt) {
                        return (millis, Ok(fit(node.ty, mix(number, arguments))));
                    }
                    Fail::Refused(number)
                }
            };
            if attempt == attempts {
                let error = digest(&error);
                let instead = || fit(node.ty, Node::instead(number, error));
                return (millis, if node.fallback { Ok(instead()) } else { Err(error) });
            }
            millis += delay;
            delay *= 2;
            attempt += 1;
        }
    }

    fn holds(&self, condition: Condition) -> bool {
        match condition {
            Condition::Input(holds) => holds,
            Condition::Node(node) => matches!(self.ends[node], Some(End { outcome: Outcome::One(1), .. })),
        }
    }

    /// The digest of the value that consumers get.
    fn seen(&self, node: usize) -> u64 {
        let outcome = &self.ends[node].as_ref().expect("what is consumed has run").outcome;
        let conditional = |value: u64| if self.graph[node].when.is_some() { Some(value).digest() } else { value };
        let value = match outcome {
            Outcome::One(value) => conditional(*value),
            Outcome::Many(values) => conditional(digest(&values[..])),
            Outcome::Skipped => None::<u64>.digest(),
            Outcome::Failed(error) => return mix(1004, &[*error]),
            Outcome::Left => panic!("somebody needs n{node}"),
        };
        if self.graph[node].handled { mix(1005, &[value]) } else { value }
    }

    /// True if nobody will use the value of `node`, by the conditions that are known when `start` could start.
    fn unneeded(&self, node: usize, start: usize, known: impl Fn(u64) -> bool + Copy) -> bool {
        let graph = self.graph;
        let known_false = |condition| match condition {
            Condition::Input(holds) => !holds,
            Condition::Node(flag) => {
                let end = self.ends[flag].as_ref().map(|end| end.at);
                end.is_some_and(|end| known(end) || self.precedes(flag, start)) && !self.holds(condition)
            }
        };
        !graph[node].output
            && consumed(graph, node)
            && (0..graph.len())
                .filter(|&other| graph[other].predecessors().any(|before| before == node))
                .all(|other| graph[other].when.is_some_and(known_false) || self.unneeded(other, start, known))
    }

    fn precedes(&self, node: usize, other: usize) -> bool {
        self.graph[other].predecessors().any(|before| before == node || self.precedes(node, before))
    }

    fn expected(self) -> Expected {
        let nodes = 0..self.graph.len();
        let firm = |node| {
            let at = self.ready[node];
            self.unneeded(node, node, |end| end < at) == self.unneeded(node, node, |end| end <= at)
        };
        let mut distinct = self.distinct && nodes.clone().all(firm);
        let (makespan, ending) = match self.failures.first() {
            Some(&(at, node)) => {
                distinct &= self.failures.iter().filter(|failure| failure.0 == at).count() == 1;
                (at, Ending::Failure(format!("n{node}")))
            }
            None => {
                let outputs = nodes.filter(|node| self.graph[*node].output).map(|node| (node, self.seen(node)));
                let ends = self.ends.iter().flatten().map(|end| end.at);
                (ends.max().unwrap_or(0), Ending::Output(outputs.collect()))
            }
        };
        let counted = |start: &&Start| !self.left_out.contains(&start.1);
        let mut starts: Vec<Start> = self.starts.iter().filter(counted).copied().collect();
        starts.sort_unstable();
        Expected { ending, makespan, starts, left_out: self.left_out, distinct }
    }
}

/// Of the elements that wait the next to start, at the first of the places that become free; true if that depends on
/// the order of two that come in one moment.
fn next(waiting: &mut Vec<usize>, elements: &[Option<(u64, u64)>], free: &mut [u64]) -> Option<(usize, bool)> {
    free.sort_unstable();
    let there = |index: &usize| elements[*index].map_or(0, |(_, there)| there);
    let now = waiting.iter().map(there).min()?.max(free[0]);
    let places = free.iter().filter(|free| **free <= now).count();
    let ready = waiting.iter().filter(|index| there(index) <= now).count();
    let tie = ready > places && waiting.iter().any(|index| there(index) == now);
    let first = waiting.iter().position(|index| there(index) <= now)?;
    Some((waiting.remove(first), tie))
}

/// The part of a number that a type has room for.
fn fit(ty: Type, number: u64) -> u64 {
    if ty == Type::Flag { number % 2 } else { number }
}
