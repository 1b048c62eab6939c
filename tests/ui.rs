//! The compiler's message to the user about each mistake.
//!
//! After a change of messages, `TRYBUILD=overwrite cargo test --test ui` writes the expected ones anew; read them by
//! eye.
#![allow(missing_docs)]

use std::io::Write;
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
