//! Takes over the storefront's pipeline with its nodes made public, so that the handler written out by hand calls the very
//! same functions.

use std::path::Path;
use std::{env, fs};

const PIPELINE: &str = "../../examples/examples/storefront/pipeline.rs";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={PIPELINE}");
    let source = fs::read_to_string(PIPELINE).expect("the storefront example is there");
    let lines = source.lines().filter(|line| !line.starts_with("//!"));
    let folder = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&folder).join("pipeline.rs"), lines.map(public).collect::<String>())
        .expect("OUT_DIR can be written to");
}

/// Nodes are the functions that are indented once.
fn public(line: &str) -> String {
    match line.strip_prefix("    ") {
        Some(node) if node.starts_with("fn ") || node.starts_with("async fn ") => format!("    pub {node}\n"),
        _ => format!("{line}\n"),
    }
}
