//! A search for lost wake-ups with real threads, for as long as one likes: `.ci/stress SECONDS`.
//!
//! Each round drives branches or elements that wait at a few gates each, while other threads open the gates. A round
//! that does not end has lost a wake-up: its kind and seed are told, and the program ends with an error.

mod support;

use std::env;
use std::future::Future;
use std::pin::Pin;
use std::process::exit;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use dag_runtime::{Branch, Latch, Latches, branch, each, join, weave};
use support::{Eight, Gate, eight, gates};

/// The longest that a round may take. It takes some milliseconds.
const PATIENCE: Duration = Duration::from_secs(30);
const GATES: usize = 3;

type Boxed = Pin<Box<dyn Future<Output = ()> + Send>>;
type AllGates = Arc<[[Gate; GATES]; 64]>;

const KINDS: [(&str, fn(AllGates) -> Boxed); 7] = [
    ("join", |gates| Box::pin(async move { _ = join(eight_in(&gates, 0)).await })),
    ("wide join", |gates| Box::pin(async move { _ = join(all_in(&gates)).wide().await })),
    ("wide join at once", |gates| Box::pin(async move { _ = join(all_in(&gates)).wide().at_once().await })),
    ("weave", |gates| Box::pin(woven(gates, false))),
    ("wide weave", |gates| Box::pin(woven(gates, true))),
    ("each", |gates| Box::pin(async move { _ = each(0..64, usize::MAX, |index| through(gates[index].clone())).await })),
    ("each, five at once", |gates| {
        Box::pin(async move { _ = each(0..64, 5, |index| through(gates[index].clone())).await })
    }),
];

async fn through(gates: [Gate; GATES]) {
    for gate in gates {
        gate.wait().await;
    }
}

fn eight_in(gates: &AllGates, first: usize) -> Eight<Branch<Boxed>> {
    let mut index = first..;
    eight(|| branch(Box::pin(through(gates[index.next().expect("it is endless")].clone())) as Boxed))
}

fn all_in(gates: &AllGates) -> Eight<Eight<Branch<Boxed>>> {
    let mut first = (0..).step_by(8);
    eight(|| eight_in(gates, first.next().expect("it is endless")))
}

/// Eight lanes, each of which opens the second latch of the next.
async fn woven(gates: AllGates, wide: bool) {
    const LANES: [Latch; 15] = {
        let mut latches = [Latch::new(0, 0); 15];
        let mut lane = 1;
        while lane < 8 {
            latches[lane] = Latch::new(lane, 0);
            latches[lane + 7] = Latch::new(lane, 2);
            lane += 1;
        }
        latches
    };
    let latches = Latches::<15, 1>::new(&LANES);
    let mut lanes = 0..;
    let tree = eight(|| {
        let (lane, latches) = (lanes.next().expect("it is endless"), &latches);
        let gates = &gates;
        branch(async move {
            through(gates[lane].clone()).await;
            if lane > 0 {
                latches.wait(lane + 7).await;
            }
            latches.count_down(if lane < 7 { std::slice::from_ref(&[8, 9, 10, 11, 12, 13, 14][lane]) } else { &[] });
            through(gates[lane + 8].clone()).await;
        })
    });
    let run = weave(&latches, tree);
    if wide { _ = run.wide().await } else { _ = run.await }
}

/// Drives one run while three threads open its gates, each in another order.
fn round(make: fn(AllGates) -> Boxed, seed: usize) {
    let all: AllGates = Arc::new(std::array::from_fn(|_| gates()));
    let openers = [5, 11, 25].map(|stride| {
        let all = Arc::clone(&all);
        thread::spawn(move || {
            for step in 0..64 * GATES {
                let at = (step * stride + seed) % (64 * GATES);
                all[at % 64][at / 64].open();
                if (step + seed).is_multiple_of(7) {
                    thread::yield_now();
                }
            }
        })
    });
    futures::executor::block_on(make(all));
    for opener in openers {
        opener.join().expect("an opener cannot panic");
    }
}

fn main() {
    let seconds = env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(10);
    let (end, (begins, begun)) = (Instant::now() + Duration::from_secs(seconds), channel());
    let rounds = thread::spawn(move || {
        for seed in 0.. {
            for (kind, make) in KINDS {
                if Instant::now() > end {
                    return seed;
                }
                begins.send((kind, seed)).expect("somebody listens");
                round(make, seed);
            }
        }
        unreachable!("there are always more")
    });
    let mut last = ("none", 0);
    loop {
        match begun.recv_timeout(PATIENCE) {
            Ok(next) => last = next,
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {
                eprintln!("lost a wake-up: {} number {} has not ended after {PATIENCE:?}", last.0, last.1);
                exit(1);
            }
        }
    }
    match rounds.join() {
        Ok(seeds) => println!("{seeds} rounds of each of {} kinds have ended", KINDS.len()),
        Err(_) => exit(1),
    }
}
