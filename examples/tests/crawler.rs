//! The example `crawler` from outside: it comes to the same end with any threads for its tasks and any mood of the
//! server.

use std::path::PathBuf;
use std::process::Command;

#[test]
fn every_number_of_threads_comes_to_the_same_end_every_time() {
    let expected = include_str!("../expected/crawler.txt");
    for threads in ["1", "2", "3", "8"] {
        for _ in 0..3 {
            assert_eq!(crawler(&["--threads", threads]), expected, "on {threads} threads");
        }
    }
}

#[test]
fn every_seed_comes_to_the_end_that_is_planned() {
    for seed in 1..=8 {
        let printed = crawler(&["--seed", &seed.to_string(), "--threads", "4"]);
        assert!(printed.contains("as planned: yes"), "seed {seed}: {printed}");
        assert!(printed.contains("no task is left behind: yes"), "seed {seed}: {printed}");
    }
}

#[test]
fn a_site_too_small_to_be_stopped_in_the_middle_is_an_error() {
    let output = command(&["--pages", "10"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("came to its end before it could be stopped"));
}

/// Its output when it succeeds.
fn crawler(arguments: &[&str]) -> String {
    let output = command(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Cargo builds examples into a folder beside the one that holds this test.
fn command(arguments: &[&str]) -> Command {
    let deps = std::env::current_exe().unwrap();
    let program: PathBuf =
        deps.ancestors().nth(2).unwrap().join("examples/crawler").with_extension(std::env::consts::EXE_EXTENSION);
    assert!(program.exists(), "{} is missing: run `cargo build --examples` first", program.display());
    let mut command = Command::new(program);
    command.args(arguments);
    command
}
