//! Work that takes too long, by a virtual clock.
#![cfg(feature = "tokio")]

mod support;

use std::future::pending;
use std::io;
use std::pin::pin;

use dag_runtime::{HoldsTimeout, Timeout, deadline, timeout};
use support::{Log, poll_once};
use tokio::time::{Duration, Instant, advance, sleep};

fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// Ends after so many milliseconds.
async fn takes(millis: u64) -> Result<u64, Timeout> {
    sleep(ms(millis)).await;
    Ok(millis)
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_ends_at_the_last_moment_is_in_time_and_one_a_millisecond_later_is_not() {
    let late = Err(Timeout::new("x", ms(500)));
    for (millis, outcome, taken) in [(499, Ok(499), 499), (500, Ok(500), 500), (501, late, 500)] {
        let start = Instant::now();
        assert_eq!(timeout("x", ms(500), takes(millis), HoldsTimeout::timed_out).await, outcome);
        assert_eq!(start.elapsed(), ms(taken));
    }
}

#[tokio::test(start_paused = true)]
async fn work_that_cannot_fail_fails_by_its_deadline_only() {
    let start = Instant::now();
    assert_eq!(deadline("x", ms(20), async { 7 }).await, Ok(7));
    assert_eq!(deadline("x", ms(20), pending::<u8>()).await, Err(Timeout::new("x", ms(20))));
    assert_eq!(start.elapsed(), ms(20));
}

#[tokio::test(start_paused = true)]
async fn a_timeout_becomes_an_error_of_the_node() {
    #[derive(Debug)]
    enum Failed {
        Late(Timeout),
        Io(io::Error),
    }
    impl From<Timeout> for Failed {
        fn from(timeout: Timeout) -> Self {
            Self::Late(timeout)
        }
    }
    let late = timeout("x", ms(30), pending::<Result<(), Failed>>(), HoldsTimeout::timed_out).await.unwrap_err();
    assert!(matches!(late, Failed::Late(timeout) if timeout.limit() == ms(30)));
    let own =
        timeout("x", ms(30), async { Err::<(), _>(Failed::Io(io::Error::other("no disk"))) }, HoldsTimeout::timed_out)
            .await
            .unwrap_err();
    assert!(matches!(own, Failed::Io(error) if error.to_string() == "no disk"));
}

#[tokio::test(start_paused = true)]
async fn what_was_too_slow_is_dropped_before_its_timeout_is_reported() {
    let log = Log::default();
    let attempt = log.watch("attempt", pending::<Result<(), Timeout>>());
    assert!(timeout("x", ms(5), attempt, HoldsTimeout::timed_out).await.is_err());
    log.note("reported");
    assert_eq!(log.events()[2..], ["drop attempt", "reported"]);
}

#[tokio::test(start_paused = true)]
async fn the_time_begins_with_the_first_poll() {
    let mut attempt = pin!(timeout("x", ms(100), takes(90), HoldsTimeout::timed_out));
    advance(ms(300)).await;
    assert!(poll_once(attempt.as_mut()).is_pending());
    let start = Instant::now();
    assert_eq!(attempt.await, Ok(90));
    assert_eq!(start.elapsed(), ms(90));
}
