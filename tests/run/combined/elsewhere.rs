//! Options of spawned and blocking nodes.

use std::sync::Arc;

use dagwright::dag;
use tokio::task::Id;

use crate::support::{Log, current_task, on_both_flavours, yields};

// text ─┬→ spawned (spawn, when enabled) ────┬→ line
//       └→ blocks (blocking, when decided) ──┘
#[dag]
mod when {
    use super::*;

    #[input]
    pub struct Input {
        pub enabled: bool,
    }

    async fn decided(enabled: bool) -> bool {
        enabled
    }
    async fn text() -> String {
        "text".into()
    }
    #[node(spawn, when = enabled)]
    async fn spawned(text: &str) -> (usize, Option<Id>) {
        (text.len(), current_task())
    }
    #[node(blocking, when = decided)]
    fn blocks(text: &str) -> String {
        text.to_uppercase()
    }
    async fn line(spawned: Option<&(usize, Option<Id>)>, blocks: Option<&str>, text: &str) -> String {
        format!("{text} {:?} {blocks:?}", spawned.map(|(length, task)| (length, task.is_some())))
    }
}

#[test]
fn spawned_and_blocking_nodes_may_be_conditional() {
    on_both_flavours(async || {
        let run = |enabled| when::Pipeline::run(when::Input { enabled });
        assert_eq!(run(true).await.line, "text Some((4, true)) Some(\"TEXT\")");
        assert_eq!(run(false).await.line, "text None None");
    });
}

// a (spawn) ┄→ b (blocking) ┄→ c (spawn)
#[dag]
mod after {
    use super::*;

    #[input]
    pub struct Input {
        pub log: Arc<Log>,
    }

    #[node(spawn, after(b))]
    async fn c(log: &Log) {
        log.work("c", 0, ()).await
    }
    #[node(blocking, after(a))]
    fn b(log: &Log) {
        log.inline("b", ());
    }
    #[node(spawn)]
    async fn a(log: &Log) {
        yields(5).await;
        log.work("a", 0, ()).await
    }
}

#[test]
fn spawned_and_blocking_nodes_have_an_order_too() {
    on_both_flavours(async || {
        let log = Arc::new(Log::new());
        after::Pipeline::run(after::Input { log: Arc::clone(&log) }).await;
        assert_eq!(log.starts(), ["a", "b", "c"]);
    });
}

#[derive(Debug)]
pub struct Broken(pub u32);

fn apology(error: Broken) -> String {
    format!("sorry: {error:?}")
}

// spawned (spawn) ────┐
// blocks (blocking) ──┼→ page
// name ───────────────┘
#[dag]
mod fallback {
    use super::*;

    #[input]
    pub struct Input {
        pub number: u32,
        pub name: String,
    }

    #[node(spawn, fallback = apology)]
    async fn spawned(number: u32, name: &str) -> Result<String, Broken> {
        yields(1).await;
        if number > 0 { Ok(name.to_owned()) } else { Err(Broken(1)) }
    }
    #[node(blocking, fallback = apology)]
    fn blocks(number: u32, name: &str) -> Result<String, Broken> {
        if number > 0 { Ok(name.to_owned()) } else { Err(Broken(2)) }
    }
    async fn page(spawned: &str, blocks: &str, name: &str) -> String {
        format!("{name}: {spawned}, {blocks}")
    }
}

#[test]
fn spawned_and_blocking_nodes_may_have_a_fallback() {
    on_both_flavours(async || {
        let run = |number| fallback::Pipeline::run(fallback::Input { number, name: "n".into() });
        assert_eq!(run(0).await.page, "n: sorry: Broken(1), sorry: Broken(2)");
        assert_eq!(run(1).await.page, "n: n, n");
    });
}
