//! A name in place of a duration or a number is an edge.

use std::time::Duration;

use dagwright::{Timeout, dag};

use super::{flaky, ms};
use crate::support::{Diary, Flaky, Refused};

// config ─→ limit ┐
//                 ├→ (timeout) slow → page       slow starts when its limit is there, and its time runs from there
// id ─────────────┘
#[dag]
mod from_a_node {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub diary: &'a Diary,
        pub takes: u64,
    }

    async fn limit(diary: &Diary) -> Duration {
        diary.work("limit", 30).await;
        ms(50)
    }
    #[node(timeout = limit)]
    async fn slow(diary: &Diary, takes: u64) -> &'static str {
        diary.work("slow", takes).await;
        "slow"
    }
    async fn beside(diary: &Diary) {
        diary.work("beside", 1).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_node_waits_for_the_node_that_gives_its_limit() {
    let run = async |takes| {
        let diary = Diary::new();
        let output = from_a_node::Pipeline::run(from_a_node::Input { diary: &diary, takes }).await;
        (output.map(|output| output.slow), diary.lines())
    };
    let (output, lines) = run(49).await;
    assert_eq!(output.ok(), Some("slow"));
    let before = ["0 limit starts", "0 beside starts", "1 beside ends", "30 limit ends", "30 slow starts"];
    assert_eq!(lines, [&before[..], &["79 slow ends"]].concat());
    let (output, lines) = run(51).await;
    assert!(matches!(output, Err(from_a_node::Error::Slow(late)) if late.limit() == ms(50)));
    assert_eq!(lines, [&before[..], &["80 slow is dropped"]].concat());
}

// limits (may fail) ─→ tries ┄→ fetched       only options consume them, so they are no outputs
//        └───────────→ first ┄→ fetched
#[dag]
mod may_fail {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub server: &'a Flaky,
        pub text: &'static str,
    }

    async fn tries(text: &str) -> Result<u32, std::num::ParseIntError> {
        text.parse()
    }
    #[node(retry(attempts = tries, backoff = "1ms"))]
    async fn fetched(server: &Flaky) -> Result<usize, Refused> {
        server.call()
    }
}

#[tokio::test(start_paused = true)]
async fn without_the_amount_for_an_option_the_run_fails_as_without_an_argument() {
    let (_, server) = flaky(2);
    let may_fail::Output { fetched } =
        may_fail::Pipeline::run(may_fail::Input { server: &server, text: "3" }).await.unwrap();
    assert_eq!(fetched, 3);
    let (_, server) = flaky(2);
    let error = may_fail::Pipeline::run(may_fail::Input { server: &server, text: "many" }).await.err();
    assert!(matches!(error, Some(may_fail::Error::Tries(_))));
    assert_eq!(server.calls(), 0);
}

// limit ─┬→ taken (by value, and as its own timeout)
//        ├→ lent (by reference, and as its own timeout)
//        └→ limit in the output
#[dag]
mod used_otherwise_too {
    use super::*;

    #[input]
    pub struct Input {
        pub given: Duration,
    }

    #[output]
    pub struct Output {
        pub taken: Result<Duration, Timeout>,
        pub lent: Result<Duration, Timeout>,
        pub limit: Duration,
    }

    async fn limit(given: Duration) -> Duration {
        given
    }
    #[node(timeout = limit)]
    async fn taken(limit: Duration) -> Duration {
        tokio::time::sleep(limit / 2).await;
        limit
    }
    #[node(timeout = limit)]
    async fn lent(limit: &Duration) -> Duration {
        tokio::time::sleep(*limit * 2).await;
        *limit
    }
}

#[tokio::test(start_paused = true)]
async fn a_value_can_be_an_amount_and_an_argument_and_part_of_the_output() {
    let output = used_otherwise_too::Pipeline::run(used_otherwise_too::Input { given: ms(10) }).await;
    assert_eq!(output.taken, Ok(ms(10)));
    assert_eq!(output.lent, Err(Timeout::new("lent", ms(10))));
    assert_eq!(output.limit, ms(10));
}

// wanted → limit ┄→ slow (when wanted)         without it nobody needs the limit
//   token (a future) ┄→ quick
#[dag]
mod conditions {
    use super::*;

    #[input]
    pub struct Input<'a, F: Future<Output = Duration>> {
        pub wanted: bool,
        pub diary: &'a Diary,
        #[future]
        pub token: F,
    }

    async fn limit(diary: &Diary) -> Duration {
        diary.note("limit");
        ms(10)
    }
    #[node(when = wanted, timeout = limit)]
    async fn slow(diary: &Diary) {
        diary.work("slow", 20).await;
    }
    #[node(timeout = token, fallback = late)]
    async fn quick(diary: &Diary) -> u64 {
        diary.work("quick", 20).await;
        0
    }
    fn late(timeout: Timeout) -> u64 {
        timeout.limit().as_secs()
    }
}

#[tokio::test(start_paused = true)]
async fn a_limit_that_nobody_needs_is_not_computed() {
    let run = async |wanted| {
        let diary = Diary::new();
        let token = async {
            tokio::time::sleep(ms(5)).await;
            Duration::from_secs(3)
        };
        let output = conditions::Pipeline::run(conditions::Input { wanted, diary: &diary, token }).await;
        (output.map(|output| output.quick), diary.lines())
    };
    let (output, lines) = run(false).await;
    assert_eq!(output.ok(), Some(0));
    assert_eq!(lines, ["5 quick starts", "25 quick ends"]);
    let (output, lines) = run(true).await;
    assert!(matches!(output, Err(conditions::Error::Slow(_))));
    assert_eq!(lines, ["0 limit", "0 slow starts", "5 quick starts", "10 slow is dropped", "10 quick is dropped"]);
}

// limit ┄→ page                 each entry point needs what its nodes' options need
// other ┄→ receipt
#[dag]
mod entry_points {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub diary: &'a Diary,
    }

    #[output]
    pub struct Output {
        pub page: u32,
    }

    #[output]
    pub struct Receipt {
        pub receipt: u32,
    }

    async fn limit(diary: &Diary) -> Duration {
        diary.note("limit");
        ms(10)
    }
    #[node]
    fn tries(diary: &Diary) -> u8 {
        diary.note("tries");
        1
    }
    #[node(timeout = limit)]
    async fn page() -> u32 {
        7
    }
    #[node(retry(attempts = tries))]
    async fn receipt() -> Result<u32, Refused> {
        Ok(8)
    }
}

#[tokio::test(start_paused = true)]
async fn an_entry_point_needs_what_the_options_of_its_nodes_name() {
    let diary = Diary::new();
    let page = entry_points::Pipeline::run(entry_points::Input { diary: &diary }).await.unwrap().page;
    assert_eq!((page, diary.lines()), (7, vec!["0 limit".to_owned()]));
    let diary = Diary::new();
    let receipt = entry_points::Pipeline::run_receipt(entry_points::Input { diary: &diary }).await.unwrap().receipt;
    assert_eq!((receipt, diary.lines()), (8, vec!["0 tries".to_owned()]));
}

// limit ─┬┄→ first → last      the last to use the limit takes it, under a name that does not tell that it is `Copy`
//        ├───────────→ last
// other ─┴→ beside
#[dag]
mod taken_last {
    use super::*;

    pub type Limit = Duration;

    #[input]
    pub struct Input {
        pub given: Duration,
    }

    async fn limit(given: Duration) -> Limit {
        tokio::task::yield_now().await;
        given
    }
    async fn other() -> u32 {
        tokio::task::yield_now().await;
        2
    }
    #[node(timeout = limit)]
    async fn first() -> u32 {
        1
    }
    async fn beside(other: &u32, _limit: &Limit) -> u32 {
        *other
    }
    #[node(timeout = limit, retry(backoff = limit))]
    async fn last(first: u32, limit: Limit) -> Result<u32, std::io::Error> {
        Ok(first + limit.subsec_millis())
    }
}

#[tokio::test(start_paused = true)]
async fn an_amount_is_copied_by_whoever_takes_it() {
    let output = taken_last::Pipeline::run(taken_last::Input { given: ms(10) }).await.unwrap();
    assert_eq!((output.beside, output.last), (2, 11));
}
