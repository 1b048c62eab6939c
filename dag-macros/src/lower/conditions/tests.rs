//! Conditions against their definition, over all values of the flags.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use proptest::prelude::*;
use syn::ext::IdentExt;

use super::super::program::{Layer, Program};
use super::super::{TaskId, ValueId, lower};
use super::Condition;
use crate::check::check;
use crate::diagnostics::errors::Errors;
use crate::graph::Reachability;
use crate::read;
use crate::read::cfg::Cfg;
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

fn flag(program: &Program<'_>, task: TaskId) -> Option<ValueId> {
    program.tasks[task].call.layers.iter().find_map(|layer| match layer {
        Layer::When { flag, .. } => Some(*flag),
        _ => None,
    })
}

/// "!vip && (!beta || !on)", for each task that may be unneeded: "photo: ..."; "?" behind flags that may be missing yet.
fn conditions(module: &str) -> Vec<String> {
    with_program(module, |program| {
        let tasks = program.tasks.iter();
        let told = tasks.filter_map(|(task, called)| {
            let condition = unneeded(program, task)?;
            Some(format!("{}: {}", called.name.unraw(), text(program, condition)))
        });
        told.collect()
    })
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
        Condition::Without { flag, is_there } => {
            format!("!{}{}", program.values[*flag].name, if *is_there { "" } else { "?" })
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

/// A module, by the flags and parameters of its nodes. Flags: the inputs `f0` to `f3`, or a node that gives a `bool`.
#[derive(Clone, Debug)]
struct Random {
    nodes: Vec<(Option<usize>, Vec<bool>)>,
}

impl Random {
    /// The flag of each node: an input, or a node before it that is under no condition.
    fn flags(&self) -> Vec<Option<String>> {
        let mut flags: Vec<Option<String>> = Vec::new();
        for (number, (flag, _)) in self.nodes.iter().enumerate() {
            flags.push(match *flag {
                Some(flag) if flag < 3 => Some(format!("f{flag}")),
                Some(flag) if number > 0 && flags[flag % number].is_none() => Some(format!("n{}", flag % number)),
                _ => None,
            });
        }
        flags
    }

    fn text(&self) -> String {
        let flags = self.flags();
        let mut module =
            "mod random { #[input] pub struct Input { pub f0: bool, pub f1: bool, pub f2: bool }".to_owned();
        for (number, (_, takes)) in self.nodes.iter().enumerate() {
            let ty = |other: usize| if flags[other].is_some() { "Option<&bool>" } else { "&bool" };
            let taken = (0..number).filter(|other| takes[*other]);
            let params: Vec<String> = taken.map(|other| format!("_n{other}: {}", ty(other))).collect();
            let option = flags[number].as_ref().map(|flag| format!("#[node(when = {flag})]")).unwrap_or_default();
            module += &format!("{option} async fn n{number}({}) -> bool {{ true }}", params.join(", "));
        }
        module + "}"
    }
}

fn any_module() -> impl Strategy<Value = Random> {
    let node = (prop::option::weighted(0.7, 0..12_usize), prop::collection::vec(prop::bool::weighted(0.35), 12));
    prop::collection::vec(node, 2..12).prop_map(|nodes| Random { nodes })
}

fn holds(condition: &Condition, is_false: &impl Fn(ValueId) -> bool) -> bool {
    match condition {
        Condition::Without { flag, .. } => is_false(*flag),
        Condition::All(parts) => parts.iter().all(|part| holds(part, is_false)),
        Condition::Any(parts) => parts.iter().any(|part| holds(part, is_false)),
    }
}

/// The definition: all consumers of a task that has any are skipped or unneeded, as far as is known.
fn is_unneeded(program: &Program<'_>, task: TaskId, is_false: &impl Fn(ValueId) -> bool) -> bool {
    let value = program.flow.tasks[task].gives[0];
    let consumers = program.flow.graph.successors(task);
    !program.flow.values[value].output
        && !consumers.is_empty()
        && consumers
            .iter()
            .all(|&consumer| flag(program, consumer).is_some_and(is_false) || is_unneeded(program, consumer, is_false))
}

proptest! {
    #[test]
    fn a_node_is_unneeded_exactly_if_all_its_consumers_are_skipped_or_unneeded(module in any_module()) {
        with_program(&module.text(), |program| {
            let reachability = Reachability::of(&program.flow.graph);
            let flags: BTreeSet<ValueId> = program.tasks.ids().filter_map(|task| flag(program, task)).collect();
            let flags: Vec<ValueId> = flags.into_iter().collect();
            for task in program.tasks.ids() {
                let may_be_known = |flag: ValueId| {
                    let maker = program.flow.values[flag].maker;
                    maker.is_none_or(|maker| maker != task && !reachability.reaches(task, maker))
                };
                for chosen in 0_u32..1 << flags.len() {
                    let is_false = |flag: ValueId| {
                        let place = flags.iter().position(|other| *other == flag);
                        place.is_some_and(|place| chosen & 1 << place != 0) && may_be_known(flag)
                    };
                    // A task that is skipped itself may be unneeded or not.
                    if !flag(program, task).is_some_and(is_false) {
                        let found = unneeded(program, task).is_some_and(|condition| holds(condition, &is_false));
                        assert_eq!(found, is_unneeded(program, task, &is_false), "{}", program.tasks[task].name);
                    }
                }
            }
        });
    }
}
