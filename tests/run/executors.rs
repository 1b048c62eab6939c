//! Nodes on a second runtime: `spawn = workers`, `blocking = workers`.

mod arguments;
mod ends;
mod options;

use std::sync::Arc;

use dagwright::dag;
use futures::executor::block_on;
use tokio::runtime::Handle;
use tokio::task::Id;

use crate::support::{Workers, current_task, on_both_flavours, place, yields};

// there (spawn, alone in its branch)
// here ─→ called (blocking) ─→ further (spawn) ─→ back          a sequence
#[dag]
mod branches {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub workers: &'a Handle,
    }

    #[node(spawn = workers)]
    async fn there() -> String {
        yields(2).await;
        place()
    }
    async fn here() -> String {
        yields(1).await;
        place()
    }
    #[node(blocking = workers)]
    fn called(here: &str) -> String {
        format!("{here}, {}", place())
    }
    #[node(spawn = workers)]
    async fn further(called: &str) -> String {
        yields(1).await;
        format!("{called}, {}", place())
    }
    #[node]
    fn back(further: &str) -> String {
        format!("{further}, {}", place())
    }
}

#[test]
fn nodes_run_on_the_runtime_that_they_name() {
    let workers = Workers::new();
    on_both_flavours(async || {
        let output = branches::Pipeline::run(branches::Input { workers: &workers.handle() }).await;
        assert_eq!(output.there, "elsewhere");
        assert_eq!(output.back, "here, elsewhere, elsewhere, here");
    });
}

#[test]
fn the_run_itself_needs_no_runtime_then() {
    let workers = Workers::new();
    let output = block_on(branches::Pipeline::run(branches::Input { workers: &workers.handle() }));
    assert_eq!(output.back, "here, elsewhere, elsewhere, here");
}

#[test]
fn such_a_run_may_be_a_task() {
    let workers = Workers::new();
    on_both_flavours(async || {
        let handle: &'static Handle = Box::leak(Box::new(workers.handle()));
        let output = tokio::spawn(branches::Pipeline::run(branches::Input { workers: handle })).await.unwrap();
        assert_eq!(output.there, "elsewhere");
    });
}

// a (spawn) ─┬→ c (blocking)
//            └→ d (spawn)
// b ─────────┘
#[dag]
mod woven {
    use super::*;

    #[input]
    pub struct Input {
        pub workers: Arc<Handle>,
    }

    #[output]
    pub struct Output {
        pub c: String,
        pub d: String,
        pub a: String,
    }

    #[output]
    pub struct Left {
        pub c: String,
    }

    #[node(spawn = workers)]
    async fn a() -> String {
        yields(1).await;
        format!("a {}", place())
    }
    async fn b() -> String {
        yields(3).await;
        format!("b {}", place())
    }
    #[node(blocking = workers)]
    fn c(a: &str) -> String {
        format!("c {}, {a}", place())
    }
    #[node(spawn = workers)]
    async fn d(a: &str, b: String) -> String {
        yields(1).await;
        format!("d {}, {a}, {b}", place())
    }
}

#[test]
fn lanes_of_a_woven_graph_run_there_too() {
    let runtime = Workers::new();
    on_both_flavours(async || {
        let output = woven::Pipeline::run(woven::Input { workers: Arc::new(runtime.handle()) }).await;
        assert_eq!(output.c, "c elsewhere, a elsewhere");
        assert_eq!(output.d, "d elsewhere, a elsewhere, b here");
        assert_eq!(output.a, "a elsewhere");
    });
}

#[test]
fn each_entry_point_has_its_nodes_there() {
    let runtime = Workers::new();
    on_both_flavours(async || {
        let output = woven::Pipeline::run_left(woven::Input { workers: Arc::new(runtime.handle()) }).await;
        assert_eq!(output.c, "c elsewhere, a elsewhere");
    });
}

// lengths (each word, blocking) ─┐
// words ─→ shouted (each, spawn) ┴→ line         both borrow their elements and the prefix
#[dag]
mod elements {
    use super::*;

    #[input]
    pub struct Input {
        pub workers: Handle,
        pub words: Vec<String>,
        pub prefix: String,
    }

    #[node(blocking = workers)]
    fn lengths(#[each(words)] word: &str, prefix: &str) -> (usize, String) {
        (prefix.len() + word.len(), place())
    }
    #[node(spawn = workers, concurrency = 2)]
    async fn shouted(#[each(words)] word: &str, prefix: &str) -> (String, String) {
        yields(1).await;
        (format!("{prefix}{word}").to_uppercase(), place())
    }
    async fn line(lengths: &[(usize, String)], shouted: &[(String, String)], prefix: &str) -> String {
        format!("{prefix} {lengths:?} {shouted:?}")
    }
}

#[test]
fn elements_run_there() {
    let workers = Workers::new();
    on_both_flavours(async || {
        let words = vec!["ab".to_owned(), "c".to_owned()];
        let input = elements::Input { workers: workers.handle(), words, prefix: "x".into() };
        let there = |text: &str| format!("{text}, \"elsewhere\")");
        let lengths = [there("(3"), there("(2")].join(", ");
        let shouted = [there("(\"XAB\""), there("(\"XC\"")].join(", ");
        assert_eq!(elements::Pipeline::run(input).await.line, format!("x [{lengths}] [{shouted}]"));
    });
}

// a (workers) → b (workers) → c (others) → d (here) → e (here)         all of them spawned
#[dag]
mod chain {
    use super::*;

    #[input]
    pub struct Input {
        pub workers: Handle,
        pub others: Handle,
    }

    type Stop = (Option<Id>, String);

    fn stop() -> Stop {
        (current_task(), place())
    }

    #[node(spawn = workers)]
    async fn a() -> Vec<Stop> {
        yields(1).await;
        vec![stop()]
    }
    #[node(spawn = workers)]
    async fn b(mut a: Vec<Stop>) -> Vec<Stop> {
        a.push(stop());
        a
    }
    #[node(spawn = others)]
    async fn c(mut b: Vec<Stop>) -> Vec<Stop> {
        b.push(stop());
        b
    }
    #[node(spawn)]
    async fn d(mut c: Vec<Stop>) -> Vec<Stop> {
        c.push(stop());
        c
    }
    #[node(spawn)]
    async fn e(mut d: Vec<Stop>) -> Vec<Stop> {
        d.push(stop());
        d
    }
}

#[test]
fn neighbours_on_one_runtime_are_one_task_and_others_are_not() {
    let (workers, others) = (Workers::new(), Workers::new());
    on_both_flavours(async || {
        let input = chain::Input { workers: workers.handle(), others: others.handle() };
        let (tasks, places): (Vec<_>, Vec<_>) = chain::Pipeline::run(input).await.e.into_iter().unzip();
        assert!(tasks.iter().all(Option::is_some));
        assert_eq!((tasks[0], tasks[3]), (tasks[1], tasks[4]));
        assert!(tasks[1] != tasks[2] && tasks[2] != tasks[3]);
        assert_eq!(places, ["elsewhere", "elsewhere", "elsewhere", "here", "here"]);
    });
}

// ready ─→ runtime ─ ─┬→ there (spawn)         the handle is a future, and taken by `mine` as well
//                     ├→ called (blocking)
//                     └→ mine
#[dag]
mod awaited {
    use super::*;

    #[input]
    pub struct Input<F: Future<Output = Handle>> {
        #[future]
        pub workers: F,
    }

    #[node(spawn = workers)]
    async fn there() -> String {
        place()
    }
    #[node(blocking = workers)]
    fn called() -> String {
        place()
    }
    async fn mine(workers: &Handle) -> String {
        workers.spawn(async { place() }).await.unwrap()
    }
}

#[test]
fn a_handle_may_come_later_and_serve_parameters_too() {
    let runtime = Workers::new();
    on_both_flavours(async || {
        let workers = async {
            yields(2).await;
            runtime.handle()
        };
        let output = awaited::Pipeline::run(awaited::Input { workers }).await;
        assert_eq!([output.there, output.called, output.mine], ["elsewhere"; 3]);
    });
}

// there (spawn)         in a module all of whose nodes may be spawned
// near
// far
#[dag(spawn)]
mod spawned_all {
    use super::*;

    #[input]
    pub struct Input {
        pub workers: Handle,
    }

    #[node(spawn = workers)]
    async fn there() -> String {
        yields(1).await;
        place()
    }
    async fn near() -> bool {
        yields(1).await;
        current_task().is_some()
    }
    async fn far() -> bool {
        yields(1).await;
        place() == "here"
    }
}

#[test]
fn a_node_of_a_module_that_is_spawned_may_name_a_runtime_of_its_own() {
    let workers = Workers::new();
    on_both_flavours(async || {
        let output = spawned_all::Pipeline::run(spawned_all::Input { workers: workers.handle() }).await;
        assert_eq!(output.there, "elsewhere");
        assert!(output.near || output.far);
    });
}
