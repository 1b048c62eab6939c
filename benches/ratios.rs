//! Prints what a run of each graph costs dagwright, code written out by hand, and `async_dag`.
//!
//! The contenders take turns in many short rounds, so that whatever else the machine does strikes all of them alike; a
//! figure is the lower of two medians. Below some 20 ns the luck of code generation is worth ±30 %.

use std::time::Duration;

use dagwright_benches::body::{Body, Ready, Trickle, YieldOnce};
use dagwright_benches::contender::Contender;
use dagwright_benches::graphs::{Chain32, Diamond, Fan64, Five, Graph, Layers8x8, Six};

const ROUNDS: usize = 41;
const ROUND: Duration = Duration::from_micros(400);

fn main() {
    println!("ns per run, as a multiple of dagwright's, and bytes of the future. Bodies: one addition that is");
    println!("ready, that yields once, or that waits once, the waits ending one at a time in random order (trickle)\n");
    println!("{:<12} {:<8}{}", "graph", "body", heading());
    graph::<Diamond>();
    graph::<Six>();
    graph::<Five>();
    graph::<Chain32>();
    graph::<Fan64>();
    graph::<Layers8x8>();
}

fn heading() -> String {
    let names = Diamond::contenders(&Ready).into_iter().map(|contender| contender.name);
    names.map(|name| format!("{name:>26}")).collect()
}

fn graph<G: Graph>() {
    row::<G, _>(&Ready);
    row::<G, _>(&YieldOnce);
    row::<G, _>(&Trickle::default());
}

/// Output: `six   yield   31 ns  1.00   264 B   …`
fn row<G: Graph, B: Body>(body: &B) {
    let contenders = G::contenders(body);
    let times = times(&contenders);
    let cell = |(contender, time): (&Contender<'_>, &f64)| {
        format!("{time:>9.0} {:>7.2} {:>6} B", time / times[0], contender.size)
    };
    let cells: String = contenders.iter().zip(&times).map(cell).collect();
    println!("{:<12} {:<8}{cells}", G::NAME, B::NAME);
}

/// The nanoseconds a run of each contender takes.
fn times(contenders: &[Contender<'_>]) -> Vec<f64> {
    let counts: Vec<u32> = contenders.iter().map(runs_in_a_round).collect();
    let (one, other) = (medians(contenders, &counts), medians(contenders, &counts));
    one.into_iter().zip(other).map(|(one, other)| one.min(other)).collect()
}

fn runs_in_a_round(contender: &Contender<'_>) -> u32 {
    let mut runs = 1;
    while contender.time(runs) < ROUND {
        runs *= 2;
    }
    runs
}

fn medians(contenders: &[Contender<'_>], counts: &[u32]) -> Vec<f64> {
    let mut rounds = vec![Vec::with_capacity(ROUNDS); contenders.len()];
    for _ in 0..ROUNDS {
        for ((contender, &runs), times) in contenders.iter().zip(counts).zip(&mut rounds) {
            times.push(contender.time(runs).as_secs_f64() * 1e9 / f64::from(runs));
        }
    }
    rounds.iter_mut().map(|times| median(times)).collect()
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
