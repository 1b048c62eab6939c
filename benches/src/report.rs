//! The measurements of each contender, and the report of them.

use crate::body::{Body, Paced, Ready, Trickle, YieldOnce};
use crate::contender::{Contender, Kind};
use crate::graphs::{Graph, Visitor};
use crate::shape::Shape;

mod chart;
mod measure;
mod tables;
mod targets;

/// Everything that was measured.
#[derive(Debug, Default)]
pub struct Report {
    graphs: Vec<GraphReport>,
}

impl Visitor for Report {
    fn graph<G: Graph>(&mut self) {
        eprintln!("{}", G::NAME);
        self.graphs.push(GraphReport::of::<G>());
    }
}

impl Report {
    /// The results as Markdown.
    pub fn text(&self) -> String {
        tables::text(self)
    }

    /// The results as an SVG picture.
    pub fn chart(&self) -> String {
        chart::svg(self)
    }

    fn graph(&self, name: &str) -> Option<&GraphReport> {
        self.graphs.iter().find(|graph| graph.name == name)
    }

    /// Every graph with the figures of each body.
    fn rows(&self) -> impl Iterator<Item = (&GraphReport, &Row)> {
        self.graphs.iter().flat_map(|graph| graph.rows.iter().map(move |row| (graph, row)))
    }
}

/// The figures of one graph.
#[derive(Debug)]
struct GraphReport {
    name: &'static str,
    nodes: usize,
    series_parallel: bool,
    /// One for each body but the paced one.
    rows: Vec<Row>,
    /// For each contender its makespan as a multiple of the critical path.
    makespans: Vec<(&'static str, f64)>,
}

/// The figures of one graph with one body.
#[derive(Debug)]
struct Row {
    body: &'static str,
    /// dagwright first.
    cells: Vec<Cell>,
}

/// The figures of one contender.
#[derive(Clone, Debug)]
struct Cell {
    name: &'static str,
    kind: Kind,
    nanoseconds: f64,
    allocations: u64,
    /// Of the future, in bytes.
    size: usize,
}

impl GraphReport {
    fn of<G: Graph>() -> Self {
        Self {
            name: G::NAME,
            nodes: G::PREDECESSORS.len(),
            series_parallel: G::SERIES_PARALLEL,
            rows: vec![Row::of::<G, Ready>(), Row::of::<G, YieldOnce>(), Row::of::<G, Trickle>()],
            makespans: makespans::<G>(),
        }
    }

    fn row(&self, body: &str) -> &Row {
        self.rows.iter().find(|row| row.body == body).expect("every graph is run with every body")
    }

    fn makespan(&self, contender: &str) -> Option<f64> {
        self.makespans.iter().find(|(name, _)| *name == contender).map(|(_, makespan)| *makespan)
    }
}

impl Row {
    fn of<G: Graph, B: Body + Default>() -> Self {
        let contenders = contenders::<G, B>();
        let times = measure::nanoseconds(&contenders);
        let cell = |(contender, nanoseconds): (&Contender, f64)| Cell {
            name: contender.name,
            kind: contender.kind,
            nanoseconds,
            allocations: contender.allocations(),
            size: contender.size,
        };
        Self { body: B::NAME, cells: contenders.iter().zip(times).map(cell).collect() }
    }

    fn dagwright(&self) -> &Cell {
        &self.cells[0]
    }

    fn cell(&self, name: &str) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.name == name)
    }

    /// The fastest contender of a kind.
    fn best(&self, kind: Kind) -> &Cell {
        let cells = self.cells.iter().filter(|cell| cell.kind == kind);
        cells.min_by(|one, other| one.nanoseconds.total_cmp(&other.nanoseconds)).expect("there is one of every kind")
    }

    /// dagwright's time as a multiple of a contender's.
    fn against(&self, cell: &Cell) -> f64 {
        self.dagwright().nanoseconds / cell.nanoseconds
    }
}

/// The contenders of a graph, which have been seen to compute the same.
fn contenders<G: Graph, B: Body + Default>() -> Vec<Contender> {
    let contenders = G::contenders::<B>(Box::leak(Box::default()));
    let value = contenders[0].value();
    for contender in &contenders {
        assert_eq!(contender.value(), value, "{} on {} with {} bodies", contender.name, G::NAME, B::NAME);
    }
    contenders
}

fn makespans<G: Graph>() -> Vec<(&'static str, f64)> {
    let critical_path = Shape::new(G::PREDECESSORS).critical_path(Paced::duration);
    let body: &'static Paced = Box::leak(Box::default());
    let makespan = |contender: &Contender| {
        contender.value();
        (contender.name, body.makespan().div_duration_f64(critical_path))
    };
    G::contenders(body).iter().map(makespan).collect()
}

/// The one in the middle; 1.0 if there is none.
fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(1.0)
}
