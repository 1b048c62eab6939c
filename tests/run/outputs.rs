//! The outputs of a run, and the nodes that run for them.

use dagwright::dag;
use futures::executor::block_on;

use crate::support::Log;

/// Neither `Copy` nor `Clone`.
#[derive(Debug, PartialEq)]
pub struct Page(pub String);

// user ─┬→ page (sink)
//       ├→ mail (sink)
//       └→ audit (sink without a value)
#[dag]
mod sinks {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn user(log: &Log) -> String {
        log.work("user", 10, "Ada".into()).await
    }
    async fn page(user: &str, log: &Log) -> Page {
        log.work("page", 10, Page(user.into())).await
    }
    async fn mail(user: &str, log: &Log) -> usize {
        log.work("mail", 10, user.len()).await
    }
    async fn audit(user: &str, log: &Log) {
        log.work("audit", user.len() as u64, ()).await
    }
}

#[tokio::test(start_paused = true)]
async fn by_default_the_output_has_each_sink_that_has_a_value() {
    let log = Log::new();
    let output = sinks::Pipeline::run(sinks::Input { log: &log }).await;
    let sinks::Output { page, mail } = output;
    assert_eq!((page, mail), (Page("Ada".into()), 3));
    log.assert_earliest("user, page: user, mail: user, audit: user");
}

// greet (sink without a value)
#[dag]
mod no_values {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn greet(log: &Log) {
        log.work("greet", 10, ()).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_pipeline_may_return_nothing() {
    let log = Log::new();
    let no_values::Output {} = no_values::Pipeline::run(no_values::Input { log: &log }).await;
    assert_eq!(log.starts(), ["greet"]);
}

// user ─┬→ page (output)
//       ├→ mail (not needed)
//       └→ audit (always) → metric (always)
#[dag]
mod declared {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub id: u32,
    }

    #[output]
    pub struct Output {
        pub page: Page,
        pub user: String,
        pub id: u32,
    }

    async fn user(id: u32, log: &Log) -> String {
        log.work("user", 10, format!("user {id}")).await
    }
    async fn page(user: &str, log: &Log) -> Page {
        log.work("page", 30, Page(user.into())).await
    }
    #[allow(dead_code, reason = "no output needs it")]
    async fn mail(user: &str, log: &Log) -> usize {
        log.work("mail", 10, user.len()).await
    }
    #[node(always)]
    async fn audit(user: &str, log: &Log) -> usize {
        log.work("audit", 50, user.len()).await
    }
    #[node(always)]
    fn metric(audit: usize, log: &Log) {
        assert_eq!(audit, 6);
        log.inline("metric", ());
    }
}

#[tokio::test(start_paused = true)]
async fn a_declared_output_runs_what_it_needs_and_what_runs_always() {
    let log = Log::new();
    let input = declared::Input { log: &log, id: 7 };
    let output = declared::Pipeline::run(input).await;
    assert_eq!(output.page, Page("user 7".into()));
    assert_eq!((output.user.as_str(), output.id), ("user 7", 7));
    log.assert_earliest("user, page: user, audit: user, metric: audit");
    assert_eq!(log.makespan(), 60);
}

// cart (input) → total         the input is read, and handed back
#[dag]
mod handed_back {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub cart: Vec<u32>,
        pub page: &'a Page,
    }

    #[output]
    pub struct Output<'a> {
        pub total: u32,
        pub cart: Vec<u32>,
        pub page: &'a Page,
    }

    async fn total(cart: &[u32]) -> u32 {
        cart.iter().sum()
    }
}

// cart (input) → first → price  the input is handed back though its borrower has a destructor
#[dag]
mod handed_back_from_a_view {
    #[input]
    pub struct Input {
        pub cart: Vec<u32>,
    }

    #[output]
    pub struct Output {
        pub price: u32,
        pub cart: Vec<u32>,
    }

    pub struct First<'a>(&'a [u32]);

    impl Drop for First<'_> {
        fn drop(&mut self) {
            assert!(!self.0.is_empty());
        }
    }

    async fn first<'a>(cart: &'a [u32]) -> First<'a> {
        First(&cart[..1])
    }
    async fn price(first: &First<'_>) -> u32 {
        first.0[0]
    }
}

#[test]
fn an_output_may_hand_an_input_back_from_values_with_destructors() {
    let run = handed_back_from_a_view::Pipeline::run(handed_back_from_a_view::Input { cart: vec![7, 8] });
    let output = block_on(run);
    assert_eq!((output.price, output.cart), (7, vec![7, 8]));
}

#[test]
fn an_output_may_hand_an_input_back_after_its_readers_are_done() {
    let page = Page("p".into());
    let input = handed_back::Input { cart: vec![1, 2], page: &page };
    let output = block_on(handed_back::Pipeline::run(input));
    assert_eq!((output.total, output.cart), (3, vec![1, 2]));
    assert_eq!(output.page, &page);
}

// a ─┬→ c         everything is read by others and returned as well
//    └→ d
// b ─┘
#[dag]
mod woven_outputs {
    #[output]
    #[derive(Debug, PartialEq)]
    pub struct Output {
        pub d: String,
        pub c: String,
        pub b: String,
        pub a: String,
    }

    async fn a() -> String {
        "a".into()
    }
    async fn b() -> String {
        "b".into()
    }
    async fn c(a: &str) -> String {
        format!("c{a}")
    }
    async fn d(a: &str, b: &str) -> String {
        format!("d{a}{b}")
    }
}

#[test]
fn an_output_may_take_values_that_woven_branches_read() {
    let output = block_on(woven_outputs::Pipeline::run());
    let [a, b, c, d] = ["a", "b", "ca", "dab"].map(String::from);
    assert_eq!(output, woven_outputs::Output { d, c, b, a });
}

// number (Copy) → taken by value, and returned
#[dag]
mod copy_output {
    #[output]
    pub struct Output {
        pub number: u32,
        pub double: u32,
    }

    async fn number() -> u32 {
        4
    }
    async fn double(number: u32) -> u32 {
        number * 2
    }
}

#[test]
fn a_copy_value_may_be_consumed_and_returned() {
    let output = block_on(copy_output::Pipeline::run());
    assert_eq!((output.number, output.double), (4, 8));
}

// helper functions are not nodes: only `value` is
#[dag]
mod helpers {
    fn plain(number: u32) -> u32 {
        number + 1
    }
    #[node(skip)]
    async fn skipped(number: u32) -> u32 {
        plain(number)
    }
    async fn _underscored(number: u32) -> u32 {
        skipped(number).await
    }
    async fn value() -> u32 {
        _underscored(1).await
    }
}

#[test]
fn helpers_are_not_nodes() {
    let helpers::Output { value } = block_on(helpers::Pipeline::run());
    assert_eq!(value, 2);
}

#[test]
fn a_node_stays_a_function_that_can_be_called() {
    #[dag]
    mod callable {
        pub(super) async fn one() -> u32 {
            1
        }
        pub(super) async fn two(one: &u32) -> u32 {
            one + 1
        }
    }

    assert_eq!(block_on(callable::two(&20)), 21);
    assert_eq!(block_on(callable::one()), 1);
    assert_eq!(block_on(callable::Pipeline::run()).two, 2);
}

/// A type without `Debug`.
pub struct Plain;

// a    b
#[dag]
mod debugged {
    use super::Plain;

    async fn a() -> Result<u32, Plain> {
        Ok(7)
    }
    async fn b() -> Plain {
        Plain
    }
}

#[tokio::test]
async fn the_output_is_debug_whatever_its_fields_are() {
    let output: Result<debugged::Output, debugged::Error> = debugged::Pipeline::run().await;
    assert_eq!(format!("{output:?}"), "Ok(Output { a: 7, b: run::outputs::Plain })");
}
