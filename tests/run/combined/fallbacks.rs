//! Fallbacks behind timeouts and retries.

use std::sync::Arc;
use std::time::Duration;

use dagwright::{Timeout, dag};

use crate::support::{Diary, Flaky, Log, Refused};

// late (30 ms at most) → page
#[dag]
mod timeout {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub takes: u64,
    }

    fn shown(timeout: Timeout) -> String {
        timeout.to_string()
    }

    #[node(timeout = "30ms", fallback = shown)]
    async fn late(log: &Log, takes: u64) -> String {
        log.work("late", takes, "in time".into()).await
    }
    async fn page(late: String, log: &Log) -> String {
        log.work("page", 10, format!("<{late}>")).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_fallback_sees_a_timeout() {
    let (log, start) = (Log::new(), tokio::time::Instant::now());
    let output: timeout::Output = timeout::Pipeline::run(timeout::Input { log: &log, takes: 40 }).await;
    assert_eq!(output.page, "<timed out after 30ms>");
    assert_eq!(log.start_of("page"), 30);
    assert_eq!(start.elapsed(), Duration::from_millis(40));

    let log = Log::new();
    let output = timeout::Pipeline::run(timeout::Input { log: &log, takes: 20 }).await;
    assert_eq!(output.page, "<in time>");
}

// fetched (retry)
#[dag]
mod retried {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub server: &'a Flaky,
        pub diary: &'a Diary,
    }

    fn last(Refused(call): Refused) -> usize {
        call * 100
    }

    #[node(retry(backoff = "10ms"), fallback = last)]
    async fn fetched(server: &Flaky) -> Result<usize, Refused> {
        server.call()
    }
    async fn page(fetched: &usize, diary: &Diary) -> usize {
        diary.note("page");
        *fetched
    }
}

#[tokio::test(start_paused = true)]
async fn a_fallback_comes_after_the_last_attempt_and_sees_its_error() {
    let diary = Arc::new(Diary::new());
    let server = Flaky::new(&diary, 9);
    let output = retried::Pipeline::run(retried::Input { server: &server, diary: &diary }).await;
    assert_eq!(output.page, 300);
    assert_eq!(diary.lines(), ["0 call 1", "10 call 2", "30 call 3", "30 page"]);

    let diary = Arc::new(Diary::new());
    let server = Flaky::new(&diary, 2);
    let output = retried::Pipeline::run(retried::Input { server: &server, diary: &diary }).await;
    assert_eq!(output.page, 3);
}
