//! Timeouts of nodes whose own error cannot be made of one.

use std::error::Error as _;
use std::fmt;

use dagwright::{Timeout, dag};

use super::millis;
use crate::support::{Diary, Flaky, Refused};

/// The error of some crate, which knows nothing of timeouts.
#[derive(Debug, PartialEq)]
pub struct DbError;

impl fmt::Display for DbError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the database is away")
    }
}

impl std::error::Error for DbError {}

impl From<fmt::Error> for DbError {
    fn from(_: fmt::Error) -> Self {
        Self
    }
}

/// An error that does.
#[derive(Debug, PartialEq)]
pub enum OwnError {
    Late(&'static str),
}

impl From<Timeout> for OwnError {
    fn from(timeout: Timeout) -> Self {
        Self::Late(timeout.node())
    }
}

mod db {
    pub type Result<T> = std::result::Result<T, super::DbError>;
}

// rows (50 ms at most) ─→ page
// quote (20 ms at most) ─→ page
#[dag]
mod generated {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub diary: &'a Diary,
        pub takes: [u64; 2],
    }

    #[node(timeout = "50ms")]
    async fn rows(diary: &Diary, takes: [u64; 2]) -> db::Result<u64> {
        diary.work("rows", takes[0]).await;
        if takes[0] == 13 { Err(DbError) } else { Ok(takes[0]) }
    }
    #[node(timeout = "20ms")]
    async fn quote(diary: &Diary, takes: [u64; 2]) -> Result<u64, OwnError> {
        diary.work("quote", takes[1]).await;
        Ok(takes[1])
    }
    async fn page(rows: u64, quote: u64) -> u64 {
        rows + quote
    }
}

async fn page(takes: [u64; 2]) -> Result<u64, generated::Error> {
    let diary = Diary::new();
    generated::Pipeline::run(generated::Input { diary: &diary, takes }).await.map(|output| output.page)
}

#[tokio::test(start_paused = true)]
async fn a_timeout_that_is_no_error_of_its_node_is_one_of_the_run() {
    assert!(matches!(page([10, 10]).await, Ok(20)));
    let late = page([60, 10]).await.unwrap_err();
    let generated::Error::Timeout(timeout) = late else { panic!("another variant") };
    assert_eq!((timeout.node(), timeout.limit()), ("rows", millis(50)));
    assert!(matches!(page([13, 10]).await, Err(generated::Error::Rows(DbError))));
}

#[tokio::test(start_paused = true)]
async fn a_timeout_that_can_be_an_error_of_its_node_is_one() {
    assert!(matches!(page([10, 30]).await, Err(generated::Error::Quote(OwnError::Late("quote")))));
}

#[tokio::test(start_paused = true)]
async fn such_an_error_of_the_run_names_its_node() {
    let late = page([60, 10]).await.unwrap_err();
    assert_eq!(late.node(), "rows");
    assert_eq!((late.to_string(), format!("{late:#}")), {
        let failed = "node `rows` failed";
        (failed.to_owned(), format!("{failed}: timed out after 50ms"))
    });
    assert!(late.source().unwrap().is::<Timeout>());
}

/// The error of a service.
#[derive(Debug, PartialEq)]
pub enum AppError {
    Db(DbError),
    Own(OwnError),
    Timeout(Timeout),
}

impl From<DbError> for AppError {
    fn from(error: DbError) -> Self {
        Self::Db(error)
    }
}

impl From<OwnError> for AppError {
    fn from(error: OwnError) -> Self {
        Self::Own(error)
    }
}

impl From<Timeout> for AppError {
    fn from(timeout: Timeout) -> Self {
        Self::Timeout(timeout)
    }
}

// rows (50 ms at most), quote (20 ms), total (10 ms)
#[dag(error = AppError)]
mod converted {
    use super::*;

    #[input]
    pub struct Input {
        pub late: &'static str,
    }

    #[node(skip)]
    async fn unless(it_is: bool) {
        if it_is {
            std::future::pending().await
        }
    }

    #[node(timeout = "50ms")]
    async fn rows(late: &str) -> db::Result<u64> {
        unless(late == "rows").await;
        Ok(1)
    }
    #[node(timeout = "20ms")]
    async fn quote(late: &str) -> Result<u64, OwnError> {
        unless(late == "quote").await;
        Ok(1)
    }
    #[node(timeout = "10ms")]
    async fn total(late: &str) -> u64 {
        unless(late == "total").await;
        1
    }
}

#[tokio::test(start_paused = true)]
async fn the_users_error_type_takes_timeouts_too() {
    let late = async |late| converted::Pipeline::run(converted::Input { late }).await.err();
    assert_eq!(late("").await, None);
    assert_eq!(late("rows").await, Some(AppError::Timeout(Timeout::new("rows", millis(50)))));
    assert_eq!(late("quote").await, Some(AppError::Own(OwnError::Late("quote"))));
    assert_eq!(late("total").await, Some(AppError::Timeout(Timeout::new("total", millis(10)))));
}

/// The error of a run that no timeout needs to become.
#[derive(Debug, PartialEq)]
pub struct OnlyOwn(OwnError);

impl From<OwnError> for OnlyOwn {
    fn from(error: OwnError) -> Self {
        Self(error)
    }
}

// quote (20 ms at most)
#[dag(error = OnlyOwn)]
mod only_own {
    use super::*;

    #[node(timeout = "20ms")]
    async fn quote() -> Result<u64, OwnError> {
        std::future::pending().await
    }
}

#[tokio::test(start_paused = true)]
async fn the_users_error_type_need_not_take_timeouts_that_are_errors_of_their_nodes() {
    assert_eq!(only_own::Pipeline::run().await.err(), Some(OnlyOwn(OwnError::Late("quote"))));
}

// rows (20 ms at most, three attempts) ─→ page
#[dag]
mod retried {
    use super::*;

    #[input]
    pub struct Input {
        pub flaky: Flaky,
        pub hangs: usize,
    }

    #[node(timeout = "20ms", retry(attempts = 3, backoff = "1ms"))]
    async fn rows(flaky: &Flaky, hangs: &usize) -> Result<usize, Refused> {
        let call = flaky.call();
        if flaky.calls() <= *hangs {
            std::future::pending().await
        }
        call
    }
}

#[tokio::test(start_paused = true)]
async fn a_timeout_is_a_failure_after_which_there_is_another_attempt() {
    let diary = std::sync::Arc::new(Diary::new());
    let run = async |fails, hangs| {
        let input = retried::Input { flaky: Flaky::new(&diary, fails), hangs };
        retried::Pipeline::run(input).await.map(|output| output.rows)
    };
    assert!(matches!(run(2, 1).await, Ok(3)));
    assert!(matches!(run(3, 2).await, Err(retried::Error::Rows(Refused(3)))));
    assert!(matches!(run(3, 3).await, Err(retried::Error::Timeout(late)) if late.node() == "rows"));
}

/// A service behind a trait.
pub trait Client {
    type Error;
}

impl Client for DbError {
    type Error = Self;
}

impl Client for OwnError {
    type Error = Self;
}

// rows (20 ms at most)       an error that is generic: its bounds count
#[dag]
mod generic {
    use super::*;

    #[input]
    pub struct Input<C: Client, O: Client<Error: From<Timeout>>> {
        pub client: C,
        pub own: O,
        pub late: bool,
    }

    #[node(timeout = "20ms")]
    async fn rows<C: Client>(_client: &C, late: bool) -> Result<u64, C::Error> {
        if late { std::future::pending().await } else { Ok(1) }
    }
    #[node(timeout = "20ms")]
    async fn own_rows<O: Client<Error: From<Timeout>>>(#[from(own)] _client: &O, rows: u64) -> Result<u64, O::Error> {
        std::future::pending::<()>().await;
        Ok(rows)
    }
}

#[tokio::test(start_paused = true)]
async fn of_a_generic_error_the_bounds_count() {
    let run = async |late| {
        generic::Pipeline::run(generic::Input { client: OwnError::Late(""), own: OwnError::Late(""), late }).await
    };
    assert!(matches!(run(true).await, Err(generic::Error::Timeout(late)) if late.node() == "rows"));
    assert!(matches!(run(false).await, Err(generic::Error::OwnRows(OwnError::Late("own_rows")))));
}

// rows (20 ms at most) ─┬→ seen (takes the result)
//                       └→ (output)        in one of two entry points
#[dag]
mod two_outputs {
    use super::*;

    #[output]
    pub struct Output {
        pub rows: u64,
    }
    #[output]
    pub struct Seen {
        pub seen: bool,
    }

    #[node(timeout = "20ms")]
    async fn rows() -> Result<u64, OwnError> {
        std::future::pending().await
    }
    async fn seen(rows: Result<&u64, &OwnError>) -> bool {
        matches!(rows, Err(OwnError::Late("rows")))
    }
}

#[tokio::test(start_paused = true)]
async fn where_it_is_looked_at_a_timeout_is_an_error_of_the_node() {
    assert!(matches!(two_outputs::Pipeline::run().await, Err(two_outputs::Error::Rows(OwnError::Late("rows")))));
    assert!(two_outputs::Pipeline::run_seen().await.seen);
}

// read (10 ms at most), any           errors that take a timeout are known by their names: there is no other variant
#[dag]
mod well_known {
    #[node(timeout = "10ms")]
    async fn read() -> std::io::Result<u64> {
        std::future::pending().await
    }
    #[node(timeout = "10ms")]
    async fn any(read: u64) -> Result<u64, Box<dyn std::error::Error + Send + Sync>> {
        Ok(read)
    }
}

#[tokio::test(start_paused = true)]
async fn there_is_a_variant_for_timeouts_only_where_there_may_be_one() {
    match well_known::Pipeline::run().await {
        Err(well_known::Error::Read(error)) => assert_eq!(error.kind(), std::io::ErrorKind::TimedOut),
        Err(well_known::Error::Any(_)) | Ok(_) => panic!("it is late"),
    }
}
