//! Compares the costs of a run of each graph: dagwright, code written out by hand, and other crates; `README.md` says
//! how to read it. Prints the results; with the feature `large`, writes them to `RESULTS.md` and `results.svg` beside
//! this file, without it to the folder `tmp` of cargo's target folder.

use std::path::Path;
use std::{fs, io};

use dagwright_benches::graphs::visit;
use dagwright_benches::report::Report;

fn main() -> io::Result<()> {
    let mut report = Report::default();
    visit(&mut report);
    let text = report.text();
    println!("{text}");
    let folder = if cfg!(feature = "large") { env!("CARGO_MANIFEST_DIR") } else { env!("CARGO_TARGET_TMPDIR") };
    fs::write(Path::new(folder).join("RESULTS.md"), text)?;
    fs::write(Path::new(folder).join("results.svg"), report.chart())
}
