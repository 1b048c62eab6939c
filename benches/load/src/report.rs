//! The results as a page of Markdown.

use std::fmt::Write as _;

use crate::compare::{Comparison, Ratio};
use crate::memory::Memory;
use crate::rounds::Round;

/// The share by which the pipeline may be worse.
const TOLERANCE: f64 = 0.02;

/// A row of a table: its name, and the figure in a measurement.
type Figure<M, N> = (&'static str, fn(&M) -> N);

const HEAD: &str = "\
# The storefront under load

Written by `cargo run --release -p dagwright-load`, which takes about three minutes.

The service of `examples/examples/storefront` over HTTP on the loopback device, with its SQLite database: once with
`Pipeline::run`, once with the same nodes awaited and joined by hand (`src/by_hand.rs`). Service, database and clients are one
process, and the ways take turns in rounds of 400 requests. A figure is the median of the rounds; a ratio is the median of
the rounds' ratios, with the bounds between which it lies with a probability of 95 %. By hand takes part twice: the pipeline
is compared with the mean of both, and the last column is the second by the first, so what it differs from 1 is noise.
";

const NOTES: &str = "
* The future is larger because the graph is no nest of joins. By hand, `orders` and `stock` wait for customer and cart, and their
  futures take the place of those. In the pipeline each waits for its own value only: five lanes stand side by side, with the
  references that each of them holds, and the values that they hand each other stay until the run ends.
* At the start: customer, cart and announcements wait for a connection, all of which are taken.
* At the permit: everything else is done, recommendations and substitutes wait for a permit. What the threads of the database
  allocate and this one frees counts as less than nothing, so only the difference means something, and 500 bytes are noise.
* Allocations are those of a whole request on the thread that it runs on. The pipeline's `page` takes a clone of the orders
  (`#[clone] orders`), because `recommendations` borrows them; by hand they are moved. With a clone by hand, both numbers are
  the same.
";

pub fn page(comparisons: &[Comparison], pipeline: &Memory, by_hand: &Memory) -> String {
    let loads: String = comparisons.iter().map(load).collect();
    format!("{HEAD}{loads}{}{NOTES}", memory(pipeline, by_hand))
}

fn load(comparison: &Comparison) -> String {
    let Comparison { clients, rounds } = comparison;
    let mut text = format!("\n## {clients} clients, {} rounds\n\n", rounds.len());
    text += "| | pipeline | by hand | ratio | by hand by itself |\n|---|--:|--:|--:|--:|\n";
    let figures: [Figure<Round, f64>; 4] = [
        ("requests a second", |round| round.per_second),
        ("half wait less, µs", |round| round.p50),
        ("99 % wait less (p99), µs", |round| round.p99),
        ("CPU per request, µs", |round| round.cpu),
    ];
    for (name, of) in figures {
        let [pipeline, by_hand] = [0, 1].map(|route| comparison.figure(route, of));
        let [ratio, control] = [comparison.ratio(of), comparison.control(of)].map(|ratio| shown(&ratio));
        writeln!(text, "| {name} | {pipeline:.0} | {by_hand:.0} | {ratio} | {control} |").unwrap();
    }
    let Ratio { low, median, .. } = comparison.ratio(|round| round.per_second);
    let throughput = judged(1.0 - median, 1.0 - low);
    let Ratio { median, high, .. } = comparison.ratio(|round| round.p99);
    let p99 = judged(median - 1.0, high - 1.0);
    writeln!(text, "\nThroughput within 2 %: {throughput}. p99 within 2 %: {p99}.").unwrap();
    text
}

/// Output: `1.003 (0.991 to 1.012)`
fn shown(Ratio { low, median, high }: &Ratio) -> String {
    format!("{median:.3} ({low:.3} to {high:.3})")
}

/// The verdict on a figure that is worse by `worse`, and for all the noise by `at_most` at most.
fn judged(worse: f64, at_most: f64) -> &'static str {
    match (worse <= TOLERANCE, at_most <= TOLERANCE) {
        (true, true) => "reached",
        (true, false) => "reached, as far as the noise lets one tell",
        (false, _) => "not reached",
    }
}

fn memory(pipeline: &Memory, by_hand: &Memory) -> String {
    let mut text =
        String::from("\n## Memory per request, bytes\n\n| | pipeline | by hand | more |\n|---|--:|--:|--:|\n");
    let figures: [Figure<Memory, i64>; 5] = [
        ("future of the handler", |memory| memory.future),
        ("heap at the start", |memory| memory.at_start),
        ("heap at the permit", |memory| memory.at_permit),
        ("allocated in all", |memory| memory.allocated),
        ("allocations (number)", |memory| memory.allocations),
    ];
    for (name, of) in figures {
        let (pipeline, by_hand) = (of(pipeline), of(by_hand));
        writeln!(text, "| {name} | {pipeline} | {by_hand} | {:+} |", pipeline - by_hand).unwrap();
    }
    let [ours, theirs] = [pipeline, by_hand].map(|memory| memory.future + memory.at_start);
    let ratio = ours as f64 / theirs as f64;
    writeln!(text, "\nIn flight at the start, not above by hand: {} ({ratio:.3}).", reached(ours <= theirs)).unwrap();
    text
}

fn reached(reached: bool) -> &'static str {
    if reached { "reached" } else { "not reached" }
}
