//! Prints the gain of spawning nodes, and its cost beside tasks spawned by hand: 64 nodes that compute, then their sum.
//!
//! The contenders take turns, so that all other work of the machine strikes all of them alike; figures are medians.

#![allow(unreachable_pub, reason = "the pipelines are written as users write them")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use tokio::runtime::Runtime;

const ROUNDS: usize = 41;

/// A way to run the graph, by its name.
type Contender = (&'static str, fn(&Runtime) -> u64);

/// A pipeline of 64 nodes side by side and their sum, and the same spawned by hand.
macro_rules! fan {
    ($module:ident, $work:ident, [$($node:ident)*]) => {
        mod $module {
            #[dagwright::dag]
            pub mod together {
                #[input]
                pub struct Input { pub seed: u64 }
                $(async fn $node(seed: u64) -> u64 { crate::$work(seed) })*
                async fn total($($node: u64),*) -> u64 { 0 $(+ $node)* }
            }

            #[dagwright::dag(spawn)]
            pub mod apart {
                #[input]
                pub struct Input { pub seed: u64 }
                $(async fn $node(seed: u64) -> u64 { crate::$work(seed) })*
                async fn total($($node: u64),*) -> u64 { 0 $(+ $node)* }
            }

            pub async fn by_hand(seed: u64) -> u64 {
                $(let $node = tokio::spawn(async move { crate::$work(seed) });)*
                0 $(+ $node.await.expect("nothing panics"))*
            }

            pub const CONTENDERS: [crate::Contender; 3] = [
                ("#[dag(spawn)]", |runtime| {
                    runtime.block_on(runtime.spawn(apart::Pipeline::run(apart::Input { seed: 1 }))).unwrap().total
                }),
                ("tokio::spawn by hand", |runtime| runtime.block_on(runtime.spawn(by_hand(1))).unwrap()),
                ("one task", |runtime| {
                    runtime.block_on(runtime.spawn(together::Pipeline::run(together::Input { seed: 1 }))).unwrap().total
                }),
            ];
        }
    };
    ($module:ident, $work:ident) => {
        fan!($module, $work, [
            n1 n2 n3 n4 n5 n6 n7 n8 n9 n10 n11 n12 n13 n14 n15 n16 n17 n18 n19 n20 n21 n22 n23 n24 n25 n26 n27 n28 n29 n30 n31 n32
            n33 n34 n35 n36 n37 n38 n39 n40 n41 n42 n43 n44 n45 n46 n47 n48 n49 n50 n51 n52 n53 n54 n55 n56 n57 n58 n59 n60 n61
            n62 n63 n64
        ]);
    };
}

fan!(computing, millisecond);
fan!(trivial, nothing);

/// About a millisecond of arithmetic.
fn millisecond(seed: u64) -> u64 {
    (0..1_900_000).fold(seed, |value, step| black_box(value ^ step).rotate_left(7))
}

fn nothing(seed: u64) -> u64 {
    black_box(seed)
}

fn main() {
    let runtime = Runtime::new().expect("a runtime");
    println!(
        "{} workers; one node alone: {:?}\n",
        runtime.metrics().num_workers(),
        time(|| _ = black_box(millisecond(1)))
    );
    table("64 nodes of about 1 ms", &runtime, &computing::CONTENDERS, 1);
    table("64 nodes that do nothing", &runtime, &trivial::CONTENDERS, 200);
}

/// Output: `#[dag(spawn)]   32.1 ms   1.00`
fn table(title: &str, runtime: &Runtime, contenders: &[Contender], runs: u32) {
    let mut times = vec![Vec::with_capacity(ROUNDS); contenders.len()];
    for _ in 0..ROUNDS {
        for ((_, run), times) in contenders.iter().zip(&mut times) {
            times.push(time(|| (0..runs).for_each(|_| _ = black_box(run(runtime)))) / runs);
        }
    }
    let medians: Vec<Duration> = times.iter_mut().map(|times| median(times)).collect();
    println!("{title}: time of a run, as a multiple of the first");
    for ((name, _), median) in contenders.iter().zip(&medians) {
        println!("{name:<24}{median:>12.1?}{:>8.2}", median.as_secs_f64() / medians[0].as_secs_f64());
    }
    println!();
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
