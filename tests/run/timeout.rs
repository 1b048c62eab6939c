//! Timeouts, to the millisecond.

mod elsewhere;
mod foreign;

use std::time::Duration;

use dagwright::{Timeout, dag};

use crate::support::{Diary, Log};

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Broken {
    Late(Timeout),
    Other,
}

impl From<Timeout> for Broken {
    fn from(timeout: Timeout) -> Self {
        Self::Late(timeout)
    }
}

const fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

// quote (50 ms at most, may fail otherwise) → page
#[dag]
mod fallible {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub takes: u64,
    }

    #[node(timeout = "50ms")]
    async fn quote(log: &Log, takes: u64) -> Result<u32, Broken> {
        log.work("quote", takes, if takes == 13 { Err(Broken::Other) } else { Ok(7) }).await
    }
    async fn page(quote: u32, log: &Log) -> u32 {
        log.work("page", 10, quote + 1).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_node_that_is_in_time_is_left_alone() {
    for takes in [0, 1, 49] {
        let log = Log::new();
        let output = fallible::Pipeline::run(fallible::Input { log: &log, takes }).await;
        assert_eq!(output.unwrap().page, 8);
        log.assert_earliest("quote, page: quote");
        assert_eq!(log.makespan(), takes + 10);
    }
}

#[tokio::test(start_paused = true)]
async fn a_node_that_is_late_fails_at_the_very_millisecond() {
    for takes in [51, 60, 1_000_000] {
        let (log, start) = (Log::new(), tokio::time::Instant::now());
        let error = fallible::Pipeline::run(fallible::Input { log: &log, takes }).await.expect_err("it is late");
        assert_eq!(start.elapsed(), millis(50));
        assert!(matches!(error, fallible::Error::Quote(Broken::Late(timeout)) if timeout.limit() == millis(50)));
        assert_eq!(log.ends(), [""; 0]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_node_with_a_timeout_may_fail_otherwise() {
    let (log, start) = (Log::new(), tokio::time::Instant::now());
    let error = fallible::Pipeline::run(fallible::Input { log: &log, takes: 13 }).await.expect_err("it fails");
    assert!(matches!(error, fallible::Error::Quote(Broken::Other)));
    assert_eq!(start.elapsed(), millis(13));
}

// text (50 ms at most) → page
#[dag]
mod infallible {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub takes: u64,
    }

    #[node(timeout = "50ms")]
    async fn text(log: &Log, takes: u64) -> String {
        log.work("text", takes, "text".into()).await
    }
    async fn page(text: &str, log: &Log) -> String {
        log.work("page", 10, format!("<{text}>")).await
    }
}

#[tokio::test(start_paused = true)]
async fn an_otherwise_infallible_node_fails_with_a_timeout() {
    let log = Log::new();
    let output = infallible::Pipeline::run(infallible::Input { log: &log, takes: 40 }).await;
    assert_eq!(output.unwrap().page, "<text>");

    let (log, start) = (Log::new(), tokio::time::Instant::now());
    let error = infallible::Pipeline::run(infallible::Input { log: &log, takes: 60 }).await.expect_err("it is late");
    assert_eq!(start.elapsed(), millis(50));
    assert_eq!(format!("{error:#}"), "node `text` failed: timed out after 50ms");
    let source = std::error::Error::source(&error).expect("a source");
    assert_eq!(source.downcast_ref::<Timeout>(), Some(&Timeout::new("text", millis(50))));
    assert!(matches!(error, infallible::Error::Text(timeout) if timeout.limit() == millis(50)));
}

// seen (20 ms at most)        without a value
// page
#[dag]
mod unit {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub takes: u64,
    }

    #[node(timeout = "20ms")]
    async fn seen(log: &Log, takes: u64) {
        log.work("seen", takes, ()).await
    }
    async fn page(log: &Log) -> u32 {
        log.work("page", 30, 1).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_node_without_a_value_may_be_late_too() {
    let log = Log::new();
    let unit::Output { page } = unit::Pipeline::run(unit::Input { log: &log, takes: 10 }).await.unwrap();
    assert_eq!(page, 1);
    let log = Log::new();
    let error = unit::Pipeline::run(unit::Input { log: &log, takes: 30 }).await.expect_err("it is late");
    assert_eq!(error.node(), "seen");
    assert_eq!(log.ends(), [""; 0]);
}

// quote (30 ms at most) ─┬→ label (takes the result)
//                        └→ (output, as a result)
// offer (20 ms at most) ──→ label
#[dag]
mod handled {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub diary: &'a Diary,
        pub takes: u64,
    }

    #[output]
    pub struct Output {
        pub label: String,
        pub quote: Result<String, Timeout>,
    }

    #[node(timeout = "30ms")]
    async fn quote(diary: &Diary, takes: u64) -> String {
        diary.work("quote", takes).await;
        "quote".into()
    }
    #[node(timeout = "20ms")]
    async fn offer(diary: &Diary, takes: u64) -> Result<u32, Broken> {
        diary.work("offer", takes).await;
        Ok(1)
    }
    async fn label(quote: Result<&String, &Timeout>, offer: Result<&u32, &Broken>, diary: &Diary) -> String {
        diary.note("label starts");
        format!("{quote:?}, {offer:?}")
    }
}

#[tokio::test(start_paused = true)]
async fn consumers_take_a_timeout_as_a_value_after_the_attempt_is_dropped() {
    let diary = Diary::new();
    let output = handled::Pipeline::run(handled::Input { diary: &diary, takes: 40 }).await;
    assert_eq!(
        output.label,
        "Err(Timeout { node: \"quote\", limit: 30ms }), Err(Late(Timeout { node: \"offer\", limit: 20ms }))"
    );
    assert_eq!(output.quote, Err(Timeout::new("quote", millis(30))));
    assert_eq!(
        diary.lines(),
        ["0 quote starts", "0 offer starts", "20 offer is dropped", "30 quote is dropped", "30 label starts"]
    );
}

#[tokio::test(start_paused = true)]
async fn consumers_take_what_is_in_time_as_a_value_too() {
    let diary = Diary::new();
    let output = handled::Pipeline::run(handled::Input { diary: &diary, takes: 10 }).await;
    assert_eq!((output.label.as_str(), output.quote), ("Ok(\"quote\"), Ok(1)", Ok("quote".into())));
}

// late (10 ms at most) → loud        errors that are made from any error
#[dag]
mod any_error {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub takes: [u64; 2],
    }

    #[node(timeout = "10ms")]
    async fn late(log: &Log, takes: [u64; 2]) -> anyhow::Result<u32> {
        Ok(log.work("late", takes[0], 1).await)
    }
    #[node(timeout = "10ms")]
    async fn boxed(late: u32, log: &Log, takes: [u64; 2]) -> Result<u32, Box<dyn std::error::Error + Send + Sync>> {
        Ok(log.work("boxed", takes[1], late).await)
    }
}

#[tokio::test(start_paused = true)]
async fn an_error_that_any_error_becomes_takes_a_timeout() {
    let failure = async |takes| {
        let log = Log::new();
        let run = any_error::Pipeline::run(any_error::Input { log: &log, takes });
        format!("{:#}", run.await.expect_err("it is late"))
    };
    assert_eq!(failure([20, 0]).await, "node `late` failed: timed out after 10ms");
    assert_eq!(failure([5, 20]).await, "node `boxed` failed: timed out after 10ms");
}

// a (1 s 500 ms at most)    b (2 min at most)    c (250 µs at most)
#[dag]
mod durations {
    use super::*;

    #[output]
    pub struct Output {
        pub a: Result<(), Timeout>,
        pub b: Result<(), Timeout>,
        pub c: Result<(), Timeout>,
    }

    #[node(timeout = "1s 500ms")]
    async fn a() {
        std::future::pending().await
    }
    #[node(timeout = "2min")]
    async fn b() {
        std::future::pending().await
    }
    #[node(timeout = "250us")]
    async fn c() {
        std::future::pending().await
    }
}

#[tokio::test(start_paused = true)]
async fn durations_are_written_in_any_unit() {
    let start = tokio::time::Instant::now();
    let output = durations::Pipeline::run().await;
    assert_eq!(start.elapsed(), Duration::from_secs(120));
    let times = [output.a, output.b, output.c].map(|late| late.expect_err("it is late").limit());
    assert_eq!(times, [millis(1500), Duration::from_secs(120), Duration::from_micros(250)]);
}
