//! The failure of a node with a time limit, by the traits of its own error.
#![allow(clippy::needless_borrow, reason = "each reference is a chance for a trait to apply")]

use std::error::Error;
use std::fmt::Debug;
use std::io;
use std::mem::discriminant;
use std::time::Duration;

use dag_runtime::{OrTimeout, TakesTimeout, Timeout, TimeoutIsOwn as _, TimeoutStays as _, own_error};

/// The failure of a run.
#[derive(Debug, PartialEq)]
enum Ended {
    /// The debug output of a node's own error.
    Own(String),
    Timeout(Timeout),
}

impl From<Timeout> for Ended {
    fn from(timeout: Timeout) -> Self {
        Self::Timeout(timeout)
    }
}

#[derive(Debug)]
struct Late(#[allow(dead_code, reason = "it is shown")] &'static str);

impl From<Timeout> for Late {
    fn from(timeout: Timeout) -> Self {
        Self(timeout.node())
    }
}

#[derive(Debug)]
struct Foreign;

const TIMEOUT: Timeout = Timeout::new("quote", Duration::from_secs(2));

fn own(error: impl Debug) -> Ended {
    Ended::Own(format!("{error:?}"))
}

/// The expressions of generated code, for an error of any type: both of them, which agree.
macro_rules! ended {
    ($failure:expr) => {{
        let (failure, again) = ($failure, $failure);
        let ended = (&&own_error(&failure)).autoref_variant(failure, own, Ended::Timeout);
        let again = (&&own_error(&again)).autoref_error(again, own);
        assert_eq!(discriminant(&again), discriminant(&ended));
        ended
    }};
}

#[test]
fn a_timeout_becomes_an_error_that_can_be_made_of_it() {
    assert_eq!(ended!(OrTimeout::<Late>::Timeout(TIMEOUT)), own(Late("quote")));
    assert_eq!(ended!(OrTimeout::<Timeout>::Timeout(TIMEOUT)), own(TIMEOUT));
    let made = [
        ended!(OrTimeout::<Box<dyn Error + Send + Sync>>::Timeout(TIMEOUT)),
        ended!(OrTimeout::<anyhow::Error>::Timeout(TIMEOUT)),
        ended!(OrTimeout::<io::Error>::Timeout(TIMEOUT)),
    ];
    assert!(made.iter().all(|ended| matches!(ended, Ended::Own(_))), "{made:?}");
}

#[test]
fn a_timeout_that_can_become_nothing_else_stays_one() {
    assert_eq!(ended!(OrTimeout::<Foreign>::Timeout(TIMEOUT)), Ended::Timeout(TIMEOUT));
    assert_eq!(ended!(OrTimeout::<String>::Timeout(TIMEOUT)), Ended::Timeout(TIMEOUT));
    assert_eq!(ended!(OrTimeout::<&str>::Timeout(TIMEOUT)), Ended::Timeout(TIMEOUT));
}

#[test]
fn a_nodes_own_error_stays_one() {
    assert_eq!(ended!(OrTimeout::Own(Late("own"))), own(Late("own")));
    assert_eq!(ended!(OrTimeout::Own(Foreign)), own(Foreign));
}

#[test]
fn of_a_type_parameter_its_bounds_count() {
    fn bounded<E: From<Timeout> + Debug>(failure: fn() -> OrTimeout<E>) -> Ended {
        ended!(failure())
    }
    fn unbounded<E: Debug>(failure: fn() -> OrTimeout<E>) -> Ended {
        ended!(failure())
    }
    assert_eq!(bounded::<Late>(|| OrTimeout::Timeout(TIMEOUT)), own(Late("quote")));
    assert_eq!(unbounded::<Late>(|| OrTimeout::Timeout(TIMEOUT)), Ended::Timeout(TIMEOUT));
}

#[test]
fn only_a_timeout_that_stays_one_is_asked_of_the_runs_error() {
    /// An error of the run that no timeout becomes.
    #[derive(Debug)]
    struct Plain;
    let failure = OrTimeout::<Late>::Timeout(TIMEOUT);
    let Plain = (&&own_error(&failure)).autoref_error(failure, |Late(_)| Plain);
    assert_eq!(Ended::take_timeout(TIMEOUT), Ended::Timeout(TIMEOUT));
}
