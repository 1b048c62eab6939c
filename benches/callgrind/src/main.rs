//! Counts the instructions that a run of a small graph takes, with valgrind's callgrind:
//! `cargo run --release -p dagwright-callgrind`.
//!
//! Without arguments this program has itself run by callgrind, each graph in each way, with so many runs and with twice
//! as many. The difference, divided, is the cost of one run: starting and ending cancel out, and the figure is exact.
//! With the arguments `GRAPH BODY WAY RUNS` it makes these runs and nothing else, for a closer look.

mod body;
mod callgrind;
mod graphs;

use std::error::Error;
use std::process::ExitCode;

use crate::graphs::{Program, Way, programs};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let done = match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => table(),
        [graph, body, way, runs] => make_runs(graph, body, way, runs),
        _ => Err("usage: dagwright-callgrind [GRAPH BODY WAY RUNS]".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn make_runs(graph: &str, body: &str, way: &str, runs: &str) -> Result<(), Box<dyn Error>> {
    let runs = runs.parse()?;
    let asked = |program: &Program| program.graph == graph && program.body == body && program.way.name() == way;
    let program = programs().into_iter().find(asked).ok_or("there is no such program")?;
    println!("{}", (program.make)(runs));
    Ok(())
}

fn table() -> Result<(), Box<dyn Error>> {
    if cfg!(debug_assertions) {
        return Err("instructions of a debug build say nothing: cargo run --release -p dagwright-callgrind".into());
    }
    if !callgrind::is_installed() {
        println!("skipped: valgrind is not installed (Debian, Ubuntu: apt install valgrind)");
        return Ok(());
    }
    println!("instructions per run\n");
    println!("| graph | nodes | dagwright | straight line | nested `join!` |\n|---|---|--:|--:|--:|");
    for programs in programs().chunks(Way::ALL.len()) {
        let counts: Vec<String> = programs.iter().map(count).collect::<Result<_, _>>()?;
        println!("| {} | {} | {} |", programs[0].graph, programs[0].body, counts.join(" | "));
    }
    Ok(())
}

fn count(program: &Program) -> Result<String, Box<dyn Error>> {
    Ok(callgrind::instructions_per_run(program)?.to_string())
}
