//! Values that nodes on another runtime borrow, take, clone and give.

use std::sync::Arc;

use dagwright::dag;
use tokio::runtime::Handle;

use crate::support::{Workers, on_both_flavours, yields};

// text ──┬→ length (blocking) ──┐
//        ├→ shouted (spawn) ────┼→ line         `text` is returned as well
//        └→ first ──────────────┘
#[dag]
mod borrowed {
    use super::*;

    #[input]
    pub struct Input {
        pub workers: Handle,
        pub name: String,
        pub list: Arc<Vec<u32>>,
    }

    #[output]
    pub struct Output {
        pub line: String,
        pub text: String,
        pub name: String,
    }

    async fn text(name: &str) -> String {
        format!("hi {name}")
    }
    #[node(blocking = workers)]
    fn length(text: &str, list: &[u32]) -> usize {
        text.len() + list.len()
    }
    #[node(spawn = workers)]
    async fn shouted(text: &String, name: &str) -> String {
        yields(1).await;
        format!("{} {name}", text.to_uppercase())
    }
    async fn first(text: &str) -> Option<char> {
        yields(2).await;
        text.chars().next()
    }
    #[node(spawn = workers)]
    async fn line(text: &str, length: &usize, shouted: String, first: Option<char>, list: &Vec<u32>) -> String {
        format!("{text} {length} {shouted} {first:?} {list:?}")
    }
}

#[test]
fn what_nodes_borrow_elsewhere_is_shared_and_the_output_takes_it_afterwards() {
    let workers = Workers::new();
    on_both_flavours(async || {
        let list = Arc::new(vec![1, 2]);
        let input = borrowed::Input { workers: workers.handle(), name: "Ada".into(), list: Arc::clone(&list) };
        let output = borrowed::Pipeline::run(input).await;
        assert_eq!(output.line, "hi Ada 8 HI ADA Ada Some('h') [1, 2]");
        assert_eq!((output.text.as_str(), output.name.as_str()), ("hi Ada", "Ada"));
        assert_eq!(Arc::strong_count(&list), 1);
    });
}

// label ─┬→ long (spawn, clone) ────┐
//        └→ short (blocking, clone) ┴→ both (blocking, moved)
// buffer (&mut) → written (spawn)
#[dag]
mod owned {
    use super::*;

    #[input]
    pub struct Input {
        pub workers: Handle,
        pub buffer: Vec<u32>,
    }

    async fn label() -> String {
        "label".into()
    }
    #[node(spawn = workers)]
    async fn long(#[clone] label: String) -> String {
        label + "s/"
    }
    #[node(blocking = workers)]
    fn short(#[clone] mut label: String) -> String {
        label.truncate(1);
        label
    }
    #[node(blocking = workers)]
    fn both(long: String, short: String) -> String {
        long + &short
    }
    #[node(spawn = workers)]
    async fn written(buffer: &mut Vec<u32>) -> usize {
        buffer.push(3);
        buffer.len()
    }
}

#[test]
fn nodes_elsewhere_take_values_moved_cloned_and_exclusively() {
    let workers = Workers::new();
    on_both_flavours(async || {
        let output = owned::Pipeline::run(owned::Input { workers: workers.handle(), buffer: vec![1, 2] }).await;
        assert_eq!((output.both.as_str(), output.written), ("labels/l", 3));
    });
}

// there (spawn)         the handle is a parameter of the node that runs on it, too
// called (blocking)
#[dag]
mod its_own {
    use super::*;

    #[input]
    pub struct Input {
        pub workers: Handle,
    }

    #[node(spawn = workers)]
    async fn there(workers: &Handle) -> u32 {
        workers.spawn(async { 1 }).await.unwrap()
    }
    #[node(blocking = workers)]
    fn called(#[clone] workers: Handle) -> u32 {
        workers.block_on(async { 2 })
    }
}

#[test]
fn a_node_may_take_the_handle_that_it_runs_on() {
    let workers = Workers::new();
    on_both_flavours(async || {
        let output = its_own::Pipeline::run(its_own::Input { workers: workers.handle() }).await;
        assert_eq!((output.there, output.called), (1, 2));
    });
}
