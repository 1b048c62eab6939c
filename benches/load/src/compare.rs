//! The two ways in turn, many short rounds of each.

use std::time::{Duration, Instant};

use crate::rounds::{Failure, Load, Round};

/// By hand stands there twice: a difference no larger than that of its two means nothing.
const ROUTES: [&str; 3] = ["dagwright", "by-hand", "by-hand"];

/// The end of a comparison, whichever comes first.
const ROUNDS: usize = 250;
const TIME: Duration = Duration::from_secs(75);

const REQUESTS: usize = 400;

/// The figures of some clients: the rounds, each with one of every route.
pub struct Comparison {
    pub clients: usize,
    pub rounds: Vec<[Round; 3]>,
}

pub async fn compare(load: &Load, clients: usize) -> Result<Comparison, Failure> {
    let start = Instant::now();
    let mut rounds = Vec::new();
    one_of_each(load, clients, 0).await?;
    while rounds.len() < ROUNDS && start.elapsed() < TIME {
        rounds.push(one_of_each(load, clients, rounds.len()).await?);
    }
    Ok(Comparison { clients, rounds })
}

/// Another route goes first each time.
async fn one_of_each(load: &Load, clients: usize, turn: usize) -> Result<[Round; 3], Failure> {
    let mut rounds = [None, None, None];
    for route in (0..3).map(|step| (turn + step) % 3) {
        rounds[route] = Some(load.round(ROUTES[route], clients, REQUESTS).await?);
    }
    Ok(rounds.map(|round| round.expect("every route had its turn")))
}

impl Comparison {
    /// The median over the rounds.
    pub fn figure(&self, route: usize, of: fn(&Round) -> f64) -> f64 {
        median(self.rounds.iter().map(|round| of(&round[route])))
    }

    /// The pipeline by the mean of the two by hand.
    pub fn ratio(&self, of: fn(&Round) -> f64) -> Ratio {
        Ratio::new(self.rounds.iter().map(|[pipeline, one, other]| 2.0 * of(pipeline) / (of(one) + of(other))))
    }

    /// The second by hand by the first.
    pub fn control(&self, of: fn(&Round) -> f64) -> Ratio {
        Ratio::new(self.rounds.iter().map(|[_, one, other]| of(other) / of(one)))
    }
}

/// The median of the rounds' ratios, and the bounds between which it lies with a probability of 95 %.
pub struct Ratio {
    pub low: f64,
    pub median: f64,
    pub high: f64,
}

impl Ratio {
    /// The bounds are those of the sign test: so far from the middle does chance put a median.
    fn new(ratios: impl Iterator<Item = f64>) -> Self {
        let ratios = sorted(ratios);
        let (middle, last) = (ratios.len() / 2, ratios.len() - 1);
        let far = (0.98 * (ratios.len() as f64).sqrt()).ceil() as usize;
        Self { low: ratios[middle.saturating_sub(far)], median: ratios[middle], high: ratios[last.min(middle + far)] }
    }
}

fn median(figures: impl Iterator<Item = f64>) -> f64 {
    let figures = sorted(figures);
    figures[figures.len() / 2]
}

fn sorted(figures: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut figures: Vec<f64> = figures.collect();
    figures.sort_by(f64::total_cmp);
    figures
}
