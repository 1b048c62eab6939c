//! Runs this program under callgrind and reads the counts.

use std::error::Error;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::graphs::Program;

const RUNS: u64 = 1000;

pub fn is_installed() -> bool {
    let version = Command::new("valgrind").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    version.is_ok_and(|status| status.success())
}

/// Starting and ending take a few instructions more or fewer, hence the rounding.
pub fn instructions_per_run(program: &Program) -> Result<u64, Box<dyn Error>> {
    let (once, twice) = (instructions(program, RUNS)?, instructions(program, 2 * RUNS)?);
    Ok((twice.saturating_sub(once) + RUNS / 2) / RUNS)
}

fn instructions(program: &Program, runs: u64) -> Result<u64, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("callgrind.out");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", &format!("--callgrind-out-file={}", file.display())])
        .arg(std::env::current_exe()?)
        .args([program.graph, program.body, program.way.name(), &runs.to_string()])
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    total(&file)
}

/// Callgrind's file ends with `totals: 123456`.
fn total(file: &Path) -> Result<u64, Box<dyn Error>> {
    let text = std::fs::read_to_string(file)?;
    let total = text.lines().find_map(|line| line.strip_prefix("totals: ")).ok_or("callgrind gave no total")?;
    Ok(total.trim().parse()?)
}
