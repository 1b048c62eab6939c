//! The targets of dagwright, each reached or not.

use super::{Cell, GraphReport, Report, Row, median};
use crate::contender::Kind;

/// A Markdown table: each target, "yes" or "no", and the figure.
pub(super) fn text(report: &Report) -> String {
    let lines: String = [
        joins_in_series_parallel_graphs(report),
        joins_elsewhere(report, "bodies that wait", 1.10, |body| body != "ready"),
        joins_elsewhere(report, "ready bodies", 1.75, |body| body == "ready"),
        graph_crates(report),
        makespans(report),
        allocations_of_ready_bodies(report),
        allocations_of_small_graphs(report),
        allocations_of_waiting_nodes(report),
        sizes(report),
        wakes(report).unwrap_or_default(),
    ]
    .concat();
    format!("| to reach | reached | figure |\n|---|---|---|\n{lines}")
}

fn line(target: &str, reached: bool, figure: &str) -> String {
    format!("| {target} | {} | {figure} |\n", if reached { "yes" } else { "**no**" })
}

/// The best written by hand is the fastest way with join macros; awaiting one node after another does not count.
fn against_joins((_, row): (&GraphReport, &Row)) -> f64 {
    row.against(row.best(Kind::Joins))
}

fn joins_in_series_parallel_graphs(report: &Report) -> String {
    let rows = || report.rows().filter(|(graph, _)| graph.series_parallel);
    let middle = median(rows().map(against_joins));
    let (most, place) = most(rows(), against_joins);
    line(
        "series-parallel graphs: at most 1.00 times the best hand-written join in the median, never more than 1.10",
        middle <= 1.005 && most <= 1.105,
        &format!("median {middle:.2}, most {most:.2} ({place})"),
    )
}

fn joins_elsewhere(report: &Report, bodies: &str, limit: f64, counts: impl Fn(&str) -> bool) -> String {
    let rows = || report.rows().filter(|(graph, row)| !graph.series_parallel && counts(row.body));
    let (most, place) = most(rows(), against_joins);
    line(
        &format!("other graphs, {bodies}: at most {limit:.2} times the best join by level, whose makespan is longer"),
        most <= limit + 0.005,
        &format!("median {:.2}, most {most:.2} ({place})", median(rows().map(against_joins))),
    )
}

/// The largest figure, and its graph and body.
fn most<'r>(
    rows: impl Iterator<Item = (&'r GraphReport, &'r Row)>,
    figure: impl Fn((&'r GraphReport, &'r Row)) -> f64,
) -> (f64, String) {
    let figures = rows.map(|(graph, row)| (figure((graph, row)), format!("{}, {}", graph.name, row.body)));
    figures.max_by(|one, other| one.0.total_cmp(&other.0)).expect("there are such graphs")
}

fn graph_crates(report: &Report) -> String {
    let ready = || report.rows().filter(|(_, row)| row.body == "ready");
    let overhead = |row: &Row, cell: &Cell| (cell.nanoseconds - row.best(Kind::Sequential).nanoseconds).max(0.1);
    let times =
        |(_, row): (&GraphReport, &Row)| overhead(row, row.best(Kind::GraphCrate)) / overhead(row, row.dagwright());
    let (least, place) = most(ready(), |row| -times(row));
    line(
        "ready bodies: 30 times less overhead (what is beyond straight-line awaits) than the best crate for graphs of tasks",
        -least >= 30.0,
        &format!("{:.0} times in the median, at least {:.0} ({place})", median(ready().map(times)), -least),
    )
}

fn makespans(report: &Report) -> String {
    let makespans = || report.graphs.iter().map(|graph| graph.makespan("dagwright").expect("dagwright takes part"));
    let most = makespans().fold(0.0, f64::max);
    line(
        "makespan exactly the critical path",
        makespans().all(|makespan| makespan == 1.0),
        &format!("at most {most:.3}"),
    )
}

fn allocations_of_ready_bodies(report: &Report) -> String {
    let most = report.rows().filter(|(_, row)| row.body == "ready").map(allocations).fold(0.0, f64::max);
    line("no allocation with ready bodies", most == 0.0, &format!("at most {most}"))
}

fn allocations_of_small_graphs(report: &Report) -> String {
    let most = report.rows().filter(|(graph, _)| graph.nodes <= 8).map(allocations).fold(0.0, f64::max);
    line("no allocation up to eight nodes", most == 0.0, &format!("at most {most}"))
}

fn allocations_of_waiting_nodes(report: &Report) -> String {
    let (most, place) = most(report.rows(), |(graph, row)| allocations((graph, row)) / graph.nodes as f64);
    line("at most one allocation for each node that waits", most <= 1.0, &format!("at most {most:.2} ({place})"))
}

fn allocations((_, row): (&GraphReport, &Row)) -> f64 {
    row.dagwright().allocations as f64
}

fn sizes(report: &Report) -> String {
    let rows = report.rows().filter(|(graph, row)| graph.series_parallel && row.body == "yield");
    let smallest = |(graph, row): (&GraphReport, &Row)| {
        let nests = row.cells.iter().filter(|cell| cell.kind == Kind::Joins && graph.makespan(cell.name) == Some(1.0));
        nests.map(|cell| cell.size).min().expect("a nest of joins does justice to such graphs")
    };
    let (most, place) = most(rows, |(graph, row)| row.dagwright().size as f64 / smallest((graph, row)) as f64);
    line(
        "series-parallel graphs: a future no larger than the smallest hand-written nest of joins of the same makespan",
        most <= 1.0,
        &format!("at most {most:.2} times ({place})"),
    )
}

/// The cost of one more wait: trickle less ready, for each node.
fn wakes(report: &Report) -> Option<String> {
    let (narrow, wide) = (report.graph("1→64→1")?, report.graph("1→1000→1")?);
    let wake = |graph: &GraphReport, name: &str| {
        let time = |body| graph.row(body).cell(name).map(|cell| cell.nanoseconds);
        Some((time("trickle")? - time("ready")?) / graph.nodes as f64)
    };
    let (one, other) = (wake(narrow, "dagwright")?, wake(wide, "dagwright")?);
    let (one_floor, other_floor) = (wake(narrow, "straight line")?, wake(wide, "straight line")?);
    Some(line(
        "a wake in 1→1000→1 costs at most 1.5 times one in 1→64→1",
        other / one <= 1.5,
        &format!(
            "{:.2}: {other:.0} ns against {one:.0} ns, of which straight-line awaits take {other_floor:.0} and \
             {one_floor:.0} ns",
            other / one
        ),
    ))
}
