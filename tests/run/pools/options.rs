//! Other options around functions in a pool.

use std::sync::{Arc, mpsc};

use dagwright::{Timeout, dag};
use rayon::ThreadPool;
use tokio::sync::Semaphore;

use super::pool;
use crate::support::{Diary, Flaky, Gauge, Refused, on_both_flavours, place, poll_once};

fn given_up(late: Timeout) -> String {
    late.to_string()
}

// stuck (pool, timeout, fallback)         it goes on until it is released
#[dag]
mod stuck {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub pool: &'a ThreadPool,
        pub release: mpsc::Receiver<()>,
        pub told: mpsc::Sender<&'static str>,
    }

    #[node(blocking = pool, timeout = "1s", fallback = given_up)]
    fn stuck(release: mpsc::Receiver<()>, told: mpsc::Sender<&'static str>) -> String {
        told.send("begun").unwrap();
        release.recv().unwrap();
        told.send("ended").unwrap();
        String::new()
    }
}

#[tokio::test(start_paused = true)]
async fn a_function_in_a_pool_is_left_behind_after_its_timeout() {
    let pool = pool(1);
    let ((release, released), (told, news)) = (mpsc::channel(), mpsc::channel());
    let mut run = Box::pin(stuck::Pipeline::run(stuck::Input { pool: &pool, release: released, told }));
    assert!(poll_once(run.as_mut()).is_pending());
    assert_eq!(news.recv(), Ok("begun"));
    assert_eq!(run.await.stuck, "timed out after 1s");
    release.send(()).unwrap();
    assert_eq!(news.recv(), Ok("ended"));
}

fn refused(refused: Refused) -> usize {
    refused.0 + 100
}

// first (pool, retry) ─→ second (pool, retry, fallback)
#[dag]
mod again {
    use super::*;

    #[input]
    pub struct Input {
        pub pool: Arc<ThreadPool>,
        pub flaky: Arc<Flaky>,
        pub flakier: Arc<Flaky>,
    }

    #[node(blocking = pool, retry(attempts = 3, backoff = "1s"))]
    fn first(flaky: &Flaky) -> Result<usize, Refused> {
        flaky.call()
    }
    #[node(blocking = pool, retry(attempts = 2, backoff = "1s"), fallback = refused)]
    fn second(flakier: &Flaky, first: &usize) -> Result<usize, Refused> {
        flakier.call().map(|calls| calls + first)
    }
}

#[tokio::test(start_paused = true)]
async fn functions_in_a_pool_are_tried_again() {
    let (pool, diary) = (Arc::new(pool(1)), Arc::new(Diary::new()));
    for (fails, second) in [((0, 0), Some(2)), ((2, 1), Some(5)), ((1, 9), Some(102)), ((9, 0), None)] {
        let (flaky, flakier) = (Arc::new(Flaky::new(&diary, fails.0)), Arc::new(Flaky::new(&diary, fails.1)));
        let input = again::Input { pool: Arc::clone(&pool), flaky: Arc::clone(&flaky), flakier };
        assert_eq!(again::Pipeline::run(input).await.ok().map(|output| output.second), second);
        assert_eq!(flaky.calls(), (fails.0 + 1).min(3));
    }
}

// measured (each number, pool, limit)
// wanted ┄→ skipped (pool)
#[dag]
mod limited {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub pool: &'a ThreadPool,
        pub permits: &'a Semaphore,
        pub gauge: Arc<Gauge>,
        pub numbers: Vec<u32>,
        pub wanted: bool,
    }

    #[node(blocking = pool, limit = permits)]
    fn measured(#[each(numbers)] number: &u32, gauge: &Gauge) -> u32 {
        let _inside = gauge.enter();
        number * 2
    }
    #[node(blocking = pool, when = wanted)]
    fn skipped() -> String {
        place()
    }
}

#[test]
fn functions_in_a_pool_are_limited_and_skipped() {
    let (pool, permits) = (pool(4), Semaphore::new(2));
    on_both_flavours(async || {
        for wanted in [true, false] {
            let (gauge, numbers) = (Arc::<Gauge>::default(), (0..20).collect());
            let input = limited::Input { pool: &pool, permits: &permits, gauge: Arc::clone(&gauge), numbers, wanted };
            let output = limited::Pipeline::run(input).await;
            assert_eq!(output.measured, (0..20).map(|number| number * 2).collect::<Vec<_>>());
            assert_eq!(output.skipped.as_deref(), wanted.then_some("elsewhere"));
            assert_eq!(gauge.total(), 20);
            assert!(gauge.most() <= 2);
        }
    });
}
