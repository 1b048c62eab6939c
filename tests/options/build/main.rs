//! Writes the random pipelines: for each a `#[dag]` module, and `run`, which runs it.

#[allow(dead_code, unreachable_pub, reason = "shared with the library, which evaluates the graphs")]
#[path = "../src/graph.rs"]
mod graph;
#[allow(unreachable_pub, reason = "shared with the library")]
#[path = "../src/random.rs"]
mod random;
mod text;

use std::path::Path;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=src/graph.rs");
    println!("cargo::rerun-if-changed=src/random.rs");
    let folder = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    for kind in &graph::KINDS {
        let path = Path::new(&folder).join(kind.name).with_extension("rs");
        fs::write(path, text::source(kind, &random::graph(kind))).expect("OUT_DIR can be written to");
    }
}
