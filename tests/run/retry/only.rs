//! Failures that are final: `retry(only = ...)`.

use std::sync::Arc;
use std::time::Duration;

use dagwright::{Timeout, dag};

use crate::support::{Diary, on_both_flavours};

/// The answers of a server, one after the other.
pub struct Server {
    answers: &'static [Answer],
    diary: Arc<Diary>,
    calls: std::sync::atomic::AtomicUsize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Good,
    Busy,
    Refused,
    /// It never comes.
    Silence,
}
use Answer::{Busy, Good, Refused, Silence};

/// An error that knows nothing of timeouts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failed(pub Answer);

impl std::fmt::Display for Failed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

impl std::error::Error for Failed {}

impl Failed {
    pub fn may_pass(&self) -> bool {
        self.0 == Busy
    }
}

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

impl Server {
    fn new(answers: &'static [Answer]) -> Self {
        Self { answers, diary: Arc::new(Diary::new()), calls: 0.into() }
    }

    /// The number of the call, counted from one.
    pub async fn call(&self) -> Result<usize, Failed> {
        let call = self.calls.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        self.diary.note(format_args!("call {}", call + 1));
        match self.answers.get(call).copied().unwrap_or(Good) {
            Good => Ok(call + 1),
            Silence => std::future::pending().await,
            answer => Err(Failed(answer)),
        }
    }

    fn lines(&self) -> Vec<String> {
        self.diary.lines()
    }
}

fn is_busy(error: &Failed) -> bool {
    error.0 == Busy
}

// fetched (retry only what is busy)
#[dag]
mod plain {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub server: &'a Server,
    }

    #[node(retry(attempts = 4, backoff = "10ms", only = is_busy))]
    async fn fetched(server: &Server) -> Result<usize, Failed> {
        server.call().await
    }
}

#[tokio::test(start_paused = true)]
async fn what_may_pass_is_tried_again_and_every_other_failure_is_the_last() {
    for (answers, outcome, calls) in [
        (&[][..], Ok(1), &["0 call 1"][..]),
        (&[Busy, Busy], Ok(3), &["0 call 1", "10 call 2", "30 call 3"]),
        (&[Refused, Good], Err(Failed(Refused)), &["0 call 1"]),
        (&[Busy, Refused, Good], Err(Failed(Refused)), &["0 call 1", "10 call 2"]),
        (&[Busy; 5], Err(Failed(Busy)), &["0 call 1", "10 call 2", "30 call 3", "70 call 4"]),
    ] {
        let server = Server::new(answers);
        let output = plain::Pipeline::run(plain::Input { server: &server }).await;
        let output = output.map(|output| output.fetched).map_err(|plain::Error::Fetched(error)| error);
        assert_eq!((output, server.lines()), (outcome, calls.iter().map(ToString::to_string).collect()));
    }
}

fn is_late(error: &OwnError) -> bool {
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

type Fetched = Result<usize, Failed>;

fn none(error: Failed) -> usize {
    if error.0 == Busy { 100 } else { 200 }
}

// replaced (retry, fallback)    kept (retry, infallible)    aliased (retry)
#[dag]
mod with_others {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub first: &'a Server,
        pub second: &'a Server,
        pub third: &'a Server,
    }

    #[node(retry(attempts = 3, backoff = "1ms", only = is_busy), fallback = none)]
    async fn replaced(first: &Server) -> Result<usize, Failed> {
        first.call().await
    }
    #[node(infallible, retry(attempts = 3, backoff = "1ms", only = is_busy))]
    async fn kept(second: &Server) -> Result<usize, Failed> {
        second.call().await
    }
    #[node(fallible, retry(attempts = 3, backoff = "1ms", only = is_busy))]
    async fn aliased(third: &Server) -> Fetched {
        third.call().await
    }
}

#[tokio::test(start_paused = true)]
async fn a_fallback_and_infallible_have_the_final_failure_at_once() {
    for (answers, replaced, kept, calls) in [
        (&[Busy, Good][..], 2, Ok(2), 2),
        (&[Refused, Good], 200, Err(Failed(Refused)), 1),
        (&[Busy; 3], 100, Err(Failed(Busy)), 3),
    ] {
        let servers = [answers, answers, &[Busy, Busy]].map(Server::new);
        let [first, second, third] = &servers;
        let output = with_others::Pipeline::run(with_others::Input { first, second, third }).await.unwrap();
        assert_eq!((output.replaced, output.kept, output.aliased), (replaced, kept, 3));
        assert_eq!(servers.map(|server| server.lines().len()), [calls, calls, 3]);
    }
}

// servers → calls (each, retry) → outcomes
#[dag]
mod of_elements {
    use super::*;

    #[input]
    pub struct Input {
        pub servers: Vec<Server>,
    }

    #[node(infallible, retry(attempts = 3, backoff = "10ms", only = is_busy))]
    async fn calls(#[each(servers)] server: &Server) -> Result<usize, Failed> {
        server.call().await
    }
    #[output]
    pub struct Output {
        pub calls: Vec<Result<usize, Failed>>,
        pub servers: Vec<Server>,
    }
}

#[tokio::test(start_paused = true)]
async fn each_element_has_its_own_attempts_and_its_own_final_failure() {
    let answers: [&[Answer]; 4] = [&[Busy], &[Refused], &[Busy, Refused], &[Busy; 3]];
    let input = of_elements::Input { servers: answers.map(Server::new).into() };
    let output = of_elements::Pipeline::run(input).await;
    assert_eq!(output.calls, [Ok(2), Err(Failed(Refused)), Err(Failed(Refused)), Err(Failed(Busy))]);
    assert_eq!(output.servers.iter().map(|server| server.lines().len()).collect::<Vec<_>>(), [2, 1, 2, 3]);
}

// a ─┬→ c           c and d are tried again, each in a lane of its own;
//    └→ d           e runs as a task, f on a thread
// b ──→ d
// e    f
#[dag]
mod elsewhere {
    use super::*;

    #[input]
    pub struct Input {
        pub servers: [Arc<Server>; 4],
    }

    async fn a(servers: &[Arc<Server>; 4]) -> Arc<Server> {
        servers[0].clone()
    }
    async fn b(servers: &[Arc<Server>; 4]) -> Arc<Server> {
        servers[1].clone()
    }
    #[node(infallible, retry(attempts = 3, backoff = "1ms", only = is_busy))]
    async fn c(a: &Server) -> Result<usize, Failed> {
        a.call().await
    }
    #[node(infallible, timeout = "1s", retry(attempts = 3, backoff = "1ms", only = is_late))]
    async fn d(_a: &Server, b: &Server) -> Result<usize, OwnError> {
        b.call().await.map_err(|Failed(answer)| OwnError::Failed(answer))
    }
    #[node(infallible, spawn, retry(attempts = 3, backoff = "1ms", only = is_busy))]
    async fn e(servers: &[Arc<Server>; 4]) -> Result<usize, Failed> {
        servers[2].call().await
    }
    #[node(infallible, blocking, retry(attempts = 3, backoff = "1ms", only = is_busy))]
    fn f(servers: &[Arc<Server>; 4]) -> Result<usize, Failed> {
        futures::executor::block_on(servers[3].call())
    }
}

#[test]
fn it_holds_in_lanes_in_tasks_and_on_threads() {
    on_both_flavours(async || {
        let answers: [&[Answer]; 4] = [&[Busy, Refused], &[Busy], &[Busy, Refused], &[Busy, Busy]];
        let servers = answers.map(|answers| Arc::new(Server::new(answers)));
        let output = elsewhere::Pipeline::run(elsewhere::Input { servers: servers.clone() }).await;
        assert_eq!((output.c, output.d), (Err(Failed(Refused)), Err(OwnError::Failed(Busy))));
        assert_eq!((output.e, output.f), (Err(Failed(Refused)), Ok(3)));
        assert_eq!(servers.map(|server| server.lines().len()), [2, 1, 2, 3]);
    });
}
