//! Futures as inputs that can fail: fallible as nodes are.

use std::error::Error as _;
use std::future::{Ready, pending, ready};
use std::io;
use std::sync::Arc;

use dagwright::dag;
use futures::executor::block_on;
use futures::future::BoxFuture;
use tokio::task::JoinHandle;

use crate::support::{Item, Ledger, Log};

mod positions;

#[derive(Debug, PartialEq)]
pub struct Refused(u32);

// token (a future that can fail) ─┐
// user ───────────────────────────┴→ page
#[dag]
mod bound {
    use super::*;

    #[input]
    pub struct Input<'a, F: Future<Output = Result<u32, Refused>>> {
        #[future]
        pub token: F,
        pub log: &'a Log,
    }

    async fn user(log: &Log) -> String {
        log.work("user", 50, "Ada".into()).await
    }
    async fn page(user: &str, token: u32, log: &Log) -> String {
        log.work("page", 10, format!("{user}/{token}")).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_future_gives_what_is_in_its_ok() {
    let log = Log::new();
    let token = log.work("token", 40, Ok(7));
    let output = bound::Pipeline::run(bound::Input { token, log: &log }).await.unwrap();
    assert_eq!(output.page, "Ada/7");
    log.assert_earliest("token, user, page: user token");
    assert_eq!(log.makespan(), 60);
}

#[tokio::test(start_paused = true)]
async fn its_failure_ends_the_run_at_once() {
    let log = Log::new();
    let token = log.work("token", 40, Err(Refused(3)));
    let error = bound::Pipeline::run(bound::Input { token, log: &log }).await.err().unwrap();
    assert!(matches!(error, bound::Error::Token(Refused(3))));
    assert_eq!((error.node(), error.to_string().as_str()), ("token", "node `token` failed: Refused(3)"));
    assert_eq!(log.makespan(), 40);
    assert_eq!(log.ends(), ["token"], "`user` has been dropped");
}

// A where-clause, an alias that fixes the error, a future that is boxed, one that is ready.
#[dag]
mod spelled {
    use super::*;

    #[input]
    pub struct Input<'a, F>
    where
        F: Future<Output = io::Result<String>> + Send,
    {
        #[future]
        pub text: F,
        #[future]
        pub token: BoxFuture<'a, Result<u32, Refused>>,
        #[future]
        pub known: Ready<Result<&'a str, &'static str>>,
    }

    async fn page(text: String, token: &u32, known: &str) -> String {
        format!("{text} {token} {known}")
    }
}

#[test]
fn the_result_is_spelled_in_a_bound_or_in_the_type() {
    let known = String::from("known");
    let run = |text: io::Result<String>, token: Result<u32, Refused>, known| {
        let input = spelled::Input { text: async { text }, token: Box::pin(ready(token)), known: ready(known) };
        block_on(spelled::Pipeline::run(input))
    };
    assert_eq!(run(Ok("text".into()), Ok(1), Ok(&known)).unwrap().page, "text 1 known");
    let error = run(Err(io::ErrorKind::NotFound.into()), Ok(1), Ok("")).err().unwrap();
    assert_eq!(error.source().unwrap().to_string(), "entity not found");
    assert!(matches!(error, spelled::Error::Text(_)));
    assert!(matches!(run(Ok(String::new()), Err(Refused(1)), Ok("")), Err(spelled::Error::Token(Refused(1)))));
    assert!(matches!(run(Ok(String::new()), Ok(1), Err("unknown")), Err(spelled::Error::Known("unknown"))));
}

#[test]
fn of_several_failures_in_one_wake_up_that_of_the_field_declared_first_is_told() {
    let input = spelled::Input {
        text: async { Err(io::ErrorKind::NotFound.into()) },
        token: Box::pin(ready(Err(Refused(1)))),
        known: ready(Err("unknown")),
    };
    assert_eq!(block_on(spelled::Pipeline::run(input)).err().unwrap().node(), "text");
}

// token ─┬→ page (takes the failure as a value)
//        └→ told (does so, too, in halves)
#[dag]
mod handled {
    use super::*;

    #[input]
    pub struct Input<'a, F: Future<Output = Result<String, Refused>>> {
        #[future]
        pub token: F,
        pub log: &'a Log,
    }

    async fn page(token: Result<&String, &Refused>, log: &Log) -> String {
        log.work("page", 10, format!("{token:?}")).await
    }
    async fn told(token: Result<&str, &Refused>, log: &Log) -> usize {
        log.work("told", 20, token.map_or(0, str::len)).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_failure_that_all_consumers_take_as_a_value_ends_nothing() {
    let log = Log::new();
    let token = log.work("token", 5, Err(Refused(2)));
    let output = handled::Pipeline::run(handled::Input { token, log: &log }).await;
    assert_eq!((output.page.as_str(), output.told), ("Err(Refused(2))", 0));
    log.assert_earliest("token, page: token, told: token");

    let log = Log::new();
    let token = log.work("token", 5, Ok("abc".to_owned()));
    let output = handled::Pipeline::run(handled::Input { token, log: &log }).await;
    assert_eq!((output.page.as_str(), output.told), ("Ok(\"abc\")", 3));
}

// The output takes the outcome in one entry point, and the value in the other.
#[dag]
mod outputs {
    use super::*;

    #[input]
    pub struct Input<F: Future<Output = Result<u32, Refused>>> {
        #[future]
        pub token: F,
    }

    #[output]
    pub struct Output {
        pub token: Result<u32, Refused>,
    }

    #[output]
    pub struct Doubled {
        pub doubled: u32,
        pub token: u32,
    }

    async fn doubled(token: u32) -> u32 {
        token * 2
    }
}

#[test]
fn each_entry_point_decides_what_becomes_of_the_failure() {
    let input = |token| outputs::Input { token: ready(token) };
    assert_eq!(block_on(outputs::Pipeline::run(input(Err(Refused(1))))).token, Err(Refused(1)));
    let doubled = block_on(outputs::Pipeline::run_doubled(input(Ok(4)))).unwrap();
    assert_eq!((doubled.doubled, doubled.token), (8, 4));
    let error = block_on(outputs::Pipeline::run_doubled(input(Err(Refused(1))))).err().unwrap();
    assert!(matches!(error, outputs::Error::Token(Refused(1))));
}

// The handle of a task: by its whole path, and by its name.
#[dag]
mod handles {
    use super::*;

    #[input]
    pub struct Input {
        #[future]
        pub token: JoinHandle<u32>,
        #[future]
        pub user: tokio::task::JoinHandle<Result<String, Refused>>,
    }

    async fn page(token: u32, user: &Result<String, Refused>) -> String {
        format!("{user:?} {token}")
    }
}

#[tokio::test]
async fn the_handle_of_a_task_fails_with_its_join_error() {
    let input = handles::Input { token: tokio::spawn(async { 7 }), user: tokio::spawn(async { Err(Refused(1)) }) };
    assert_eq!(handles::Pipeline::run(input).await.unwrap().page, "Err(Refused(1)) 7");

    let token = tokio::spawn(pending());
    token.abort();
    let error = handles::Pipeline::run(handles::Input { token, user: tokio::spawn(pending()) }).await.err().unwrap();
    let handles::Error::Token(cancelled) = error else { panic!("it is the token that failed: {error}") };
    assert!(cancelled.is_cancelled());

    let user = tokio::spawn(async { if true { panic!("lost") } else { Err(Refused(1)) } });
    let error = handles::Pipeline::run(handles::Input { token: tokio::spawn(pending()), user }).await.err().unwrap();
    let handles::Error::User(panicked) = error else { panic!("it is the user that failed: {error}") };
    let panicked: tokio::task::JoinError = panicked;
    assert!(panicked.is_panic());
}

// An error of the user's own.
#[derive(Debug, PartialEq)]
pub enum AppError {
    Refused(u32),
    Lost,
}

impl From<Refused> for AppError {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused.0)
    }
}

impl From<tokio::task::JoinError> for AppError {
    fn from(_: tokio::task::JoinError) -> Self {
        Self::Lost
    }
}

#[dag(error = AppError)]
mod own_error {
    use super::*;

    #[input]
    pub struct Input<F: Future<Output = Result<u32, Refused>>> {
        #[future]
        pub token: F,
        #[future]
        pub user: JoinHandle<u32>,
    }

    async fn page(token: u32, user: u32) -> u32 {
        token + user
    }
}

#[tokio::test]
async fn a_failure_becomes_the_error_of_the_user() {
    let user = || tokio::spawn(async { 1 });
    let run = |token, user| own_error::Pipeline::run(own_error::Input { token: ready(token), user });
    assert_eq!(run(Ok(1), user()).await.unwrap().page, 2);
    assert_eq!(run(Err(Refused(5)), user()).await.err(), Some(AppError::Refused(5)));
    let lost = user();
    lost.abort();
    assert_eq!(run(Ok(1), lost).await.err(), Some(AppError::Lost));
}

// The error is generic, as the input is.
#[dag]
mod generic {
    #[input]
    pub struct Input<T, E, F: Future<Output = Result<T, E>>> {
        #[future]
        pub token: F,
    }

    async fn boxed<T>(token: T) -> Box<T> {
        Box::new(token)
    }
}

#[test]
fn value_and_error_may_be_parameters_of_the_input() {
    let run = |token: Result<u8, Refused>| block_on(generic::Pipeline::run(generic::Input { token: ready(token) }));
    assert_eq!(*run(Ok(3)).unwrap().boxed, 3);
    let error: generic::Error<Refused> = run(Err(Refused(9))).err().unwrap();
    assert!(matches!(error, generic::Error::Token(Refused(9))));
}

// The value of a future is dropped as that of a node is, and the future with the run.
#[dag]
mod dropped {
    use super::*;

    #[input]
    pub struct Input<F: Future<Output = Result<Item, Refused>>> {
        #[future]
        pub token: F,
        pub ledger: Arc<Ledger>,
    }

    async fn kept(ledger: &Arc<Ledger>) -> Result<Item, Refused> {
        let kept = Item::new(ledger, "kept");
        tokio::task::yield_now().await;
        if ledger.made().len() > 9 { Err(Refused(0)) } else { Ok(kept) }
    }
    async fn both(token: &Item, kept: &Item) -> bool {
        token.is("token") && kept.is("kept")
    }
}

#[test]
fn values_and_futures_end_with_the_run() {
    let ledger: Arc<Ledger> = Arc::default();
    let token = {
        let ledger = Arc::clone(&ledger);
        async move { Ok(Item::new(&ledger, "token")) }
    };
    let input = dropped::Input { token, ledger: Arc::clone(&ledger) };
    assert!(block_on(dropped::Pipeline::run(input)).unwrap().both);
    ledger.assert_settled();

    let token = {
        let body = Item::new(&ledger, "future");
        async move {
            let _body = body;
            Err::<Item, _>(Refused(1))
        }
    };
    let input = dropped::Input { token, ledger: Arc::clone(&ledger) };
    assert_eq!(block_on(dropped::Pipeline::run(input)).err().unwrap().node(), "token");
    ledger.assert_settled();
}
