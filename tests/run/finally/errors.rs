//! The error that a run ends with, and the one that `finally` nodes see.

use dagwright::dag;

use super::{Refused, unless};
use crate::support::Log;

#[derive(Debug, PartialEq)]
pub struct AppError(String);

impl std::fmt::Display for AppError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "app: {}", self.0)
    }
}

impl std::error::Error for AppError {}

impl From<Refused> for AppError {
    fn from(_: Refused) -> Self {
        Self("refused".to_owned())
    }
}

// page (may fail)      first, second, third (finally, may fail): each sees the error in another form
#[dag(error = AppError)]
mod own {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub failing: &'a [&'a str],
    }

    async fn page(log: &Log, failing: &[&str]) -> Result<u32, Refused> {
        log.work("page", 10, unless("page", failing, 1)).await
    }
    #[node(finally)]
    async fn first(failure: Option<&AppError>, log: &Log, failing: &[&str]) -> Result<(), AppError> {
        assert_eq!(failure.is_some(), failing.contains(&"page"));
        log.work("first", 30, unless("first", failing, ()).map_err(|_| AppError("first".to_owned()))).await
    }
    #[node(finally)]
    async fn second(
        #[from(failure)] why: Option<&(dyn std::error::Error + 'static)>,
        log: &Log,
        failing: &[&str],
    ) -> Result<u64, AppError> {
        assert_eq!(why.map(ToString::to_string), failing.contains(&"page").then(|| "app: refused".to_owned()));
        log.work("second", 10, unless("second", failing, 2).map_err(|_| AppError("second".to_owned()))).await
    }
    #[node(finally)]
    fn third(_failure: Option<&AppError>, log: &Log) {
        log.inline("third", ());
    }
}

#[tokio::test(start_paused = true)]
async fn all_of_them_run_to_their_end_beside_each_other_and_the_first_declared_is_reported() {
    let cases: [(&[&str], _); 5] = [
        (&[], Ok(1)),
        (&["second"], Err("second")),
        (&["first", "second"], Err("first")),
        (&["page"], Err("refused")),
        (&["page", "first", "second"], Err("refused")),
    ];
    for (failing, expected) in cases {
        let log = Log::new();
        let outcome = own::Pipeline::run(own::Input { log: &log, failing }).await;
        let outcome = outcome.map(|output| output.page).map_err(|error| error.0);
        assert_eq!(outcome, expected.map_err(str::to_owned), "{failing:?}");
        // Asynchronous nodes begin before those that compute.
        assert_eq!(log.starts(), ["page", "first", "second", "third"]);
        assert_eq!(log.ends(), ["page", "third", "second", "first"]);
        assert_eq!(log.makespan(), 40);
    }
}

// page      clear (finally, may fail): the only node that can
#[dag]
mod only_last {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub failing: &'a [&'a str],
    }

    async fn page() -> u32 {
        1
    }
    #[node(finally)]
    async fn clear(page: Option<&u32>, failure: Option<&Error>, failing: &[&str]) -> Result<(), Refused> {
        assert!(page == Some(&1) && failure.is_none());
        unless("clear", failing, ())
    }
}

#[tokio::test]
async fn a_run_whose_last_node_alone_can_fail_returns_its_failure() {
    assert_eq!(only_last::Pipeline::run(only_last::Input { failing: &[] }).await.unwrap().page, 1);
    let failed = only_last::Pipeline::run(only_last::Input { failing: &["clear"] }).await;
    assert!(matches!(failed, Err(only_last::Error::Clear(Refused))));
}

// page      note (finally): nothing can fail
#[dag]
mod infallible {
    #[input]
    pub struct Input<'a> {
        pub pages: &'a std::cell::Cell<u32>,
    }

    async fn page() -> u32 {
        7
    }
    #[node(finally)]
    fn note(page: Option<&u32>, pages: &std::cell::Cell<u32>) {
        pages.set(page.copied().unwrap_or_default());
    }
}

#[tokio::test]
async fn a_run_that_cannot_fail_still_does_not() {
    let pages = std::cell::Cell::new(0);
    let infallible::Output { page } = infallible::Pipeline::run(infallible::Input { pages: &pages }).await;
    assert_eq!((page, pages.get()), (7, 7));
}
