//! Conditions against their definition, over all values of the flags.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use proptest::prelude::*;
use syn::ext::IdentExt;

use super::super::program::{Layer, Program};
use super::super::{TaskId, ValueId, lower};
use super::{Condition, Literal};
use crate::check::check;
use crate::diagnostics::errors::Errors;
use crate::graph::Reachability;
use crate::read;
use crate::read::cfg::Cfg;
use crate::read::policy::Case;
use crate::resolve::resolve;

/// Lowers the first entry point of a module.
fn with_program<R>(module: &str, look: impl FnOnce(&Program<'_>) -> R) -> R {
    let (mut errors, mut cfg) = (Errors::default(), Cfg::default());
    let options = read::options::read_dag_options(TokenStream::new(), &mut errors);
    let item = module.parse().expect("a module is made of tokens");
    let module = read::module(options, &item, &mut cfg, &mut errors).expect("it is a module");
    let checked = check(resolve(&module), errors).unwrap_or_else(|errors| panic!("{errors}"));
    look(&lower(&checked, &checked.pipeline.entries[0]))
}

fn unneeded<'p>(program: &'p Program<'_>, task: TaskId) -> Option<&'p Condition> {
    program.tasks[task].call.layers.iter().find_map(|layer| match layer {
        Layer::IfNeeded { unneeded } => Some(unneeded),
        _ => None,
    })
}

fn own(program: &Program<'_>, task: TaskId) -> Option<Literal> {
    program.tasks[task].call.layers.iter().find_map(|layer| match layer {
        Layer::When { holds, .. } => Some(*holds),
        _ => None,
    })
}

/// "!vip && (!beta || !on)", for each task that may be unneeded: "photo: ..."; "?" behind flags that may be missing yet.
fn conditions(module: &str) -> Vec<String> {
    with_program(module, conditions_of)
}

fn conditions_of(program: &Program<'_>) -> Vec<String> {
    let tasks = program.tasks.iter();
    let told = tasks.filter_map(|(task, called)| {
        let condition = unneeded(program, task)?;
        Some(format!("{}: {}", called.name.unraw(), text(program, condition)))
    });
    told.collect()
}

fn text(program: &Program<'_>, condition: &Condition) -> String {
    let all = |parts: &[Condition], between: &str| {
        let parts = parts.iter().map(|part| match part {
            Condition::Without { .. } => text(program, part),
            Condition::All(_) | Condition::Any(_) => format!("({})", text(program, part)),
        });
        parts.collect::<Vec<_>>().join(between)
    };
    match condition {
        Condition::Without { literal, is_there } => {
            let (name, unsure) = (program.values[literal.flag].name, if *is_there { "" } else { "?" });
            match literal.case {
                Case::True => format!("!{name}{unsure}"),
                Case::False => format!("{name}{unsure}"),
                Case::Something => format!("no {name}{unsure}"),
            }
        }
        Condition::All(parts) => all(parts, " && "),
        Condition::Any(parts) => all(parts, " || "),
    }
}

const INPUT: &str = "#[input] pub struct Input { pub vip: bool, pub beta: bool, pub on: bool, pub off: bool }";

#[test]
fn a_flag_that_decides_is_the_condition_however_many_nodes_mention_it() {
    let mut module = format!("mod many {{ {INPUT} async fn photo() -> u64 {{ 1 }}");
    for node in 0..20 {
        let before: String = (0..node).map(|node| format!(", n{node}: Option<u64>")).collect();
        module += &format!("#[node(when = on)] async fn n{node}(photo: u64{before}) -> u64 {{ 1 }}");
    }
    let all: String = (0..20).map(|node| format!(", n{node}: Option<u64>")).collect();
    module += &format!("#[node(when = off)] async fn last(photo: u64{all}) -> u64 {{ 1 }} }}");
    let expected: Vec<String> = std::iter::once("photo".to_owned())
        .chain((0..20).map(|node| format!("n{node}")))
        .map(|name| format!("{name}: !off"))
        .collect();
    assert_eq!(conditions(&module), expected);
}

#[test]
fn a_node_under_the_flag_of_its_consumers_needs_no_other_condition() {
    let module = format!(
        "mod same {{ {INPUT}
            #[node(when = vip)] async fn photo() -> u64 {{ 1 }}
            #[node(when = vip)] async fn badge(photo: Option<u64>) -> u64 {{ 1 }}
            #[node(when = on)] async fn thumbnail() -> u64 {{ 1 }}
            #[node(when = vip)] async fn frame(thumbnail: Option<u64>) -> u64 {{ 1 }} }}"
    );
    assert_eq!(conditions(&module), ["thumbnail: !vip"]);
}

#[test]
fn conditions_read_as_by_hand() {
    let module = format!(
        "mod hand {{ {INPUT}
            async fn both() -> u64 {{ 1 }}
            #[node(when = vip)] async fn a(both: u64, either: u64, mixed: u64) -> u64 {{ 1 }}
            #[node(when = beta)] async fn b(both: u64, step: Option<u64>) -> u64 {{ 1 }}
            async fn either() -> u64 {{ 1 }}
            #[node(when = on)] async fn step(either: u64, mixed: u64) -> u64 {{ 1 }}
            async fn mixed() -> u64 {{ 1 }}
            #[node(when = off)] async fn c(mixed: u64) -> u64 {{ 1 }} }}"
    );
    let expected = [
        "both: !vip && !beta",
        "either: !vip && (!beta || !on)",
        "step: !beta",
        "mixed: !vip && !off && (!beta || !on)",
    ];
    assert_eq!(conditions(&module), expected);
}

#[test]
fn a_node_that_is_needed_in_both_cases_is_always_needed() {
    let module = format!(
        "mod both {{ {INPUT}
            async fn photo() -> u64 {{ 1 }}
            #[node(when = vip)] async fn badge(photo: u64) -> u64 {{ 1 }}
            #[node(when = !vip)] async fn offer(photo: u64, draft: u64) -> u64 {{ 1 }}
            async fn draft() -> u64 {{ 1 }} }}"
    );
    assert_eq!(conditions(&module), ["draft: vip"]);
}

#[test]
fn a_case_that_the_others_leave_open_is_not_asked_for() {
    let module = format!(
        "mod rest {{ {INPUT}
            async fn photo() -> u64 {{ 1 }}
            #[node(when = vip)] async fn badge(photo: u64) -> u64 {{ 1 }}
            #[node(when = !vip)] async fn step(photo: u64) -> u64 {{ 1 }}
            #[node(when = beta)] async fn offer(step: Option<u64>) -> u64 {{ 1 }}
            async fn last() -> u64 {{ 1 }}
            #[node(when = on)] async fn a(last: u64) -> u64 {{ 1 }}
            #[node(when = !off)] async fn b(last: u64, c: Option<u64>) -> u64 {{ 1 }}
            #[node(when = !on)] async fn c(last: u64) -> u64 {{ 1 }} }}"
    );
    // `photo` by way of `step`: `!vip && beta`, which is `beta` beside `vip`. `last`: `on`, or `!on && !off`.
    assert_eq!(conditions(&module), ["photo: !vip && !beta", "step: !beta", "last: !on && off", "c: off"]);
}

#[test]
fn a_node_under_a_flag_that_may_be_skipped_is_under_the_condition_of_that_flag() {
    let module = format!(
        "mod nested {{ {INPUT}
            #[node(when = vip)] async fn regular() -> bool {{ true }}
            async fn photo() -> u64 {{ 1 }}
            #[node(when = regular)] async fn badge(photo: u64) -> u64 {{ 1 }}
            #[node(when = !regular)] async fn welcome(photo: u64) -> u64 {{ 1 }}
            async fn draft() -> u64 {{ 1 }}
            #[node(when = some(badge))] async fn frame(draft: u64) -> u64 {{ 1 }} }}"
    );
    assert_eq!(conditions(&module), ["photo: !vip", "draft: !vip || !regular? || no badge?"]);
}

/// Layers of two, each under a flag of its own: `2^layers` ways, but the two flags of any layer close them all.
#[test]
fn what_closes_all_ways_is_said_where_that_is_shorter() {
    let expected = "first: (!f0 && !g0) || (!f1 && !g1) || (!f2 && !g2) || (!f3 && !g3)";
    assert_eq!(conditions(&layers(4))[0], expected);
}

fn layers(layers: usize) -> String {
    let fields: String = (0..layers).map(|layer| format!("pub f{layer}: bool, pub g{layer}: bool, ")).collect();
    let mut module = format!("mod layers {{ #[input] pub struct Input {{ {fields} }} async fn first() -> u64 {{ 1 }}");
    for layer in 0..layers {
        let before = match layer {
            0 => "first: u64".to_owned(),
            _ => format!("a{0}: Option<u64>, b{0}: Option<u64>", layer - 1),
        };
        for (name, flag) in [("a", "f"), ("b", "g")] {
            module += &format!("#[node(when = {flag}{layer})] async fn {name}{layer}({before}) -> u64 {{ 1 }}");
        }
    }
    module + "}"
}

/// Beyond the bound some flags count as true: the node may run in vain, but it does not where the others decide.
#[test]
fn a_need_with_too_many_ways_takes_some_flags_for_true() {
    let condition = &conditions(&layers(20))[0];
    let mentions = condition.matches('!').count();
    assert!(condition.contains("(!f0 && !g0)") && (8..=256).contains(&mentions), "{condition}");
}

/// A module, by the conditions and parameters of its nodes. Flags: the inputs `f0` to `f2`, or nodes, which all give a
/// `bool`.
#[derive(Clone, Debug)]
struct Random {
    /// For each node, its condition and the nodes before it that it takes.
    nodes: Vec<(Option<AnyCase>, Vec<bool>)>,
}

/// The number of a flag, and whether it has to be true.
type AnyCase = (usize, bool);

impl Random {
    /// The condition of each node, on an input or a node before it.
    fn conditions(&self) -> Vec<Option<String>> {
        let mut conditions: Vec<Option<String>> = Vec::new();
        for (number, (condition, _)) in self.nodes.iter().enumerate() {
            conditions.push(match *condition {
                Some((flag, yes)) if flag < 3 => Some(format!("{}f{flag}", if yes { "" } else { "!" })),
                Some((flag, yes)) if number > 0 => {
                    let other = flag % number;
                    Some(match (flag % 3, yes) {
                        (0, _) if conditions[other].is_some() => format!("some(n{other})"),
                        (_, true) => format!("n{other}"),
                        (_, false) => format!("!n{other}"),
                    })
                }
                _ => None,
            });
        }
        conditions
    }

    fn text(&self) -> String {
        let conditions = self.conditions();
        let mut module =
            "mod random { #[input] pub struct Input { pub f0: bool, pub f1: bool, pub f2: bool }".to_owned();
        for (number, (_, takes)) in self.nodes.iter().enumerate() {
            let ty = |other: usize| if conditions[other].is_some() { "Option<&bool>" } else { "&bool" };
            let taken = (0..number).filter(|other| takes[*other]);
            let params: Vec<String> = taken.map(|other| format!("_n{other}: {}", ty(other))).collect();
            let option = conditions[number].as_ref().map(|when| format!("#[node(when = {when})]")).unwrap_or_default();
            module += &format!("{option} async fn n{number}({}) -> bool {{ true }}", params.join(", "));
        }
        module + "}"
    }
}

fn any_module() -> impl Strategy<Value = Random> {
    let condition = prop::option::weighted(0.7, (0..12_usize, prop::bool::weighted(0.5)));
    let node = (condition, prop::collection::vec(prop::bool::weighted(0.35), 12));
    prop::collection::vec(node, 2..12).prop_map(|nodes| Random { nodes })
}

fn holds(condition: &Condition, closed: &impl Fn(Literal) -> bool) -> bool {
    match condition {
        Condition::Without { literal, .. } => closed(*literal),
        Condition::All(parts) => parts.iter().all(|part| holds(part, closed)),
        Condition::Any(parts) => parts.iter().any(|part| holds(part, closed)),
    }
}

/// What is known when a task could start: of some flags, whether they are true when they run.
struct Known<'a> {
    program: &'a Program<'a>,
    flags: BTreeMap<ValueId, bool>,
}

impl Known<'_> {
    /// True if a task is known to be skipped, by its own condition or with its flag.
    fn skipped(&self, task: TaskId) -> bool {
        own(self.program, task).is_some_and(|literal| {
            let maker = self.program.flow.values[literal.flag].maker;
            self.closed(literal) || maker.is_some_and(|maker| self.skipped(maker))
        })
    }

    /// True if a case is known not to hold.
    fn closed(&self, literal: Literal) -> bool {
        let Some(value) = self.flags.get(&literal.flag) else { return false };
        let skipped = self.program.flow.values[literal.flag].maker.is_some_and(|maker| self.skipped(maker));
        skipped
            || match literal.case {
                Case::True => !value,
                Case::False => *value,
                Case::Something => false,
            }
    }

    /// The definition: all consumers of a task that has any are skipped or unneeded, as far as is known.
    fn is_unneeded(&self, task: TaskId) -> bool {
        let flow = &self.program.flow;
        let consumers = flow.graph.successors(task);
        !flow.values[flow.tasks[task].gives[0]].output
            && !consumers.is_empty()
            && consumers.iter().all(|&consumer| self.skipped(consumer) || self.is_unneeded(consumer))
    }
}

proptest! {
    #[test]
    fn a_node_is_unneeded_exactly_if_all_its_consumers_are_skipped_or_unneeded(module in any_module()) {
        with_program(&module.text(), |program| {
            let reachability = Reachability::of(&program.flow.graph);
            let flags: BTreeSet<ValueId> =
                program.tasks.ids().filter_map(|task| Some(own(program, task)?.flag)).collect();
            for task in program.tasks.ids() {
                let may_be_known = |flag: &ValueId| {
                    let maker = program.flow.values[*flag].maker;
                    maker.is_none_or(|maker| maker != task && !reachability.reaches(task, maker))
                };
                let flags: Vec<ValueId> = flags.iter().copied().filter(may_be_known).collect();
                for chosen in 0_u32..1 << flags.len() {
                    let value = |(place, flag): (usize, &ValueId)| (*flag, chosen & 1 << place != 0);
                    let known = Known { program, flags: flags.iter().enumerate().map(value).collect() };
                    // A task that is skipped itself may be unneeded or not.
                    if !known.skipped(task) {
                        let found = unneeded(program, task)
                            .is_some_and(|condition| holds(condition, &|literal| known.closed(literal)));
                        let told = format!("{}, {:?}, {:?}", program.tasks[task].name, known.flags, conditions_of(program));
                        assert_eq!(found, known.is_unneeded(task), "{}", told);
                    }
                }
            }
        });
    }
}
