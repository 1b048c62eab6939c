//! The results as Markdown.

use super::{GraphReport, Report, targets};
use crate::contender::Kind;

const HEAD: &str = "\
# Results

Written by `cargo bench -p dagwright-benches --features large --bench ratios`; `README.md` says what is compared and how.
Times are medians of a process in which all contenders take turns. Below 20 ns a run, read ±30 % as luck of code generation.
";

const SUMMARY: &str = "
## At a glance

Nanoseconds a run takes with dagwright, and how many times as long the fastest of each group takes.

| graph | body | dagwright | straight line | joins by hand | futures libraries | crates for graphs |
|---|---|---:|---:|---:|---:|---:|
";

const TABLES: &str = "
## Every contender

Times as multiples of dagwright's: 2.00 takes twice as long. Allocations of one run with ready, yield and trickle bodies.
Bytes of the future, with yield bodies. Makespan with uneven durations, as a multiple of the critical path.
";

pub(super) fn text(report: &Report) -> String {
    let summary: String = report.graphs.iter().map(summary).collect();
    let tables: String = report.graphs.iter().map(table).collect();
    format!("{HEAD}\n## Targets\n\n{}{SUMMARY}{summary}{TABLES}{tables}", targets::text(report))
}

/// Output: `| six | ready | 15 ns | 1.02 | 0.98 | 12.3 | 45.6 |`, for each body
fn summary(graph: &GraphReport) -> String {
    let lines = graph.rows.iter().map(|row| {
        let times = |kind| factor(1.0 / row.against(row.best(kind)));
        let time = row.dagwright().nanoseconds;
        let groups = [Kind::Sequential, Kind::Joins, Kind::Library, Kind::GraphCrate].map(times).join(" | ");
        format!("| {} | {} | {time:.0} ns | {groups} |\n", graph.name, row.body)
    });
    lines.collect()
}

fn table(graph: &GraphReport) -> String {
    let names = graph.rows[0].cells.iter().map(|cell| cell.name);
    let lines: String = names.map(|name| line(graph, name)).collect();
    format!(
        "\n### {}: {} nodes\n\n| | ready | yield | trickle | allocations | bytes | makespan |\n\
         |---|---:|---:|---:|---:|---:|---:|\n{lines}",
        graph.name, graph.nodes
    )
}

/// Output: `| join!, nested | 1.02 | 1.00 | 1.10 | 0, 0, 0 | 312 | 1.00 |`
fn line(graph: &GraphReport, name: &str) -> String {
    let cells: Vec<_> = graph.rows.iter().map(|row| row.cell(name)).collect();
    let times: String = graph
        .rows
        .iter()
        .zip(&cells)
        .map(|(row, cell)| {
            format!(
                " {} |",
                match cell {
                    Some(cell) => factor(1.0 / row.against(cell)),
                    None => String::from("–"),
                }
            )
        })
        .collect();
    let allocations: Vec<String> =
        cells.iter().map(|cell| cell.map_or(String::from("–"), |cell| cell.allocations.to_string())).collect();
    let size = cells[1].map_or(String::from("–"), |cell| cell.size.to_string());
    let makespan = graph.makespan(name).map_or(String::from("–"), |makespan| format!("{makespan:.2}"));
    format!("| {name} |{times} {} | {size} | {makespan} |\n", allocations.join(", "))
}

/// Three digits or more.
fn factor(factor: f64) -> String {
    match factor {
        ..10.0 => format!("{factor:.2}"),
        ..100.0 => format!("{factor:.1}"),
        _ => format!("{factor:.0}"),
    }
}
