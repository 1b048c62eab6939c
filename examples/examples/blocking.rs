//! Functions that block their thread, among others that wait: nobody holds anybody up.
//!
//! ```text
//! file ──┬──► digest
//!        └──► text ──► packed
//! probes ───► readings, ten of them
//!             ticks
//! ```
//!
//! `digest` and `packed` keep a thread busy, and each of the ten `readings` calls a driver that puts its thread to sleep
//! for half a second. They run on tokio's blocking pool, and borrow their arguments as any node does, while `text`
//! and `ticks` wait on the only thread that the runtime has. The run takes as long as its longest path.
//!
//! The blocking functions still see the caller's tracing span.
//!
//! Run it: `cargo run -p dagwright-examples --example blocking`

use std::error::Error;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use dagwright::dag;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;
use tokio::time::sleep;
use tracing::{Instrument, Span, info_span};
use tracing_subscriber::util::SubscriberInitExt;

#[dag]
mod night_shift {
    use super::*;

    /// Owned: a value that a blocking function borrows may have to outlive the caller's patience.
    #[input]
    pub struct Input {
        pub file: PathBuf,
        pub probes: Vec<Probe>,
    }

    #[output]
    pub struct Output {
        pub digest: Done<String>,
        pub text: Vec<u8>,
        pub packed: Done<Vec<u8>>,
        pub readings: Vec<Done<u32>>,
        pub ticks: Done<()>,
    }

    #[node(blocking)]
    fn digest(file: &Path) -> io::Result<Done<String>> {
        let began = Instant::now();
        let digest = Sha256::digest(fs::read(file)?);
        Ok(Done::since(began, hex(&digest)))
    }

    async fn text(file: &Path) -> io::Result<Vec<u8>> {
        tokio::fs::read(file).await
    }

    #[node(blocking)]
    fn packed(text: &[u8]) -> io::Result<Done<Vec<u8>>> {
        let began = Instant::now();
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(text)?;
        Ok(Done::since(began, encoder.finish()?))
    }

    #[node(blocking)]
    fn readings(#[each(probes)] probe: &Probe) -> Done<u32> {
        let began = Instant::now();
        Done::since(began, probe.read())
    }

    async fn ticks() -> Done<()> {
        let began = Instant::now();
        for _ in 0..10 {
            sleep(Duration::from_millis(10)).await;
        }
        Done::since(began, ())
    }
}

/// A thermometer on a line in the sea. The driver's author had never heard of async.
pub struct Probe {
    depth: u32,
}

impl Probe {
    fn read(&self) -> u32 {
        spin_sleep::sleep(Duration::from_millis(500)); // until the needle stands still
        18 - self.depth / 10
    }
}

/// A value, the times of the work on it, and the tracing span.
pub struct Done<T> {
    value: T,
    began: Instant,
    ended: Instant,
    span: Option<&'static str>,
}

impl<T> Done<T> {
    fn since(began: Instant, value: T) -> Self {
        let span = Span::current().metadata().map(|span| span.name());
        Self { value, began, ended: Instant::now(), span }
    }

    fn took(&self) -> Duration {
        self.ended - self.began
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::registry().init();
    let text: String = (0..10_000).map(|n| format!("{n} fish, no wind\n")).collect();
    let mut file = NamedTempFile::new()?;
    file.write_all(text.as_bytes())?;
    let probes = (1..=10).map(|n| Probe { depth: 10 * n }).collect();

    let start = Instant::now();
    let input = night_shift::Input { file: file.path().to_owned(), probes };
    let output = night_shift::Pipeline::run(input).instrument(info_span!("night shift")).await?;
    print(&output, start.elapsed())
}

/// Times differ from run to run, so there are only yes and no.
fn print(output: &night_shift::Output, total: Duration) -> Result<(), Box<dyn Error>> {
    let night_shift::Output { digest, text, packed, readings, ticks } = output;
    println!("sha256 of {} bytes: {}", text.len(), digest.value);
    println!("packed, less than a fifth: {}", yes(packed.value.len() * 5 < text.len()));
    println!("unpacked, the same again: {}", yes(unpack(&packed.value)? == *text));
    println!("degrees: {:?}", readings.iter().map(|reading| reading.value).collect::<Vec<_>>());

    let last_began = readings.iter().map(|reading| reading.began).max();
    let first_ended = readings.iter().map(|reading| reading.ended).min();
    println!("a moment with all ten under way: {}", yes(last_began < first_ended));
    println!("ten ticks before the first of them ended: {}", yes(Some(ticks.ended) < first_ended));

    let reading_times = readings.iter().map(Done::took);
    let sum = reading_times.clone().sum::<Duration>() + digest.took() + packed.took() + ticks.took();
    let longest = reading_times.chain([digest.took(), packed.took(), ticks.took()]).max().unwrap_or_default();
    println!("less than half the sum: {}", yes(total < sum / 2));
    println!("less than twice the longest: {}", yes(total < longest * 2));

    println!("tracing spans: {:?}, {:?}, {:?}", digest.span, packed.span, readings[0].span);
    Ok(())
}

fn unpack(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut unpacked = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut unpacked)?;
    Ok(unpacked)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn yes(it_is: bool) -> &'static str {
    if it_is { "yes" } else { "no" }
}
