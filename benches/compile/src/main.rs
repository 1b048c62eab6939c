//! Measures the cost of pipelines for the compiler, and writes `RESULTS.md`.
//!
//! Figures are processor time of `cargo` and all that it starts, the least of a few rounds in which the contenders take
//! turns: the rest of the machine's work hardly touches that. The dependencies of the library under measurement are
//! built before.

mod graph;
mod measure;
mod report;
mod source;
mod workspace;

use std::path::Path;
use std::{env, fs, io};

const QUICK: [usize; 3] = [10, 100, 300];
const ALL: [usize; 5] = [10, 30, 100, 300, 1000];

fn main() -> io::Result<()> {
    let Some(sizes) = sizes() else {
        eprintln!("what may stand behind `--`: numbers of nodes, at least 5, or `--all`");
        std::process::exit(2);
    };
    let results = report::report(&measure::all(&sizes)?)?;
    println!("{results}");
    fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("RESULTS.md"), results)
}

fn sizes() -> Option<Vec<usize>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match &*arguments {
        [] => Some(QUICK.to_vec()),
        [all] if all == "--all" => Some(ALL.to_vec()),
        sizes => sizes.iter().map(|size| size.parse().ok().filter(|size| *size >= 5)).collect(),
    }
}
