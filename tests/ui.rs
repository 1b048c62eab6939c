//! The compiler's message to the user about each mistake.
//!
//! After a change of messages, `TRYBUILD=overwrite cargo test --test ui` writes the expected ones anew; read them by
//! eye.
#![allow(missing_docs)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The texts are those of one compiler: others put things in other words.
const BLESSED_WITH: &str = "rustc 1.95.";

#[test]
fn every_mistake_is_explained_where_it_stands() {
    let version = compiler_version();
    if !version.starts_with(BLESSED_WITH) {
        // Past the test harness, which would keep it to itself.
        let _ = writeln!(
            std::io::stderr(),
            "\nui tests IGNORED: expected texts are those of {BLESSED_WITH}x, this is {version}"
        );
        return;
    }
    trybuild::TestCases::new().compile_fail("tests/ui/*/*.rs");
}

fn compiler_version() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output().expect("rustc runs");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// Mistakes in what the attribute itself says.
const ABOUT_THE_ATTRIBUTE: [&str; 10] = [
    "aliases/of_the_module",
    "attributes/dag_twice",
    "captured_names/misspelled_error",
    "derives/",
    "generated_names/misspelled_name",
    "options/missing_value",
    "options/repeated_of_dag",
    "options/unknown_of_dag",
    "outside/",
    "placement/",
];

/// Names of the runtime that the compiler prints and that read like words: traits that say what a type is not, and
/// functions called as the options are.
const READABLE: [&str; 19] = [
    "Fallback",
    "HoldsTimeout",
    "TakesTimeout",
    "TimeoutStays",
    "elements::Plain",
    "AsCount",
    "AsDuration",
    "AsRatio",
    "BecomesError",
    "MadeFromTimeout",
    "MeantAsValue",
    "Outcome",
    "blocking",
    "elements::Collection",
    "elements::NoElements",
    "ValueOf",
    "fall_back",
    "retry",
    "spawn",
];

fn expected_messages() -> Vec<(String, String)> {
    let folders = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui");
    let entries = |folder: &Path| -> Vec<PathBuf> {
        fs::read_dir(folder).map_or_else(|_| Vec::new(), |all| all.map(|entry| entry.unwrap().path()).collect())
    };
    let files = entries(&folders).iter().flat_map(|folder| entries(folder)).collect::<Vec<_>>();
    let expected = files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "stderr"));
    let all = expected.map(|file| (file.with_extension("").display().to_string(), fs::read_to_string(file).unwrap()));
    all.collect()
}

#[test]
fn nothing_points_at_the_attribute_when_something_else_is_meant() {
    let messages = expected_messages();
    assert!(messages.len() > 250, "the messages have been found");
    for (file, text) in messages {
        if ABOUT_THE_ATTRIBUTE.iter().any(|about| file.contains(about)) {
            continue;
        }
        let source = fs::read_to_string(format!("{file}.rs")).unwrap();
        let name = Path::new(&file).file_name().unwrap().to_str().unwrap();
        let places = text.lines().filter_map(|line| line.trim_start().strip_prefix("--> tests/ui/"));
        for place in places.filter(|place| place.contains(&format!("{name}.rs"))) {
            let line: usize = place.split(':').nth(1).unwrap().parse().unwrap();
            let line = source.lines().nth(line - 1).unwrap();
            assert!(!line.contains("#[dag"), "{file} points at the attribute: {place}");
        }
    }
}

#[test]
fn no_message_has_a_generated_name() {
    for (file, text) in expected_messages() {
        // Names that begin like a generated variable.
        let mut words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
        assert_eq!(words.find(|word| word.starts_with("__")), None, "{file}");
        for path in text.split("dagwright::runtime::").skip(1) {
            assert!(READABLE.iter().any(|name| path.starts_with(name)), "{file} names {:.40}", path);
        }
    }
}

#[test]
fn no_suggestion_makes_an_expression_of_a_parameter() {
    for (file, text) in expected_messages() {
        for line in text.lines().filter(|line| line.contains("fn ")) {
            let made = [".await:", "():", "(): ", ".into():"].iter().any(|end| line.contains(end));
            assert!(!made, "{file} suggests {line}");
        }
    }
}
