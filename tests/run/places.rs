//! Runs that do not find what a node needs: the panic names the node.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use dagwright::dag;
use futures::executor::block_on;
use tokio::runtime::Builder;
use tokio::sync::Semaphore;

fn text(panic: &(dyn Any + Send)) -> String {
    panic.downcast_ref::<String>().expect("a text with a name in it").clone()
}

/// The text of the panic of a run outside of tokio.
fn outside_of_tokio<F: Future>(run: F) -> String {
    let Err(panic) = catch_unwind(AssertUnwindSafe(|| block_on(run))) else { panic!("it needs no runtime") };
    text(&*panic)
}

fn needs_runtime(node: &str, option: &str) -> String {
    format!("node `{node}` has `{option}`, which needs a tokio runtime: run the pipeline on one")
}

// first ─→ late (1 s at most)
// other
#[dag]
mod late {
    async fn first() -> u32 {
        1
    }
    #[node(timeout = "1s")]
    async fn late(first: u32) -> u32 {
        first
    }
    async fn other() {}
}

// items ─→ quotes (each, three attempts)
#[dag]
mod retried {
    #[input]
    pub struct Input {
        pub items: Vec<u32>,
    }

    #[node(retry)]
    async fn quotes(#[each(items)] item: &u32) -> Result<u32, u32> {
        Err(*item)
    }
}

// text (spawned) ─→ words (spawned)      one task
// other
#[dag(spawn)]
mod line {
    async fn text() -> String {
        String::new()
    }
    async fn words(text: &str) -> usize {
        text.len()
    }
    async fn other() {}
}

// read (blocking)
#[dag]
mod blocks {
    #[node(blocking)]
    fn r#loop() -> u32 {
        1
    }
}

#[test]
fn a_run_outside_of_tokio_names_the_node_that_needs_it() {
    assert_eq!(outside_of_tokio(late::Pipeline::run()), needs_runtime("late", "timeout"));
    let retried = retried::Pipeline::run(retried::Input { items: vec![1] });
    assert_eq!(outside_of_tokio(retried), needs_runtime("quotes", "retry"));
    assert_eq!(outside_of_tokio(line::Pipeline::run()), needs_runtime("text", "spawn"));
    assert_eq!(outside_of_tokio(blocks::Pipeline::run()), needs_runtime("loop", "blocking"));
}

#[test]
fn a_run_without_time_names_the_node_that_needs_it() {
    let runtime = Builder::new_current_thread().build().unwrap();
    let Err(panic) = catch_unwind(AssertUnwindSafe(|| runtime.block_on(late::Pipeline::run()))) else {
        panic!("it needs no time")
    };
    assert_eq!(
        text(&*panic),
        "node `late` has `timeout`, which needs a tokio runtime with time enabled: \
         `tokio::runtime::Builder::enable_time`"
    );
}

// permits ─→ report (limited)
#[dag]
mod limited {
    use super::*;

    #[input]
    pub struct Input {
        pub permits: Arc<Semaphore>,
    }

    #[node(limit = permits)]
    async fn report() -> u32 {
        1
    }
}

#[test]
fn a_run_whose_semaphore_is_closed_names_the_node_that_waits_for_a_permit() {
    let permits = Arc::new(Semaphore::new(1));
    permits.close();
    let text = outside_of_tokio(limited::Pipeline::run(limited::Input { permits }));
    assert_eq!(text, "the semaphore that limits node `report` is closed, so it gets no permit");
}
