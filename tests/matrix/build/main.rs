//! Writes the matrices: a `#[dag]` module for each cell, and a table of all of them.

mod ends;
mod generics;
mod options;
mod red;
mod types;

use std::path::Path;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=build");
    let folder = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let write = |name, text| fs::write(Path::new(&folder).join(name), text).expect("OUT_DIR can be written to");
    write("ends.rs", ends::source());
    write("generics.rs", generics::source());
    write("options.rs", options::source());
    write("types.rs", types::source());
}
