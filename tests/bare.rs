//! The crate without its feature `tokio`: the pipelines that still run, with pools of rayon's too, and the messages of the
//! options that need a feature.
#![cfg(not(feature = "tokio"))]
#![allow(unreachable_pub, reason = "the pipelines are written as users write them, with `pub` inputs and outputs")]
#![allow(missing_docs)]

#[path = "run/other_runtimes.rs"]
mod other_runtimes;

#[cfg(feature = "rayon")]
#[path = "run/pools/alone.rs"]
mod pools;

/// The texts are those of one compiler: others put things in other words.
#[cfg(not(feature = "rayon"))]
const BLESSED_WITH: &str = "rustc 1.95.";

#[cfg(not(feature = "rayon"))]
#[test]
fn an_option_that_needs_a_feature_names_it() {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = std::process::Command::new(rustc).arg("--version").output().expect("rustc runs");
    if !version.stdout.starts_with(BLESSED_WITH.as_bytes()) {
        use std::io::Write;
        // Past the test harness, which would keep it to itself.
        let _ = writeln!(std::io::stderr(), "\nui tests IGNORED: expected texts are those of {BLESSED_WITH}x");
        return;
    }
    trybuild::TestCases::new().compile_fail("tests/ui_bare/*.rs");
}
