//! Durations and numbers of options that come from inputs, nodes and constants.

mod elsewhere;
mod graph;

use std::num::NonZero;
use std::sync::Arc;
use std::time::Duration;

use dagwright::dag;

use crate::support::{Diary, Flaky, Gauge, Refused};

const fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

fn flaky(fails: usize) -> (Arc<Diary>, Flaky) {
    let diary = Arc::new(Diary::new());
    let flaky = Flaky::new(&diary, fails);
    (diary, flaky)
}

// fetched (retry as the input says)
#[dag]
mod attempts {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub server: &'a Flaky,
        pub tries: usize,
        pub first: Duration,
        pub ratio: f32,
        pub longest: Duration,
    }

    #[node(retry(attempts = tries, backoff = first, factor = ratio, max = longest))]
    async fn fetched(server: &Flaky) -> Result<usize, Refused> {
        server.call()
    }
}

/// The times of the attempts of something that always fails.
async fn times(tries: usize, first: Duration, ratio: f32, longest: Duration) -> Vec<String> {
    let (diary, server) = flaky(usize::MAX);
    let input = attempts::Input { server: &server, tries, first, ratio, longest };
    assert!(attempts::Pipeline::run(input).await.is_err());
    diary.lines().iter().map(|line| line.split(' ').next().unwrap().to_owned()).collect()
}

#[tokio::test(start_paused = true)]
async fn the_input_says_how_often_and_after_what_delays_there_are_attempts() {
    assert_eq!(times(4, ms(10), 2.0, ms(1000)).await, ["0", "10", "30", "70"]);
    assert_eq!(times(4, ms(10), 3.0, ms(50)).await, ["0", "10", "40", "90"]);
    assert_eq!(times(1, ms(10), 2.0, ms(1000)).await, ["0"]);
}

#[tokio::test(start_paused = true)]
async fn what_a_literal_could_not_say_is_taken_for_the_nearest_that_it_could() {
    assert_eq!(times(0, ms(10), 2.0, ms(1000)).await, ["0"], "there is one attempt at least");
    assert_eq!(times(3, ms(10), 0.5, ms(1000)).await, ["0", "10", "20"], "delays do not shrink");
    assert_eq!(times(3, ms(10), f32::NAN, ms(1000)).await, ["0", "10", "20"]);
    assert_eq!(times(3, ms(100), 2.0, ms(10)).await, ["0", "10", "20"], "no delay is longer than the longest");
    assert_eq!(times(3, Duration::ZERO, 2.0, Duration::ZERO).await, ["0", "0", "0"]);
    assert_eq!(times(3, Duration::MAX, f32::MAX, ms(10)).await, ["0", "10", "20"]);
}

const LIMIT: Duration = ms(50);
mod limits {
    pub const TRIES: u8 = 2;
}
pub struct Config;
impl Config {
    const FIRST: Duration = ms(7);
}
trait Slow {
    const RATIO: f64;
}
impl Slow for Config {
    const RATIO: f64 = 3.0;
}

// each gets its amounts from constants
#[dag]
mod constants {
    use super::*;

    pub const AT_ONCE: u16 = 2;
    #[allow(non_upper_case_globals)]
    static longest: Duration = ms(8);

    #[input]
    pub struct Input<'a> {
        pub server: &'a Flaky,
        pub items: [u64; 5],
    }

    #[node(timeout = LIMIT)]
    async fn late() -> Result<(), dagwright::Timeout> {
        std::future::pending().await
    }
    #[node(retry(attempts = limits::TRIES, backoff = Config::FIRST, factor = <Config as Slow>::RATIO, max = longest))]
    async fn fetched(server: &Flaky) -> Result<usize, Refused> {
        server.call()
    }
    #[node(concurrency = AT_ONCE)]
    async fn all(#[each(items)] item: u64) -> u64 {
        tokio::time::sleep(ms(item)).await;
        item
    }
    #[node]
    fn outcomes(
        late: Result<&(), &dagwright::Timeout>,
        fetched: Result<&usize, &Refused>,
        all: Vec<u64>,
    ) -> (Duration, Option<usize>, Vec<u64>) {
        (late.unwrap_err().limit(), fetched.ok().copied(), all)
    }
}

#[tokio::test(start_paused = true)]
async fn constants_of_the_module_of_types_and_of_other_modules_give_amounts() {
    let (diary, server) = flaky(1);
    let start = tokio::time::Instant::now();
    let output = constants::Pipeline::run(constants::Input { server: &server, items: [10; 5] }).await;
    assert_eq!(output.outcomes, (LIMIT, Some(2), vec![10; 5]));
    assert_eq!(diary.lines(), ["0 call 1", "7 call 2"]);
    assert_eq!(start.elapsed(), LIMIT);
}

// numbers and durations of all kinds of types
#[dag]
mod types {
    use super::*;

    pub type Millis = Duration;

    #[input]
    pub struct Input<'a> {
        pub server: &'a Flaky,
        pub small: u8,
        pub huge: u128,
        pub nonzero: NonZero<u64>,
        pub lent: &'a Duration,
        pub aliased: Millis,
        pub ratio: f64,
        pub whole: &'a u32,
        pub items: Vec<u64>,
        pub gauge: &'a Gauge,
    }

    #[node(timeout = lent, retry(attempts = small, backoff = aliased, factor = ratio))]
    async fn first(server: &Flaky) -> Result<usize, Refused> {
        server.call()
    }
    #[node(after(first), timeout = aliased, retry(attempts = nonzero, backoff = lent, factor = whole))]
    async fn second(server: &Flaky) -> Result<usize, Refused> {
        server.call()
    }
    #[node(concurrency = huge)]
    async fn all(#[each(items)] item: u64, gauge: &Gauge) -> u64 {
        let _entered = gauge.enter();
        tokio::time::sleep(ms(item)).await;
        item
    }
}

#[tokio::test(start_paused = true)]
async fn whole_numbers_of_all_sizes_factors_and_references_will_do() {
    let (diary, server) = flaky(5);
    let input = types::Input {
        server: &server,
        small: 3,
        huge: u128::MAX,
        nonzero: NonZero::new(4).unwrap(),
        lent: &ms(20),
        aliased: ms(10),
        ratio: 2.5,
        whole: &3,
        items: vec![5; 9],
        gauge: &Gauge::default(),
    };
    let error = types::Pipeline::run(input).await.expect_err("three attempts are not enough");
    assert!(matches!(error, types::Error::First(Refused(3))));
    assert_eq!(diary.lines(), ["0 call 1", "10 call 2", "35 call 3"]);

    let (diary, server) = flaky(2);
    let gauge = Gauge::default();
    let input = types::Input {
        server: &server,
        small: 1 + 2,
        huge: 4,
        nonzero: NonZero::new(4).unwrap(),
        lent: &ms(20),
        aliased: ms(10),
        ratio: 1.0,
        whole: &3,
        items: vec![5; 9],
        gauge: &gauge,
    };
    let output = types::Pipeline::run(input).await.expect("the fourth succeeds");
    assert_eq!((output.second, output.all.len(), gauge.most()), (4, 9, 4));
    assert_eq!(diary.lines(), ["0 call 1", "10 call 2", "20 call 3", "20 call 4"]);
}

// items → all (as many at once as the input says)
#[dag]
mod at_once {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub items: Vec<u64>,
        pub at_once: usize,
        pub gauge: &'a Gauge,
    }

    #[node(concurrency = at_once)]
    async fn all(#[each(items)] item: &u64, gauge: &Gauge) -> u64 {
        let _entered = gauge.enter();
        tokio::time::sleep(ms(10)).await;
        *item
    }
}

#[tokio::test(start_paused = true)]
async fn the_input_says_how_many_elements_are_under_way_at_once() {
    for (at_once, most) in [(1, 1), (3, 3), (usize::MAX, 7), (0, 1)] {
        let gauge = Gauge::default();
        let input = at_once::Input { items: (0..7).collect(), at_once, gauge: &gauge };
        assert_eq!(at_once::Pipeline::run(input).await.all, [0, 1, 2, 3, 4, 5, 6]);
        assert_eq!(gauge.most(), most, "{at_once}");
    }
}

// slow (timeout as the input says)
#[dag]
mod limited {
    use super::*;

    #[input]
    pub struct Input {
        pub limit: Duration,
        pub takes: Duration,
    }

    #[node(timeout = limit)]
    async fn slow(takes: Duration) -> &'static str {
        if !takes.is_zero() {
            tokio::time::sleep(takes).await;
        }
        "done"
    }
}

#[tokio::test(start_paused = true)]
async fn the_input_says_how_much_time_there_is_and_the_timeout_knows() {
    let run = async |limit, takes| {
        let output = limited::Pipeline::run(limited::Input { limit, takes }).await;
        output.map(|output| output.slow).map_err(|limited::Error::Slow(late)| (late.node(), late.limit()))
    };
    assert_eq!(run(ms(50), ms(40)).await, Ok("done"));
    assert_eq!(run(ms(50), ms(60)).await, Err(("slow", ms(50))));
    assert_eq!(run(Duration::MAX, ms(60)).await, Ok("done"), "there are no bounds");
    assert_eq!(run(Duration::ZERO, Duration::ZERO).await, Ok("done"), "without any time, who need not wait is done");
    assert_eq!(run(Duration::ZERO, ms(1)).await, Err(("slow", Duration::ZERO)));
}
