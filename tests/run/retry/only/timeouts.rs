//! Timeouts, and the function that tells which failures may pass.

use std::time::Duration;

use dagwright::{Timeout, dag};

use super::Answer::{self, Busy, Good, Refused, Silence};
use super::{Failed, Server, is_busy};

/// An error that can be made of a timeout.
#[derive(Debug, PartialEq, Eq)]
pub enum OwnError {
    Late(&'static str),
    Failed(Answer),
}

impl From<Timeout> for OwnError {
    fn from(timeout: Timeout) -> Self {
        Self::Late(timeout.node())
    }
}

impl std::fmt::Display for OwnError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for OwnError {}

pub(super) fn is_late(error: &OwnError) -> bool {
    matches!(error, OwnError::Late("fetched"))
}
fn has_failed(error: &OwnError) -> bool {
    matches!(error, OwnError::Failed(_))
}

// fetched (50 ms, retry)  given_up (50 ms, retry)     a timeout is an error of their own: one is asked for it, the other not
#[dag]
mod own_timeout {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub server: &'a Server,
    }

    #[node(timeout = "50ms", retry(attempts = 3, backoff = "10ms", only = is_late))]
    async fn fetched(server: &Server) -> Result<usize, OwnError> {
        server.call().await.map_err(|Failed(answer)| OwnError::Failed(answer))
    }
    #[node(after(fetched), timeout = "50ms", retry(attempts = 3, backoff = "10ms", only = super::has_failed))]
    async fn given_up(server: &Server) -> Result<usize, OwnError> {
        server.call().await.map_err(|Failed(answer)| OwnError::Failed(answer))
    }
}

#[tokio::test(start_paused = true)]
async fn a_timeout_that_is_an_error_of_the_nodes_own_is_asked_about() {
    let server = Server::new(&[Silence, Good, Busy, Silence, Good]);
    let failure = own_timeout::Pipeline::run(own_timeout::Input { server: &server }).await.expect_err("it is late");
    assert!(matches!(failure, own_timeout::Error::GivenUp(OwnError::Late("given_up"))), "{failure:?}");
    assert_eq!(server.lines(), ["0 call 1", "60 call 2", "60 call 3", "70 call 4"]);
}

// fetched (50 ms, retry) → shown (looks at the failure)
#[dag]
mod own_timeout_handled {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub server: &'a Server,
    }

    #[node(timeout = "50ms", retry(attempts = 3, backoff = "10ms", only = has_failed))]
    async fn fetched(server: &Server) -> Result<usize, OwnError> {
        server.call().await.map_err(|Failed(answer)| OwnError::Failed(answer))
    }
    #[node]
    fn shown(fetched: Result<&usize, &OwnError>) -> String {
        format!("{fetched:?}")
    }
}

#[tokio::test(start_paused = true)]
async fn a_failure_that_is_looked_at_may_be_final_too() {
    for (answers, shown) in [
        (&[Busy, Good][..], "Ok(2)"),
        (&[Busy, Silence, Good], r#"Err(Late("fetched"))"#),
        (&[Busy, Busy, Busy], "Err(Failed(Busy))"),
    ] {
        let server = Server::new(answers);
        let output = own_timeout_handled::Pipeline::run(own_timeout_handled::Input { server: &server }).await;
        assert_eq!(output.shown, shown);
    }
}

// fetched (50 ms, retry)     a timeout is none of its own errors
#[dag]
mod foreign_timeout {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub server: &'a Server,
    }

    #[node(timeout = "50ms", retry(attempts = 3, backoff = "10ms", only = is_busy))]
    async fn fetched(server: &Server) -> Result<usize, Failed> {
        server.call().await
    }
}

#[tokio::test(start_paused = true)]
async fn after_a_timeout_that_is_none_of_the_nodes_own_errors_there_is_another_attempt() {
    let run = async |answers| {
        let server = Server::new(answers);
        let output = foreign_timeout::Pipeline::run(foreign_timeout::Input { server: &server }).await;
        (output.map(|output| output.fetched), server.lines())
    };
    let (output, calls) = run(&[Silence, Busy, Good]).await;
    assert_eq!((output.ok(), calls), (Some(3), vec!["0 call 1".into(), "60 call 2".into(), "80 call 3".into()]));
    let (output, calls) = run(&[Silence, Refused, Good]).await;
    assert!(matches!(output, Err(foreign_timeout::Error::Fetched(Failed(Refused)))));
    assert_eq!(calls.len(), 2);
    let (output, calls) = run(&[Silence; 3]).await;
    assert!(matches!(output, Err(foreign_timeout::Error::Timeout(late)) if late.node() == "fetched"));
    assert_eq!(calls.len(), 3);
}

#[derive(Debug, PartialEq)]
pub enum AppError {
    Failed(Failed),
    Late(Duration),
}

impl From<Failed> for AppError {
    fn from(error: Failed) -> Self {
        Self::Failed(error)
    }
}

impl From<Timeout> for AppError {
    fn from(timeout: Timeout) -> Self {
        Self::Late(timeout.limit())
    }
}

fn short(timeout: &Timeout) -> bool {
    timeout.limit() < Duration::from_millis(20)
}

// fetched (50 ms, retry)    patient (10 ms, retry)     with an error type of the user's; one has no failure but its timeout
#[dag(error = AppError)]
mod users_error {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub server: &'a Server,
        pub slow: &'a Server,
    }

    #[node(timeout = "50ms", retry(attempts = 2, backoff = "10ms", only = Failed::may_pass))]
    async fn fetched(server: &Server) -> Result<usize, Failed> {
        server.call().await
    }
    #[node(timeout = "10ms", retry(attempts = 3, backoff = "1ms", only = short))]
    async fn patient(slow: &Server) -> usize {
        slow.call().await.unwrap_or(0)
    }
}

#[tokio::test(start_paused = true)]
async fn with_an_error_type_of_the_users_it_is_the_same() {
    let run = async |server, slow| {
        let (server, slow) = (Server::new(server), Server::new(slow));
        let output = users_error::Pipeline::run(users_error::Input { server: &server, slow: &slow }).await;
        (output.map(|output| (output.fetched, output.patient)), server.lines().len(), slow.lines().len())
    };
    assert_eq!(run(&[Busy], &[Silence, Silence]).await, (Ok((2, 3)), 2, 3));
    assert_eq!(run(&[Silence], &[]).await, (Ok((2, 1)), 2, 1));
    assert_eq!(run(&[Refused], &[]).await, (Err(AppError::Failed(Failed(Refused))), 1, 0));
    assert_eq!(run(&[], &[Silence; 3]).await, (Err(AppError::Late(Duration::from_millis(10))), 1, 3));
}
