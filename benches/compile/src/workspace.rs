//! The workspace in a temporary folder in which sources are compiled, and the cost of that.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use std::{env, fs, io};

use wait4::Wait4 as _;

/// The packages: one whose sources change, one that only has its dependencies, a program, and two macros that read the clock.
const PACKAGES: [&str; 4] = ["measured", "dependencies", "deep", "clock"];

const CLOCK: &str = "\
use std::sync::Mutex;
use std::time::Instant;
use proc_macro::TokenStream;

static START: Mutex<Option<Instant>> = Mutex::new(None);

#[proc_macro]
pub fn start(_: TokenStream) -> TokenStream {
    *START.lock().unwrap() = Some(Instant::now());
    TokenStream::new()
}

#[proc_macro]
pub fn stop(_: TokenStream) -> TokenStream {
    eprintln!(\"expanded in {} us\", START.lock().unwrap().unwrap().elapsed().as_micros());
    TokenStream::new()
}
";

/// The compiler's kinds of work.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Check,
    Debug,
    Release,
}

impl Mode {
    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Check => &["check"],
            Self::Debug => &["build"],
            Self::Release => &["build", "--release"],
        }
    }
}

pub(crate) struct Workspace {
    root: PathBuf,
    /// With macros compiled at this level of optimization, which `cargo` does not do unless told.
    macros: Option<u8>,
}

/// The result of a call of `cargo`.
pub(crate) struct Compiled {
    /// Processor time of `cargo` and of all that it started.
    pub(crate) cpu: Duration,
    pub(crate) success: bool,
    pub(crate) messages: String,
}

impl Workspace {
    /// Beside the folder in which this program was built.
    pub(crate) fn new(macros: Option<u8>) -> io::Result<Self> {
        let program = env::current_exe()?;
        let target = program.ancestors().nth(2).ok_or(io::ErrorKind::NotFound)?;
        let workspace = Self { root: target.join("compile-bench"), macros };
        workspace.write_manifests()?;
        Ok(workspace)
    }

    fn write_manifests(&self) -> io::Result<()> {
        let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).ok_or(io::ErrorKind::NotFound)?;
        for package in PACKAGES {
            fs::create_dir_all(self.root.join(package).join("src"))?;
            fs::write(self.root.join(package).join("Cargo.toml"), manifest(package, checkout))?;
        }
        fs::write(self.root.join("Cargo.toml"), format!("[workspace]\nresolver = \"3\"\nmembers = {PACKAGES:?}\n"))?;
        fs::copy(checkout.join("Cargo.lock"), self.root.join("Cargo.lock"))?;
        self.write("measured", "lib.rs", "")?;
        self.write("dependencies", "lib.rs", "")?;
        self.write("deep", "main.rs", "fn main() {}\n")?;
        self.write("clock", "lib.rs", CLOCK)
    }

    fn write(&self, package: &str, file: &str, source: &str) -> io::Result<()> {
        fs::write(self.root.join(package).join("src").join(file), source)
    }

    fn target(&self) -> PathBuf {
        self.root.join(self.macros.map_or(String::from("target"), |level| format!("target-macros-{level}")))
    }

    /// Compiles a library as if for the first time; its dependencies are already there.
    pub(crate) fn cold(&self, mode: Mode, source: &str) -> io::Result<Compiled> {
        self.cargo(mode, "dependencies")?.expect_success();
        let incremental = self.target().join("debug/incremental");
        if incremental.exists() {
            fs::remove_dir_all(incremental)?;
        }
        self.again(mode, source)
    }

    /// Compiles a library after an edit.
    pub(crate) fn again(&self, mode: Mode, source: &str) -> io::Result<Compiled> {
        self.write("measured", "lib.rs", source)?;
        self.cargo(mode, "measured")
    }

    /// Compiles a program, and runs it: its output, if all went well.
    pub(crate) fn run(&self, source: &str) -> io::Result<(Compiled, Option<String>)> {
        self.cargo(Mode::Debug, "dependencies")?.expect_success();
        self.write("deep", "main.rs", source)?;
        let compiled = self.cargo(Mode::Debug, "deep")?;
        if !compiled.success {
            return Ok((compiled, None));
        }
        let output = Command::new(self.target().join("debug").join("deep")).output()?;
        let printed = output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned());
        Ok((compiled, printed))
    }

    fn cargo(&self, mode: Mode, package: &str) -> io::Result<Compiled> {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(mode.arguments()).args(["-p", package, "--color", "never"]);
        if let Some(level) = self.macros {
            for profile in ["dev", "release"] {
                command.args(["--config", &format!("profile.{profile}.build-override.opt-level={level}")]);
            }
        }
        command.current_dir(&self.root).env("CARGO_TARGET_DIR", self.target()).env_remove("RUSTFLAGS");
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
        let mut messages = String::new();
        child.stderr.take().ok_or(io::ErrorKind::BrokenPipe)?.read_to_string(&mut messages)?;
        let used = child.wait4()?;
        let cpu = used.rusage.utime + used.rusage.stime;
        Ok(Compiled { cpu, success: used.status.success(), messages })
    }
}

impl Compiled {
    /// The processor time of a source that has to compile.
    pub(crate) fn expect_success(self) -> Duration {
        assert!(self.success, "this should have compiled:\n{}", self.messages);
        self.cpu
    }
}

fn manifest(package: &str, checkout: &Path) -> String {
    let rest = match package {
        "clock" => String::from("[lib]\nproc-macro = true\n"),
        _ => format!("[dependencies]\nclock.path = \"../clock\"\ndagwright.path = {checkout:?}\nfutures = \"0.3\"\n"),
    };
    format!("[package]\nname = \"{package}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n{rest}")
}
