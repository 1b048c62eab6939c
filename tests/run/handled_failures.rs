//! Failures that all consumers take as values do not end the run.

use dagwright::dag;
use futures::executor::block_on;

use crate::support::Log;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Broken(pub u32);

fn odd(number: u32) -> Result<u32, Broken> {
    if number % 2 == 1 { Ok(number) } else { Err(Broken(number)) }
}

// offers (may fail) ─┐
// user ──────────────┴→ page
#[dag]
mod degraded {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub number: u32,
    }

    async fn user(log: &Log) -> String {
        log.work("user", 30, "Ada".into()).await
    }
    async fn offers(number: u32, log: &Log) -> Result<u32, Broken> {
        log.work("offers", 10, odd(number)).await
    }
    async fn page(user: &str, offers: Result<&u32, &Broken>, log: &Log) -> String {
        log.work("page", 10, format!("{user}: {offers:?}")).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_consumer_sees_the_failure_as_a_value_and_the_run_goes_on() {
    let log = Log::new();
    let output = degraded::Pipeline::run(degraded::Input { log: &log, number: 2 }).await;
    assert_eq!(output.page, "Ada: Err(Broken(2))");
    log.assert_earliest("user, offers, page: user offers");
}

#[tokio::test(start_paused = true)]
async fn a_consumer_of_the_result_sees_success_too() {
    let log = Log::new();
    let output = degraded::Pipeline::run(degraded::Input { log: &log, number: 3 }).await;
    assert_eq!(output.page, "Ada: Ok(3)");
}

// quote (may fail) ─┬→ label (takes the result)
//                   └→ price (takes the value)
#[dag]
mod mixed {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub number: u32,
    }

    async fn quote(number: u32, log: &Log) -> Result<u32, Broken> {
        log.work("quote", 10, odd(number)).await
    }
    #[allow(deprecated, reason = "`price` ends the run")]
    async fn label(quote: Result<&u32, &Broken>, log: &Log) -> String {
        log.work("label", 10, format!("{quote:?}")).await
    }
    async fn price(quote: &u32, log: &Log) -> u32 {
        log.work("price", 10, quote * 100).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_failure_that_one_consumer_does_not_take_ends_the_run() {
    let log = Log::new();
    let error = mixed::Pipeline::run(mixed::Input { log: &log, number: 2 }).await.err();
    assert!(matches!(error, Some(mixed::Error::Quote(Broken(2)))));
    assert_eq!(log.makespan(), 10);
}

#[tokio::test(start_paused = true)]
async fn without_a_failure_both_kinds_of_consumers_run() {
    let log = Log::new();
    let output = mixed::Pipeline::run(mixed::Input { log: &log, number: 3 }).await.unwrap();
    assert_eq!((output.label.as_str(), output.price), ("Ok(3)", 300));
    log.assert_earliest("quote, label: quote, price: quote");
}

// quote (may fail) → shown
//      └──→ (output, as a result)
#[dag]
mod in_output {
    #[derive(Debug, PartialEq)]
    pub struct Unavailable(pub String);

    #[input]
    pub struct Input {
        pub text: String,
    }

    #[output]
    pub struct Output {
        pub quote: Result<Vec<u8>, Unavailable>,
        pub shown: usize,
    }

    async fn quote(text: String) -> Result<Vec<u8>, Unavailable> {
        if text.is_empty() { Err(Unavailable("empty".into())) } else { Ok(text.into_bytes()) }
    }
    async fn shown(quote: Result<&Vec<u8>, &Unavailable>) -> usize {
        quote.map_or(0, Vec::len)
    }
}

#[test]
fn an_output_takes_a_failure_as_a_value() {
    let run = |text: &str| block_on(in_output::Pipeline::run(in_output::Input { text: text.into() }));
    let output = run("");
    assert_eq!(output.quote, Err(in_output::Unavailable("empty".into())));
    assert_eq!(output.shown, 0);
    let output = run("abc");
    assert_eq!(output.quote, Ok(b"abc".to_vec()));
    assert_eq!(output.shown, 3);
}

// quote (may fail) → in Output as a result, in Strict as a value
#[dag]
mod by_entry_point {
    use super::*;

    #[input]
    pub struct Input {
        pub number: u32,
    }

    #[output]
    pub struct Output {
        pub quote: Result<u32, Broken>,
    }

    #[output]
    pub struct Strict {
        pub quote: u32,
    }

    async fn quote(number: u32) -> Result<u32, Broken> {
        odd(number)
    }
}

#[test]
fn an_entry_point_decides_whether_a_failure_is_a_value() {
    let output = block_on(by_entry_point::Pipeline::run(by_entry_point::Input { number: 2 }));
    assert_eq!(output.quote, Err(Broken(2)));
    let input = by_entry_point::Input { number: 2 };
    let strict = block_on(by_entry_point::Pipeline::run_strict(input)).err();
    assert!(matches!(strict, Some(by_entry_point::Error::Quote(Broken(2)))));
}

// a (may fail) ─┬→ c         woven; both take the result, b's failure ends the run
//               └→ d
// b (may fail) ─┘
#[dag]
mod woven {
    use super::*;

    #[input]
    pub struct Input {
        pub first: u32,
        pub second: u32,
    }

    async fn a(first: u32) -> Result<u32, Broken> {
        odd(first)
    }
    async fn b(second: u32) -> Result<u32, Broken> {
        odd(second)
    }
    async fn c(a: Result<&u32, &Broken>) -> bool {
        a.is_ok()
    }
    async fn d(a: Result<&u32, &Broken>, b: &u32) -> String {
        format!("{a:?} {b}")
    }
}

#[test]
fn failures_are_handled_across_woven_branches() {
    let output = block_on(woven::Pipeline::run(woven::Input { first: 2, second: 3 })).unwrap();
    assert_eq!((output.c, output.d.as_str()), (false, "Err(Broken(2)) 3"));
    let error = block_on(woven::Pipeline::run(woven::Input { first: 2, second: 4 })).err().unwrap();
    assert_eq!(error.node(), "b");
}

// text → number (may fail, borrowing) → shown
#[dag]
mod borrowed {
    #[derive(Debug)]
    pub struct Bad<'a>(&'a str);

    async fn text() -> String {
        "x".into()
    }
    async fn number<'a>(text: &'a str) -> Result<u32, Bad<'a>> {
        text.parse().map_err(|_| Bad(text))
    }
    async fn shown(number: Result<&u32, &Bad<'_>>) -> String {
        number.map_or_else(|bad| format!("bad {}", bad.0), u32::to_string)
    }
}

#[test]
fn a_handled_failure_may_borrow_from_another_nodes_value() {
    assert_eq!(block_on(borrowed::Pipeline::run()).shown, "bad x");
}
