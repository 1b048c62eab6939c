//! Wherever the plan puts the future: alone in a branch, in a woven lane, before tasks and elements, under a condition.

use std::future::{pending, ready};
use std::sync::Arc;

use dagwright::dag;
use futures::future::BoxFuture;

use super::Refused;
use crate::support::Log;

// a ─┬→ c         a and b are futures handed in; a can fail
//    └→ d
// b ─┘
#[dag]
mod woven {
    use super::*;

    #[input]
    pub struct Input<'a, B: Future<Output = Result<u32, String>>> {
        #[future]
        pub a: BoxFuture<'a, Result<String, Refused>>,
        #[future]
        pub b: B,
        pub log: &'a Log,
    }

    async fn c(a: &str, log: &Log) -> usize {
        log.work("c", 50, a.len()).await
    }
    async fn d(a: &String, b: Result<u32, String>, log: &Log) -> String {
        log.work("d", 20, format!("{a} {b:?}")).await
    }
}

#[tokio::test(start_paused = true)]
async fn lanes_that_exchange_values_end_with_the_failure_or_see_it() {
    let log = Log::new();
    let (a, b) = (log.work("a", 10, Ok("a".to_owned())), log.work("b", 40, Err("none".to_owned())));
    let output = woven::Pipeline::run(woven::Input { a: Box::pin(a), b, log: &log }).await.unwrap();
    assert_eq!((output.c, output.d.as_str()), (1, "a Err(\"none\")"));
    log.assert_earliest("a, b, c: a, d: a b");

    let log = Log::new();
    let (a, b) = (log.work("a", 30, Err(Refused(4))), log.work("b", 10, Ok(1)));
    let error = woven::Pipeline::run(woven::Input { a: Box::pin(a), b, log: &log }).await.err().unwrap();
    assert!(matches!(error, woven::Error::A(Refused(4))));
    assert_eq!((log.makespan(), log.starts()), (30, vec!["a", "b"]));
}

// token → words (a task, shares it) → lengths (for each)
#[dag(spawn)]
mod tasks {
    use super::*;

    #[input]
    pub struct Input<F: Future<Output = Result<String, Refused>>> {
        #[future]
        pub token: F,
        pub shown: bool,
    }

    async fn words(token: &str) -> Vec<String> {
        token.split(' ').map(str::to_owned).collect()
    }
    async fn total(token: &str) -> usize {
        token.len()
    }
    async fn lengths(#[each(words)] word: &str, total: usize) -> usize {
        word.len() * total
    }
    #[allow(deprecated, reason = "it looks at the outcome, though others end the run")]
    #[node(blocking)]
    fn told(token: Result<&str, &Refused>, total: usize) -> String {
        format!("{token:?} {total}")
    }
    #[node(when = shown)]
    async fn shown_token(#[clone] token: String) -> String {
        token
    }
}

#[tokio::test]
async fn tasks_and_elements_share_the_value_or_are_not_started() {
    let input = |token| tasks::Input { token: ready(token), shown: true };
    let output = tasks::Pipeline::run(input(Ok("a bcd".to_owned()))).await.unwrap();
    assert_eq!((output.lengths, output.told.as_str()), (vec![5, 15], "Ok(\"a bcd\") 5"));
    assert_eq!(output.shown_token.as_deref(), Some("a bcd"));
    let error = tasks::Pipeline::run(input(Err(Refused(2)))).await.err().unwrap();
    assert!(matches!(error, tasks::Error::Token(Refused(2))));
}

// shown ──(when)→ page ← token         nobody else needs the token
#[dag]
mod conditional {
    use super::*;

    #[input]
    pub struct Input<F: Future<Output = Result<u32, Refused>>> {
        #[future]
        pub token: F,
        pub shown: bool,
    }

    #[node(when = shown)]
    async fn page(token: u32) -> u32 {
        token
    }
}

#[tokio::test]
async fn a_future_that_only_skipped_nodes_need_is_not_awaited_and_cannot_fail() {
    let skipped = conditional::Pipeline::run(conditional::Input { token: pending(), shown: false }).await;
    assert_eq!(skipped.unwrap().page, None);
    let failed = conditional::Pipeline::run(conditional::Input { token: ready(Err(Refused(1))), shown: true }).await;
    assert_eq!(failed.err().unwrap().node(), "token");
}

// token ─→ paid (a commit, though it takes nothing of it)
#[dag]
mod committed {
    use super::*;

    #[input]
    pub struct Input<'a, F: Future<Output = Result<u32, Refused>>> {
        #[future]
        pub token: F,
        pub log: &'a Log,
    }

    #[output]
    pub struct Output {
        pub paid: u32,
        pub token: u32,
    }

    #[node(commit)]
    async fn paid(log: &Log) -> u32 {
        log.work("paid", 10, 1).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_commit_waits_for_a_future_that_can_fail() {
    let log = Log::new();
    let token = log.work("token", 20, Ok(5));
    let output = committed::Pipeline::run(committed::Input { token, log: &log }).await.unwrap();
    assert_eq!((output.paid, output.token, log.makespan()), (1, 5, 30));
    let log = Log::new();
    let token = log.work("token", 20, Err(Refused(1)));
    assert!(committed::Pipeline::run(committed::Input { token, log: &log }).await.is_err());
    assert_eq!(log.starts(), ["token"]);
}

// token → page, in two entry points with inputs of their own
#[dag]
mod entries {
    use super::*;

    #[input]
    pub struct Input<F: Future<Output = Result<u32, Refused>>> {
        #[future]
        pub token: F,
    }

    #[input(for = Sum)]
    pub struct SumInput<F>
    where
        F: Future<Output = Result<u32, Refused>>,
    {
        pub more: Arc<u32>,
        #[future]
        pub token: F,
    }

    #[output]
    pub struct Output {
        pub doubled: u32,
    }

    #[output]
    pub struct Sum {
        pub sum: u32,
    }

    async fn doubled(token: u32) -> u32 {
        token * 2
    }
    async fn sum(doubled: u32, more: &u32) -> u32 {
        doubled + more
    }
}

#[tokio::test]
async fn entry_points_with_inputs_of_their_own_share_the_future() {
    assert_eq!(entries::Pipeline::run(entries::Input { token: ready(Ok(2)) }).await.unwrap().doubled, 4);
    let input = |token| entries::SumInput { more: Arc::new(1), token: ready(token) };
    assert_eq!(entries::Pipeline::run_sum(input(Ok(2))).await.unwrap().sum, 5);
    assert!(matches!(entries::Pipeline::run_sum(input(Err(Refused(7)))).await, Err(entries::Error::Token(Refused(7)))));
}
