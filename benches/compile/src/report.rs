//! The tables.

use std::process::Command;
use std::time::Duration;
use std::{io, iter};

use crate::graph::Graph;
use crate::measure::{DEEP, MISTAKES, Measured, Row};

const FUNCTIONS: usize = 0;
const PIPELINE: usize = 1;
const BY_HAND: usize = 2;

/// Seconds of every kind, and the pipeline as a multiple of two of them.
const KINDS: [&str; 5] = ["functions alone", "pipeline", "by hand", "pipeline / functions", "pipeline / by hand"];

pub(crate) fn report(measured: &Measured) -> io::Result<String> {
    let rustc = Command::new("rustc").arg("--version").output()?;
    let rows = &measured.graphs;
    Ok(format!(
        "# What pipelines cost the compiler

Written by `cargo run --release -p dagwright-compile-bench`; `README.md` says what is measured. Seconds of processor time;
{}. `cargo check` of an empty library takes {}.

## Targets

{}
## `cargo check` for the first time

{}
## `cargo check` after an edit in one body

{}
## `cargo build --release`

{}
## Expansion

Milliseconds from before `#[dag]` to when its output has been parsed, and seconds of `cargo check`: with the macro compiled as
`cargo` does it, without optimization, and with `build-override.opt-level = 3` in the profile.

{}",
        String::from_utf8_lossy(&rustc.stdout).trim(),
        seconds(measured.nothing),
        targets(measured),
        kinds(rows, |row| row.cold),
        kinds(rows, |row| row.edited),
        kinds(rows, |row| row.release),
        expansion(rows),
    ))
}

fn kinds(rows: &[Row], figures: fn(&Row) -> [Duration; 3]) -> String {
    table(&KINDS, rows, |row| {
        let figures = figures(row);
        let times = figures.into_iter().map(seconds);
        let ratios = [FUNCTIONS, BY_HAND].into_iter().map(|other| two_places(ratio(figures[PIPELINE], figures[other])));
        times.chain(ratios).collect()
    })
}

fn expansion(rows: &[Row]) -> String {
    let columns = ["ms", "ms, optimized macro", "check", "check, optimized macro"];
    table(&columns, rows, |row| {
        let expansions = row.macros.iter().map(|macros| format!("{:.1}", millis(macros.expansion)));
        expansions.chain(row.macros.iter().map(|macros| seconds(macros.check))).collect()
    })
}

/// One line for each graph.
fn table(columns: &[&str], rows: &[Row], cells: impl Fn(&Row) -> Vec<String>) -> String {
    let head = format!("| graph | nodes | {} |\n|---|{}\n", columns.join(" | "), "---:|".repeat(columns.len() + 1));
    let line = |row: &Row| format!("| {} | {} | {} |\n", row.graph.shape, row.graph.nodes, cells(row).join(" | "));
    iter::once(head).chain(rows.iter().map(line)).collect()
}

fn targets(measured: &Measured) -> String {
    let rows = &measured.graphs;
    let mut text = String::from("| target | measured | holds |\n|---|---|---|\n");
    let mut target = |target: &str, found: String, holds: bool| {
        text += &format!("| {target} | {found} | {} |\n", if holds { "yes" } else { "**no**" });
    };
    let small = rows.iter().filter(|row| row.graph.nodes <= 300);
    let ratios = small.map(|row| (row.graph, ratio(row.cold[PIPELINE], row.cold[FUNCTIONS])));
    if let Some((graph, worst)) = ratios.max_by(|(_, one), (_, other)| one.total_cmp(other)) {
        let found = format!("{worst:.2} ({}, {} nodes)", graph.shape, graph.nodes);
        target("check of a pipeline of up to 300 nodes at most 2 times that of its functions", found, worst <= 2.0);
    }
    for large in rows.iter().filter(|row| row.graph.nodes == 1000) {
        let shape = large.graph.shape;
        let Some(base) = rows.iter().find(|row| row.graph == Graph { shape, nodes: 100 }) else { continue };
        let growth = ratio(large.cold[PIPELINE], base.cold[PIPELINE]);
        target(&format!("from 100 to 1000 nodes at most 12-fold ({shape})"), two_places(growth), growth <= 12.0);
        for (macros, name) in large.macros.iter().zip(["", ", optimized macro"]) {
            let expansion = millis(macros.expansion);
            let what = format!("expansion of 1000 nodes under 50 ms ({shape}{name})");
            target(&what, format!("{expansion:.0} ms"), expansion < 50.0);
        }
    }
    let mistakes = &measured.mistakes;
    let (correct, mistaken) = (seconds(mistakes.correct), seconds(mistakes.mistaken));
    let found = format!("{} errors in {mistaken} s; without mistakes {correct} s", mistakes.reported);
    let holds = mistakes.reported >= MISTAKES && mistakes.mistaken <= mistakes.correct;
    target(&format!("{MISTAKES} mistakes in 300 nodes reported as fast"), found, holds);
    let deep = &measured.deep;
    let what = format!("a chain of {} compiles, and runs on a 2 MiB stack in a debug build", DEEP.nodes);
    let found = match (deep.build, deep.ran) {
        (Some(build), true) => format!("compiled in {} s, ran", seconds(build)),
        (Some(build), false) => format!("compiled in {} s, did not run", seconds(build)),
        (None, _) => String::from("did not compile"),
    };
    target(&what, found, deep.ran);
    text
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

fn seconds(duration: Duration) -> String {
    two_places(duration.as_secs_f64())
}

fn two_places(number: f64) -> String {
    format!("{number:.2}")
}
