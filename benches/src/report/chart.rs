//! The results as a picture: the time of each contender as a multiple of dagwright's, in the median of the graphs.

use std::fmt::Write as _;

use super::{Report, median};
use crate::contender::Kind;

const WIDTH: f64 = 800.0;
const TOP: f64 = 92.0;
const LINE: f64 = 24.0;
const LABELS: f64 = 190.0;
const PANEL: f64 = 250.0;
const GAP: f64 = 50.0;
/// The axis is logarithmic and ends at these multiples of dagwright's time.
const AXIS: (f64, f64) = (0.2, 3000.0);

pub(super) fn svg(report: &Report) -> String {
    let names = names(report);
    let height = TOP + LINE * names.len() as f64 + 24.0;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" font-family=\"Helvetica, Arial, \
         sans-serif\" font-size=\"13\" fill=\"#24292f\">\n\
         <rect width=\"{WIDTH}\" height=\"{height}\" rx=\"8\" fill=\"#ffffff\"/>\n\
         <text x=\"20\" y=\"30\" font-size=\"17\" font-weight=\"bold\">Time of a run, as a multiple of dagwright's</text>\n\
         <text x=\"20\" y=\"50\" fill=\"#57606a\">Median over {} graphs of 4 to {} nodes; shorter is better; logarithmic axis\
         </text>\n",
        report.graphs.len(),
        report.graphs.iter().map(|graph| graph.nodes).max().unwrap_or(0),
    );
    for (line, (name, _)) in names.iter().enumerate() {
        let y = TOP + LINE * line as f64 + 16.0;
        writeln!(svg, "<text x=\"{LABELS}\" y=\"{y}\" text-anchor=\"end\">{name}</text>").unwrap();
    }
    panel(&mut svg, report, &names, LABELS + 12.0, "ready", "Nodes that are ready at once");
    panel(&mut svg, report, &names, LABELS + 12.0 + PANEL + GAP, "trickle", "Nodes that wait, woken one by one");
    svg + "</svg>\n"
}

/// Every contender that takes part in most graphs, once, in the order in which they do.
fn names(report: &Report) -> Vec<(&'static str, Kind)> {
    let mut names: Vec<(&'static str, Kind)> = vec![];
    for cell in report.rows().flat_map(|(_, row)| &row.cells) {
        if !names.iter().any(|(name, _)| *name == cell.name) {
            names.push((cell.name, cell.kind));
        }
    }
    let graphs = |name| report.graphs.iter().filter(|graph| graph.row("ready").cell(name).is_some()).count();
    names.retain(|(name, _)| 2 * graphs(name) > report.graphs.len());
    names.sort_by_key(|(_, kind)| *kind as usize);
    names
}

fn panel(svg: &mut String, report: &Report, names: &[(&'static str, Kind)], left: f64, body: &str, title: &str) {
    writeln!(svg, "<text x=\"{left}\" y=\"{}\" font-weight=\"bold\">{title}</text>", TOP - 14.0).unwrap();
    let bottom = TOP + LINE * names.len() as f64;
    for multiple in [1.0, 10.0, 100.0, 1000.0] {
        let x = left + length(multiple);
        writeln!(svg, "<path d=\"M{x:.1} {TOP}V{bottom}\" stroke=\"#d0d7de\"/>").unwrap();
        writeln!(
            svg,
            "<text x=\"{x:.1}\" y=\"{}\" text-anchor=\"middle\" font-size=\"11\" fill=\"#57606a\">{multiple}</text>",
            bottom + 14.0
        )
        .unwrap();
    }
    for (line, (name, kind)) in names.iter().enumerate() {
        bar(svg, left, TOP + LINE * line as f64, multiple(report, body, name), *kind);
    }
}

/// The time as a multiple of dagwright's, in the median of the graphs where both run.
fn multiple(report: &Report, body: &str, name: &str) -> f64 {
    let rows = report.rows().filter(|(_, row)| row.body == body);
    median(rows.filter_map(|(_, row)| Some(1.0 / row.against(row.cell(name)?))))
}

fn bar(svg: &mut String, left: f64, top: f64, multiple: f64, kind: Kind) {
    let width = length(multiple);
    let fill = match kind {
        Kind::Dagwright => "#1f6feb",
        Kind::Sequential | Kind::Joins => "#6e7781",
        Kind::Library => "#bf8700",
        Kind::GraphCrate => "#cf222e",
    };
    let digits = if multiple < 10.0 { format!("{multiple:.2}") } else { format!("{multiple:.0}") };
    let (y, x) = (top + 4.0, left + width + 4.0);
    writeln!(svg, "<rect x=\"{left}\" y=\"{y}\" width=\"{width:.1}\" height=\"16\" fill=\"{fill}\"/>").unwrap();
    writeln!(svg, "<text x=\"{x:.1}\" y=\"{}\" font-size=\"11\">{digits}</text>", top + 16.0).unwrap();
}

fn length(multiple: f64) -> f64 {
    let (from, to) = AXIS;
    PANEL * (multiple.clamp(from, to) / from).ln() / (to / from).ln()
}
