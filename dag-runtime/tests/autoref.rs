//! Text, source and debug output of errors of any type.
#![allow(clippy::needless_borrow, reason = "each reference is a chance for a trait to apply")]

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use dag_runtime::Timeout;
use dag_runtime::autoref::*;

/// Shows the text that a closure writes.
struct Shown<F>(F);

impl<F: Fn(&mut fmt::Formatter<'_>) -> fmt::Result> fmt::Display for Shown<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0(f)
    }
}

/// The expression of generated code, for a value of any type.
macro_rules! text {
    ($error:expr) => {
        Shown(|f: &mut fmt::Formatter<'_>| (&&&Autoref($error)).autoref_text(f)).to_string()
    };
}
macro_rules! debug {
    ($error:expr) => {
        Shown(|f: &mut fmt::Formatter<'_>| (&&&Autoref($error)).autoref_debug(f)).to_string()
    };
}
macro_rules! source {
    ($error:expr) => {
        (&&&Autoref($error)).autoref_source().map(|source| source.to_string())
    };
}

#[derive(Debug)]
struct OnlyDebug;

struct Nothing;

fn timeout() -> Timeout {
    Timeout::new("x", std::time::Duration::from_millis(500))
}

const LATE: &str = "timed out after 500ms";

#[test]
fn an_error_is_its_own_source() {
    assert_eq!((source!(&timeout()).as_deref(), text!(&timeout()).as_str()), (Some(LATE), LATE));
    let shared: Arc<dyn Error + Send + Sync> = Arc::new(timeout());
    assert_eq!(source!(&shared).as_deref(), Some(LATE));
    let boxed = Box::new(timeout());
    assert_eq!(source!(&boxed).as_deref(), Some(LATE));
}

#[test]
fn a_boxed_error_is_looked_into() {
    let plain: Box<dyn Error> = Box::new(timeout());
    let send: Box<dyn Error + Send> = Box::new(timeout());
    let both: Box<dyn Error + Send + Sync> = Box::new(timeout());
    assert_eq!(source!(&plain).as_deref(), Some(LATE));
    assert_eq!(source!(&send).as_deref(), Some(LATE));
    assert_eq!(source!(&both).as_deref(), Some(LATE));
    assert_eq!([text!(&plain), text!(&send), text!(&both)], [LATE; 3]);
    assert!((&&&Autoref(&both)).autoref_source().unwrap().is::<Timeout>());
}

#[test]
fn an_anyhow_error_is_looked_into() {
    let error = anyhow::Error::new(timeout());
    assert_eq!((source!(&error).as_deref(), text!(&error).as_str()), (Some(LATE), LATE));
    let error = error.context("too bad");
    assert_eq!(source!(&error).as_deref(), Some("too bad"));
    let source = (&&&Autoref(&error)).autoref_source().and_then(Error::source);
    assert_eq!(source.unwrap().to_string(), LATE);
}

#[test]
fn text_has_no_source() {
    assert_eq!((source!(&String::from("no")), text!(&String::from("no")).as_str()), (None, "no"));
    assert_eq!((source!(&"no"), text!(&"no").as_str()), (None, "no"));
}

#[test]
fn what_is_no_error_has_no_source_but_some_text() {
    assert_eq!((source!(&OnlyDebug), text!(&OnlyDebug).as_str()), (None, "OnlyDebug"));
    assert_eq!((source!(&()), text!(&()).as_str()), (None, "()"));
    assert_eq!(source!(&Nothing), None);
    assert!(text!(&Nothing).ends_with("Nothing"));
    assert!(debug!(&Nothing).ends_with("Nothing"));
    assert_eq!(debug!(&"no"), "\"no\"");
}

#[test]
fn of_a_type_parameter_its_bounds_count() {
    fn bounded<E: Error + 'static>(error: &E) -> (Option<String>, String) {
        (source!(error), text!(error))
    }
    fn displayed<E: fmt::Display>(error: &E) -> (Option<String>, String) {
        (source!(error), text!(error))
    }
    assert_eq!(bounded(&timeout()), (Some(LATE.into()), LATE.into()));
    assert_eq!(displayed(&timeout()), (None, LATE.into()));
}

#[test]
fn a_source_outlives_the_question() {
    struct Failed(Timeout);
    impl Failed {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            match self {
                Failed(error) => (&&&Autoref(error)).autoref_source(),
            }
        }
    }
    assert!(Failed(timeout()).source().is_some());
}
