//! The house has an order: a folder imports only from those in front of it.

use std::fs;
use std::path::{Path, PathBuf};

/// The folders and files, each after those that it may import from.
const ORDER: [&str; 12] = [
    "names",
    "types",
    "graph",
    "diagnostics",
    "read",
    "resolve",
    "check",
    "lower",
    "schedule",
    "emit",
    "expand",
    "back_ends",
];

fn rank(name: &str) -> Option<usize> {
    ORDER.iter().position(|other| *other == name)
}

/// All source files below a folder, or the file of its name.
fn files(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path).expect("the folder can be read");
    entries.flat_map(|entry| files(&entry.expect("the folder can be read").path())).collect()
}

/// The modules of the crate that a file mentions, comments aside.
fn mentioned(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap_or_default();
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let paths = code.flat_map(|line| line.split("crate::").skip(1).map(str::to_owned).collect::<Vec<_>>());
    paths.map(|path| path.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()).collect()
}

#[test]
fn a_phase_imports_only_from_those_before_it() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for phase in ORDER {
        let own = [sources.join(phase), sources.join(phase).with_extension("rs")];
        let rust = |file: &PathBuf| file.extension().is_some_and(|ending| ending == "rs");
        let own = own.iter().flat_map(|path| files(path)).filter(rust);
        for file in own.filter(|file| !file.to_string_lossy().contains("tests")) {
            let late = mentioned(&file).into_iter().find(|other| rank(other) > rank(phase));
            assert_eq!(late, None, "{} imports from a later phase", file.display());
        }
    }
}
