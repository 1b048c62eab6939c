//! Random chains of two to four stages, each with a bound of its own: values, failures, starts and polls are those of a
//! simulation that goes from event to event.

use std::future::Future;
use std::pin::Pin;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::task::{Context, Poll};
use std::time::Duration;

use dagwright::dag;
use tokio::time::{Instant, Sleep, sleep};

/// What happens to each element at each stage: the milliseconds it takes, and whether it fails.
type Steps = Vec<Vec<(u64, bool)>>;

/// A stage and an element.
type Call = (usize, usize);

/// The end of a run: its values, or the call that failed; its starts with their times; and the polls of all calls.
#[derive(Debug, PartialEq)]
struct Run {
    values: Result<Vec<usize>, Call>,
    starts: Vec<(u64, Call)>,
    polls: usize,
    millis: u64,
}

/// The bodies of the nodes.
pub struct Script {
    steps: Steps,
    origin: Instant,
    starts: Mutex<Vec<(u64, Call)>>,
    polls: AtomicUsize,
}

/// This call failed.
#[derive(Clone, Copy, Debug)]
pub struct Failed(Call);

struct Counted<'a>(Pin<Box<Sleep>>, &'a AtomicUsize);

impl Future for Counted<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.1.fetch_add(1, SeqCst);
        self.0.as_mut().poll(cx)
    }
}

impl Script {
    fn new(steps: Steps) -> Self {
        Self { steps, origin: Instant::now(), starts: Mutex::default(), polls: AtomicUsize::new(0) }
    }

    fn now(&self) -> u64 {
        u64::try_from(self.origin.elapsed().as_millis()).unwrap()
    }

    async fn step(&self, stage: usize, value: usize) -> Result<usize, Failed> {
        let element = value / 10;
        self.starts.lock().unwrap().push((self.now(), (stage, element)));
        let (millis, fails) = self.steps[stage][element];
        Counted(Box::pin(sleep(Duration::from_millis(millis))), &self.polls).await;
        if fails { Err(Failed((stage, element))) } else { Ok(value + 1) }
    }

    fn end(&self, values: Result<Vec<usize>, Failed>) -> Run {
        let values = values.map_err(|failed| failed.0);
        Run { values, starts: self.starts.lock().unwrap().clone(), polls: self.polls.load(SeqCst), millis: self.now() }
    }
}

/// Goes from event to event: all ends of a moment, then all starts, the first elements first. `None` if two calls end in
/// one moment.
fn simulated(steps: &Steps, bounds: &[usize]) -> Option<Run> {
    let (stages, elements) = (bounds.len(), steps[0].len());
    let mut waiting: Vec<Vec<usize>> = vec![Vec::new(); stages];
    waiting[0] = (0..elements).collect();
    let mut under_way: Vec<(u64, Call)> = Vec::new();
    let mut run = Run { values: Ok(Vec::new()), starts: Vec::new(), polls: 0, millis: 0 };
    loop {
        for (stage, waiting) in waiting.iter_mut().enumerate() {
            let busy = under_way.iter().filter(|(_, call)| call.0 == stage).count();
            waiting.sort_unstable();
            let starting = (bounds[stage] - busy).min(waiting.len());
            for element in waiting.drain(..starting) {
                run.starts.push((run.millis, (stage, element)));
                run.polls += 1;
                under_way.push((run.millis + steps[stage][element].0, (stage, element)));
            }
        }
        under_way.sort_unstable();
        if under_way.is_empty() {
            run.values = Ok((0..elements).map(|element| element * 10 + stages).collect());
            return Some(run);
        }
        let (end, (stage, element)) = under_way.remove(0);
        if under_way.first().is_some_and(|(other, _)| *other == end) {
            return None;
        }
        run.millis = end;
        run.polls += 1;
        if steps[stage][element].1 {
            run.values = Err((stage, element));
            return Some(run);
        }
        if let Some(behind) = waiting.get_mut(stage + 1) {
            behind.push(element);
        }
    }
}

macro_rules! chains {
    ($($name:ident [$($bound:literal)*] $last:ident: { $($nodes:tt)* })*) => {$(
        #[dag(error = Failed)]
        mod $name {
            use super::*;

            #[input]
            pub struct Input<'a> { pub items: Vec<usize>, pub script: &'a Script }

            #[output]
            pub struct Output { pub $last: Vec<usize> }

            $($nodes)*
        }

        #[tokio::test(start_paused = true)]
        async fn $name() {
            let mut random = Random(0x9e37_79b9_7f4a_7c15);
            let (mut ends, mut failures) = (0, 0);
            for round in 0..400 {
                let bounds = [$($bound),*];
                let steps = random.steps(bounds.len(), round);
                let Some(expected) = simulated(&steps, &bounds) else { continue };
                let script = Script::new(steps);
                let items = (0..script.steps[0].len()).map(|element| element * 10).collect();
                let output = $name::Pipeline::run($name::Input { items, script: &script }).await;
                assert_eq!(script.end(output.map(|output| output.$last)), expected, "round {round}");
                if expected.values.is_ok() { ends += 1 } else { failures += 1 }
            }
            assert!(ends > 100 && failures > 100, "{ends} {failures}");
        }
    )*};
}

chains! {
    two [1 9] second: {
        #[node(concurrency = 1)]
        async fn first(#[each(items)] item: usize, script: &Script) -> Result<usize, Failed> { script.step(0, item).await }
        async fn second(#[each(first)] item: &usize, script: &Script) -> Result<usize, Failed> { script.step(1, *item).await }
    }
    two_declared_backwards [9 2] second: {
        #[node(concurrency = 2)]
        async fn second(#[each(first)] item: usize, script: &Script) -> Result<usize, Failed> { script.step(1, item).await }
        async fn first(#[each(items)] item: &usize, script: &Script) -> Result<usize, Failed> { script.step(0, *item).await }
    }
    three [3 1 2] third: {
        #[node(concurrency = 3)]
        async fn first(#[each(items)] item: &usize, script: &Script) -> Result<usize, Failed> { script.step(0, *item).await }
        #[node(concurrency = 1)]
        async fn second(#[each(first)] item: usize, script: &Script) -> Result<usize, Failed> { script.step(1, item).await }
        #[node(concurrency = 2)]
        async fn third(#[each(second)] item: &usize, script: &Script) -> Result<usize, Failed> { script.step(2, *item).await }
    }
    four [9 2 9 3] fourth: {
        async fn first(#[each(items)] item: &usize, script: &Script) -> Result<usize, Failed> { script.step(0, *item).await }
        #[node(concurrency = 3)]
        async fn fourth(#[each(third)] item: &usize, script: &Script) -> Result<usize, Failed> { script.step(3, *item).await }
        #[node(concurrency = 2)]
        async fn second(#[each(first)] item: &usize, script: &Script) -> Result<usize, Failed> { script.step(1, *item).await }
        async fn third(#[each(second)] item: usize, script: &Script) -> Result<usize, Failed> { script.step(2, item).await }
    }
}

/// Marsaglia's xorshift generator.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit
    }

    /// Up to eight elements; in every other round some fail.
    fn steps(&mut self, stages: usize, round: u64) -> Steps {
        let elements = self.below(9);
        let step = |random: &mut Self| (1 + random.below(1_000), round % 2 == 1 && random.below(8) == 0);
        (0..stages).map(|_| (0..elements).map(|_| step(self)).collect()).collect()
    }
}
