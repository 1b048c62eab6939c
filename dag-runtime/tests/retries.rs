//! Attempts and the delays between them, by a virtual clock.
#![cfg(feature = "tokio")]

mod support;

use std::cell::RefCell;
use std::future::{pending, ready};

use dag_runtime::{Backoff, HoldsTimeout, Timeout, retry, timeout};
use support::{Log, poll_once};
use tokio::time::{Duration, Instant, sleep};

fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

fn backoff(attempts: usize, first: u64, factor: f32, longest: u64) -> Backoff {
    Backoff { attempts, first: ms(first), factor, longest: ms(longest), jitter: false }
}

/// The delays between attempts that fail at once, to the last one.
async fn delays(backoff: Backoff) -> Vec<Duration> {
    let starts = RefCell::new(Vec::new());
    let outcome = retry("x", backoff, || {
        starts.borrow_mut().push(Instant::now());
        ready(Err::<(), _>(starts.borrow().len()))
    });
    let count = outcome.await.unwrap_err();
    let starts = starts.into_inner();
    assert_eq!((starts.len(), starts[count - 1].elapsed()), (count, ms(0)));
    starts.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

async fn delays_in_ms(backoff: Backoff) -> Vec<u128> {
    delays(backoff).await.iter().map(Duration::as_millis).collect()
}

#[tokio::test(start_paused = true)]
async fn delays_grow_up_to_the_cap_and_are_exact() {
    assert_eq!(delays(backoff(5, 50, 2.0, 200)).await, [ms(50), ms(100), ms(200), ms(200)]);
    assert_eq!(delays_in_ms(backoff(9, 7, 3.0, 60_000)).await, [7, 21, 63, 189, 567, 1701, 5103, 15309]);
    let doubled = [100, 200, 400, 800, 1600, 3200, 6400, 12800, 25600, 51200, 60_000, 60_000];
    assert_eq!(delays_in_ms(backoff(13, 100, 2.0, 60_000)).await, doubled);
    assert_eq!(delays_in_ms(backoff(5, 6450, 2.0, 60_000)).await, [6450, 12900, 25800, 51600]);
    assert_eq!(delays_in_ms(backoff(4, 30, 1.0, 60_000)).await, [30, 30, 30]);
    assert_eq!(delays_in_ms(backoff(7, 64, 1.5, 60_000)).await, [64, 96, 144, 216, 324, 486]);
    assert_eq!(delays_in_ms(backoff(5, 10, 10.0, 10_000)).await, [10, 100, 1000, 10_000]);
}

#[tokio::test(start_paused = true)]
async fn the_first_delay_is_capped_too() {
    assert_eq!(delays(backoff(3, 500, 2.0, 200)).await, [ms(200), ms(200)]);
}

#[tokio::test(start_paused = true)]
async fn the_first_attempt_counts() {
    for (attempts, delays) in [(0, 0), (1, 0), (2, 1), (30, 29)] {
        assert_eq!(self::delays(backoff(attempts, 1, 1.0, 1)).await.len(), delays);
    }
}

#[tokio::test(start_paused = true)]
async fn a_success_ends_it() {
    for success in 1..=4 {
        let mut attempt = 0;
        let start = Instant::now();
        let outcome = retry("x", backoff(4, 10, 2.0, 1000), || {
            attempt += 1;
            ready(if attempt == success { Ok(attempt) } else { Err("busy") })
        });
        assert_eq!(outcome.await, Ok(success));
        assert_eq!(start.elapsed(), ms([0, 10, 30, 70][success - 1]));
    }
}

#[tokio::test(start_paused = true)]
async fn jitter_adds_up_to_the_same_again_and_is_capped_with_it() {
    let backoff = Backoff { jitter: true, ..backoff(4, 100, 2.0, 300) };
    let bounds = [(100, 200), (200, 300), (300, 300)];
    let mut seen = [(u128::MAX, 0); 3];
    for _ in 0..1000 {
        for (delay, (least, most)) in delays_in_ms(backoff).await.into_iter().zip(&mut seen) {
            (*least, *most) = (delay.min(*least), delay.max(*most));
        }
    }
    for ((least, most), (low, high)) in seen.into_iter().zip(bounds) {
        assert!(low <= least && most <= high, "{low} <= {least}, {most} <= {high}");
    }
    assert!(seen[0].0 < 130 && seen[0].1 > 170 && seen[1].0 < 230 && seen[1].1 == 300, "{seen:?}");
}

#[tokio::test(start_paused = true)]
async fn an_attempt_is_gone_before_the_next_delay_begins() {
    let log = Log::default();
    let attempt = || {
        let attempt = log.watch("attempt", async { Err::<(), _>("busy") });
        async {
            let outcome = attempt.await;
            log.note("failed");
            outcome
        }
    };
    let run = retry("x", backoff(2, 50, 2.0, 50), attempt);
    let both = futures::future::join(run, async {
        sleep(ms(25)).await;
        log.note("between");
    });
    assert_eq!(both.await.0, Err("busy"));
    let attempt = ["poll attempt", "end attempt", "drop attempt", "failed"];
    assert_eq!(log.events(), [&attempt[..], &["between"], &attempt].concat());
}

#[tokio::test(start_paused = true)]
async fn each_attempt_has_its_own_timeout() {
    let log = Log::default();
    let start = Instant::now();
    let outcome = retry("x", backoff(3, 100, 2.0, 1000), || {
        timeout("x", ms(500), log.watch("attempt", pending::<Result<(), Timeout>>()), HoldsTimeout::timed_out)
    });
    assert_eq!(outcome.await, Err(Timeout::new("x", ms(500))));
    assert_eq!(start.elapsed(), ms(500 + 100 + 500 + 200 + 500));
    assert_eq!(support::only("drop", log.events()).len(), 3);
}

#[tokio::test(start_paused = true)]
async fn nothing_is_tried_again_after_it_is_dropped() {
    let log = Log::default();
    let mut run = Box::pin(retry("x", backoff(9, 10, 2.0, 1000), || {
        log.note("attempt");
        ready(Err::<(), _>("busy"))
    }));
    assert!(poll_once(run.as_mut()).is_pending());
    drop(run);
    sleep(ms(5000)).await;
    assert_eq!(log.events(), ["attempt"]);
}

#[tokio::test(start_paused = true)]
async fn no_backoff_is_so_odd_that_it_panics() {
    for factor in [0.0, -1.0, 1e-30, 1e30, f32::MAX, f32::INFINITY, f32::NAN] {
        for first in [Duration::ZERO, Duration::from_nanos(1), ms(3), Duration::MAX] {
            for longest in [Duration::ZERO, ms(7)] {
                for jitter in [false, true] {
                    let odd = Backoff { attempts: 6, first, factor, longest, jitter };
                    assert!(delays(odd).await.into_iter().all(|delay| delay <= longest));
                }
            }
        }
    }
    let endless = Backoff { longest: Duration::MAX, first: Duration::MAX, ..backoff(2, 1, 2.0, 1) };
    for first in [Duration::MAX, Duration::from_nanos(u64::MAX), Duration::from_secs(u64::from(u32::MAX))] {
        for jitter in [false, true] {
            let mut run = Box::pin(retry("x", Backoff { first, jitter, ..endless }, || ready(Err::<(), _>("busy"))));
            assert!(poll_once(run.as_mut()).is_pending());
        }
    }
}

#[tokio::test(start_paused = true)]
async fn delays_do_not_shrink() {
    for factor in [0.5, 0.0, -2.0, f32::NAN, f32::NEG_INFINITY] {
        assert_eq!(delays(backoff(4, 10, factor, 1000)).await, [ms(10); 3]);
    }
    assert_eq!(delays(backoff(4, 0, f32::INFINITY, 1000)).await, [ms(0); 3]);
    assert_eq!(delays(backoff(4, 1, f32::INFINITY, 1000)).await, [ms(1), ms(1000), ms(1000)]);
}
