//! Times, taken in many short rounds in which the contenders take turns, so that all other work of the machine strikes
//! all of them alike.

use std::time::Duration;

use super::median;
use crate::contender::Contender;

const ROUNDS: usize = 41;
const ROUND: Duration = Duration::from_micros(400);

/// The nanoseconds a run of each contender takes: the lower of two medians.
pub(super) fn nanoseconds(contenders: &[Contender]) -> Vec<f64> {
    let counts: Vec<u32> = contenders.iter().map(runs_in_a_round).collect();
    let (one, other) = (medians(contenders, &counts), medians(contenders, &counts));
    one.into_iter().zip(other).map(|(one, other)| one.min(other)).collect()
}

fn runs_in_a_round(contender: &Contender) -> u32 {
    let mut runs = 1;
    while contender.time(runs) < ROUND {
        runs *= 2;
    }
    runs
}

fn medians(contenders: &[Contender], counts: &[u32]) -> Vec<f64> {
    let mut rounds = vec![Vec::with_capacity(ROUNDS); contenders.len()];
    for _ in 0..ROUNDS {
        for ((contender, &runs), times) in contenders.iter().zip(counts).zip(&mut rounds) {
            // The contender before has left the caches full of its own.
            contender.time(1);
            times.push(contender.time(runs).as_secs_f64() * 1e9 / f64::from(runs));
        }
    }
    rounds.into_iter().map(median).collect()
}
