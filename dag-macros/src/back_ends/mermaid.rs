//! A program as a Mermaid flowchart.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::quote;

use crate::check::Checked;
use crate::graph::Id;
use crate::lower::{Callee, Layer, Program, TaskId, ValueId, lower};
use crate::read::policy::Case;
use crate::resolve::{Access, Entry, Provider, Way};

/// Output: `const FLOWCHART: &str = "...";`, for the entry point.
pub(crate) fn function(checked: &Checked<'_>, entry: &Entry<Provider>) -> TokenStream {
    let text = mermaid(&lower(checked, entry));
    quote!(const FLOWCHART: &str = #text;)
}

/// Output:
/// ```text
/// flowchart TD
///     i0([id])
///     t0[user]
///     i0 --> t0
///     t0 -->|by value| t1
///     t1 --> output([output])
/// ```
/// An arrow is thick where elements go on one by one.
fn mermaid(program: &Program<'_>) -> String {
    let mut text = "flowchart TD\n".to_owned();
    for (id, value) in program.values.iter().filter(|(id, _)| program.flow.values[*id].maker.is_none()) {
        writeln!(text, "    i{}([{}])", id.index(), value.name).expect("a string takes everything");
    }
    for (id, task) in program.tasks.iter() {
        let (open, close) = if matches!(task.call.callee, Callee::Future) { ("([", "])") } else { ("[", "]") };
        let around = around(&task.call.layers);
        writeln!(text, "    t{}{open}\"{}{around}\"{close}", id.index(), task.name).expect("a string takes everything");
    }
    for task in program.tasks.ids() {
        edges(program, task, &mut text);
    }
    if !program.output.is_empty() {
        text.push_str("    output([output])\n");
    }
    for field in &program.output {
        let from = end(program, field.value);
        writeln!(text, "    {from} --> output").expect("a string takes everything");
    }
    text
}

fn edges(program: &Program<'_>, task: TaskId, text: &mut String) {
    let call = &program.tasks[task].call;
    let mut seen = Vec::new();
    let mut edge = |value: ValueId, label: &str| {
        let from = end(program, value);
        let one_by_one = program.flow.streams.follower(value, task).is_some();
        let arrow = if one_by_one { "==>" } else { "-->" };
        let arrow = if label.is_empty() { arrow.to_owned() } else { format!("{arrow}|{label}|") };
        writeln!(text, "    {from} {arrow} t{}", task.index()).expect("a string takes everything");
        seen.extend(program.flow.values[value].maker);
    };
    for argument in &call.arguments {
        edge(argument.value, label(argument.access));
    }
    for layer in &call.layers {
        match layer {
            Layer::When { holds, .. } => edge(holds.flag, case(holds.case)),
            Layer::Limit { semaphore } => edge(semaphore.value, "limit"),
            Layer::Blocking { executor: Some(executor) } => edge(executor.value, "blocking"),
            Layer::Spawn { executor: Some(executor) } => edge(executor.value, "spawn"),
            Layer::Amounts(amounts) => amounts.iter().for_each(|read| edge(read.value, read.quantity.name())),
            _ => {}
        }
    }
    for before in program.flow.graph.predecessors(task).iter().filter(|before| !seen.contains(before)) {
        writeln!(text, "    t{} -.->|after| t{}", before.index(), task.index()).expect("a string takes everything");
    }
}

fn end(program: &Program<'_>, value: ValueId) -> String {
    match program.flow.values[value].maker {
        Some(maker) => format!("t{}", maker.index()),
        None => format!("i{}", value.index()),
    }
}

fn case(case: Case) -> &'static str {
    match case {
        Case::True => "when",
        Case::False => "when not",
        Case::Something => "when some",
    }
}

fn label(access: Access) -> &'static str {
    match access.way {
        Way::Borrow => "",
        Way::BorrowMut => "&mut",
        Way::Take => "by value",
        Way::Copy => "copy",
        Way::Clone => "clone",
    }
}

/// The names of the layers around a call.
fn around(layers: &[Layer<'_>]) -> String {
    let name = |layer: &Layer<'_>| match layer {
        Layer::Blocking { .. } => Some("blocking"),
        Layer::Timeout { .. } => Some("timeout"),
        Layer::Retry { .. } => Some("retry"),
        Layer::Spawn { .. } => Some("spawn"),
        Layer::Fallback { .. } => Some("fallback"),
        Layer::Each(_) => Some("each"),
        Layer::NoHiddenResult { .. }
        | Layer::Amounts(_)
        | Layer::Limit { .. }
        | Layer::EndsRun { .. }
        | Layer::When { .. }
        | Layer::IfNeeded { .. } => None,
    };
    let names: Vec<&str> = layers.iter().filter_map(name).collect();
    if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) }
}
