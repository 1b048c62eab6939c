//! What a node needs and does not find is told with the node's name.
#![cfg(feature = "tokio")]

use std::any::Any;
use std::future::{pending, ready};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use dag_runtime::{Backoff, HoldsTimeout, Timeout, blocking, deadline, or_timeout, retry, spawn, timeout};
use futures::executor::block_on;
use tokio::runtime::Builder;

const SECOND: Duration = Duration::from_secs(1);
const BACKOFF: Backoff = Backoff { attempts: 2, first: SECOND, factor: 1.0, longest: SECOND, jitter: false };

fn text(panic: &(dyn Any + Send)) -> String {
    panic.downcast_ref::<String>().expect("a text with a name in it").clone()
}

fn outside_of_tokio<F: Future>(work: F) -> String {
    let Err(panic) = catch_unwind(AssertUnwindSafe(|| block_on(work))) else { panic!("it needs no runtime") };
    text(&*panic)
}

fn without_time<F: Future>(work: F) -> String {
    let runtime = Builder::new_current_thread().build().unwrap();
    let Err(panic) = catch_unwind(AssertUnwindSafe(|| runtime.block_on(work))) else { panic!("it needs no time") };
    text(&*panic)
}

fn refused() -> std::future::Ready<Result<(), ()>> {
    ready(Err(()))
}

#[test]
fn a_node_that_needs_a_runtime_says_so() {
    let needs = |option| format!("node `x` has `{option}`, which needs a tokio runtime: run the pipeline on one");
    assert_eq!(outside_of_tokio(spawn("x", async {})), needs("spawn"));
    assert_eq!(outside_of_tokio(blocking("x", || ())), needs("blocking"));
    assert_eq!(outside_of_tokio(deadline("x", SECOND, async {})), needs("timeout"));
    assert_eq!(outside_of_tokio(or_timeout("x", SECOND, refused())), needs("timeout"));
    let late = timeout("x", SECOND, pending::<Result<(), Timeout>>(), HoldsTimeout::timed_out);
    assert_eq!(outside_of_tokio(late), needs("timeout"));
    assert_eq!(outside_of_tokio(retry("x", BACKOFF, refused)), needs("retry"));
}

#[test]
fn a_node_that_needs_time_says_so() {
    let needs = |option| {
        format!(
            "node `x` has `{option}`, which needs a tokio runtime with time enabled: \
             `tokio::runtime::Builder::enable_time`"
        )
    };
    assert_eq!(without_time(deadline("x", SECOND, async {})), needs("timeout"));
    assert_eq!(without_time(or_timeout("x", SECOND, refused())), needs("timeout"));
    assert_eq!(without_time(retry("x", BACKOFF, refused)), needs("retry"));
}

#[test]
fn a_function_that_a_runtime_does_not_come_to_names_its_node() {
    let runtime = Builder::new_current_thread().build().unwrap();
    let mut call = Box::pin(blocking("x", || ()));
    runtime.handle().clone().block_on(async {
        // After the shutdown nothing is begun any more.
        runtime.shutdown_background();
        let Err(panic) = catch_unwind(AssertUnwindSafe(|| block_on(&mut call))) else { panic!("it was begun") };
        assert_eq!(text(&*panic), "the tokio runtime shut down while node `x` was under way");
    });
}
