//! Failures that are final: `retry(only = ...)`.

mod timeouts;

use std::sync::Arc;

use dagwright::dag;

use crate::support::{Diary, on_both_flavours};
use timeouts::{OwnError, is_late};

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
