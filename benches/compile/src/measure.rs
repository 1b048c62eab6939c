//! The measurements.

use std::io;
use std::time::{Duration, Instant};

use crate::graph::{Graph, Shape};
use crate::source::{self, Kind};
use crate::workspace::{Compiled, Mode, Workspace};

const ROUNDS: usize = 4;
/// No more rounds once a graph has taken that long.
const LONG: Duration = Duration::from_secs(8);

/// The number of mistakes, and below it the graph that has them.
pub(crate) const MISTAKES: usize = 40;
const MISTAKEN: Graph = Graph { shape: Shape::Layers, nodes: 300 };

/// The chain that has to run on a small stack.
pub(crate) const DEEP: Graph = Graph { shape: Shape::Chain, nodes: 2000 };
const STACK: usize = 2 << 20;

pub(crate) struct Measured {
    /// `cargo check` of nothing.
    pub(crate) nothing: Duration,
    pub(crate) graphs: Vec<Row>,
    pub(crate) mistakes: Mistakes,
    pub(crate) deep: Deep,
}

/// The figures of one graph.
pub(crate) struct Row {
    pub(crate) graph: Graph,
    /// Each of these kind by kind, in the order of [`Kind::ALL`].
    pub(crate) cold: [Duration; 3],
    pub(crate) edited: [Duration; 3],
    pub(crate) release: [Duration; 3],
    pub(crate) macros: [Macros; 2],
}

/// The figures that depend on the compilation of the macro itself.
pub(crate) struct Macros {
    /// The time from the attribute to the parsed output.
    pub(crate) expansion: Duration,
    /// `cargo check` of the pipeline, cold.
    pub(crate) check: Duration,
}

pub(crate) struct Mistakes {
    pub(crate) reported: usize,
    pub(crate) mistaken: Duration,
    pub(crate) correct: Duration,
}

pub(crate) struct Deep {
    /// The time of its compilation; `None` if that failed.
    pub(crate) build: Option<Duration>,
    pub(crate) ran: bool,
}

pub(crate) fn all(sizes: &[usize]) -> io::Result<Measured> {
    let workspaces = [Workspace::new(None)?, Workspace::new(Some(3))?];
    let workspace = &workspaces[0];
    let nothing = least(|| Ok(workspace.cold(Mode::Check, "")?.expect_success()))?;
    let shapes = [Shape::Layers, Shape::Chain].into_iter();
    let graphs = shapes.flat_map(|shape| sizes.iter().map(move |&nodes| Graph { shape, nodes }));
    let graphs = graphs.map(|graph| row(&workspaces, graph)).collect::<io::Result<_>>()?;
    Ok(Measured { nothing, graphs, mistakes: mistakes(workspace)?, deep: deep(workspace)? })
}

fn row(workspaces: &[Workspace; 2], graph: Graph) -> io::Result<Row> {
    eprintln!("{}, {} nodes", graph.shape, graph.nodes);
    let workspace = &workspaces[0];
    let library = |kind, edit| source::library(graph, kind, edit);
    let [cold, edited] = side_by_side(|kind, round| {
        let cold = workspace.cold(Mode::Check, &library(kind, 0))?.expect_success();
        Ok([cold, workspace.again(Mode::Check, &library(kind, round + 1))?.expect_success()])
    })?;
    let [release] = side_by_side(|kind, _| Ok([workspace.cold(Mode::Release, &library(kind, 0))?.expect_success()]))?;
    let macros = [macros(&workspaces[0], graph)?, macros(&workspaces[1], graph)?];
    Ok(Row { graph, cold, edited, release, macros })
}

/// The least of each figure in rounds in which the kinds take turns.
fn side_by_side<const N: usize>(
    mut measure: impl FnMut(Kind, usize) -> io::Result<[Duration; N]>,
) -> io::Result<[[Duration; 3]; N]> {
    let mut least = [[Duration::MAX; 3]; N];
    let start = Instant::now();
    for round in 0..ROUNDS {
        for (place, kind) in Kind::ALL.into_iter().enumerate() {
            for (least, taken) in least.iter_mut().zip(measure(kind, round)?) {
                least[place] = least[place].min(taken);
            }
        }
        if start.elapsed() > LONG {
            break;
        }
    }
    Ok(least)
}

fn macros(workspace: &Workspace, graph: Graph) -> io::Result<Macros> {
    let pipeline = source::library(graph, Kind::Pipeline, 0);
    let timed = source::timed(graph);
    Ok(Macros {
        expansion: least(|| Ok(expansion(&workspace.cold(Mode::Check, &timed)?)))?,
        check: least(|| Ok(workspace.cold(Mode::Check, &pipeline)?.expect_success()))?,
    })
}

/// The time that the clock around the pipeline has printed.
fn expansion(compiled: &Compiled) -> Duration {
    let printed = compiled.messages.lines().find_map(|line| line.strip_prefix("expanded in ")?.strip_suffix(" us"));
    let micros = printed.and_then(|micros| micros.parse().ok());
    Duration::from_micros(micros.unwrap_or_else(|| panic!("no time was printed:\n{}", compiled.messages)))
}

fn mistakes(workspace: &Workspace) -> io::Result<Mistakes> {
    eprintln!("{} nodes with {MISTAKES} mistakes", MISTAKEN.nodes);
    let source = source::mistaken(MISTAKEN, MISTAKES);
    let compiled = workspace.cold(Mode::Check, &source)?;
    let errors =
        compiled.messages.lines().filter(|line| line.starts_with("error:") && !line.contains("could not compile"));
    let correct = source::library(MISTAKEN, Kind::Pipeline, 0);
    Ok(Mistakes {
        reported: errors.count(),
        mistaken: least(|| Ok(workspace.cold(Mode::Check, &source)?.cpu))?,
        correct: least(|| Ok(workspace.cold(Mode::Check, &correct)?.expect_success()))?,
    })
}

fn deep(workspace: &Workspace) -> io::Result<Deep> {
    eprintln!("chain of {}", DEEP.nodes);
    let (compiled, printed) = workspace.run(&source::deep_chain(DEEP, STACK))?;
    let expected = (0..DEEP.nodes).sum::<usize>().to_string();
    let ran = printed.as_deref() == Some(&*expected);
    Ok(Deep { build: compiled.success.then_some(compiled.cpu), ran })
}

fn least(mut measure: impl FnMut() -> io::Result<Duration>) -> io::Result<Duration> {
    let start = Instant::now();
    let mut least = measure()?;
    for _ in 1..ROUNDS {
        if start.elapsed() > LONG {
            break;
        }
        least = least.min(measure()?);
    }
    Ok(least)
}
