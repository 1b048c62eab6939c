//! The arguments and the values of attempts, and the threads they run on.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use dagwright::dag;
use tokio::task::Id;

use super::flaky;
use crate::support::{Diary, Flaky, Refused, current_task, on_both_flavours, yields};

// label ─┬→ fetched (retry)         attempts take their arguments borrowed, cloned and copied
//        └→ shown
#[dag]
mod arguments {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub server: &'a Flaky,
        pub number: u32,
        pub key: String,
    }

    async fn label() -> String {
        "label".into()
    }
    #[node(retry(backoff = "1ms"))]
    async fn fetched(
        server: &Flaky,
        number: u32,
        #[clone] mut label: String,
        key: &str,
        #[from(label)] read: &String,
    ) -> Result<String, Refused> {
        label += key;
        server.call().map(|call| format!("{label} {read} {number} {call}"))
    }
    async fn shown(label: &str) -> usize {
        label.len()
    }
}

#[tokio::test(start_paused = true)]
async fn attempts_take_arguments_borrowed_cloned_and_copied() {
    let (_, server) = flaky(2);
    let input = arguments::Input { server: &server, number: 7, key: "/k".into() };
    let output = arguments::Pipeline::run(input).await.unwrap();
    assert_eq!((output.fetched.as_str(), output.shown), ("label/k label 7 3", 5));
}

// text → words (retry) → shown         the value and the error borrow from `text`
#[dag]
mod borrowing {
    use super::*;

    #[derive(Debug)]
    pub struct Bad<'a>(&'a str);

    #[input]
    pub struct Input<'a> {
        pub server: &'a Flaky,
    }

    async fn text() -> String {
        "some text".into()
    }
    #[node(retry(backoff = "1ms"))]
    async fn words<'a>(text: &'a str, server: &Flaky) -> Result<Vec<&'a str>, Bad<'a>> {
        server.call().map(|_| text.split(' ').collect()).map_err(|_| Bad(text))
    }
    async fn shown(words: Result<&Vec<&str>, &Bad<'_>>) -> String {
        words.map_or_else(|bad| format!("bad {}", bad.0), |words| words.join("+"))
    }
}

#[tokio::test(start_paused = true)]
async fn what_an_attempt_returns_may_borrow_from_another_nodes_value() {
    let (_, server) = flaky(1);
    assert_eq!(borrowing::Pipeline::run(borrowing::Input { server: &server }).await.shown, "some+text");
    let (_, server) = flaky(9);
    assert_eq!(borrowing::Pipeline::run(borrowing::Input { server: &server }).await.shown, "bad some text");
}

// fetched (retry) ─┬→ label (takes the result)
//                  └→ (output, as a result)
#[dag]
mod handled {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub server: &'a Flaky,
        pub diary: &'a Diary,
    }

    #[output]
    pub struct Output {
        pub label: String,
        pub fetched: Result<usize, Refused>,
    }

    #[node(retry(attempts = 2, backoff = "10ms"))]
    async fn fetched(server: &Flaky) -> Result<usize, Refused> {
        server.call()
    }
    async fn label(fetched: Result<&usize, &Refused>, diary: &Diary) -> String {
        diary.note("label");
        format!("{fetched:?}")
    }
}

#[tokio::test(start_paused = true)]
async fn consumers_take_the_last_failure_or_the_success_as_a_value() {
    let (diary, server) = flaky(2);
    let output = handled::Pipeline::run(handled::Input { server: &server, diary: &diary }).await;
    assert_eq!((output.label.as_str(), output.fetched), ("Err(Refused(2))", Err(Refused(2))));
    assert_eq!(diary.lines(), ["0 call 1", "10 call 2", "10 label"]);

    let (diary, server) = flaky(1);
    let output = handled::Pipeline::run(handled::Input { server: &server, diary: &diary }).await;
    assert_eq!((output.label.as_str(), output.fetched), ("Ok(2)", Ok(2)));
}

// read (retry, io::Result)    fetched (retry, an alias that is marked)
#[dag]
mod aliases {
    use super::*;
    use std::io;

    pub type Fetched<T> = Result<T, Refused>;

    #[input]
    pub struct Input<'a> {
        pub servers: [&'a Flaky; 2],
    }

    #[node(retry(backoff = "1ms"))]
    async fn read(servers: [&Flaky; 2]) -> io::Result<usize> {
        servers[0].call().map_err(|_| io::Error::other("refused"))
    }
    #[node(fallible, retry(backoff = "1ms"))]
    async fn fetched(servers: [&Flaky; 2]) -> Fetched<usize> {
        servers[1].call()
    }
}

#[tokio::test(start_paused = true)]
async fn results_by_other_names_are_retried_too() {
    let (one, two) = (flaky(1).1, flaky(2).1);
    let output = aliases::Pipeline::run(aliases::Input { servers: [&one, &two] }).await.unwrap();
    assert_eq!((output.read, output.fetched), (2, 3));
}

// spawned (spawn, retry)         hands on the tasks of its attempts
#[dag]
mod spawned {
    use super::*;

    #[input]
    pub struct Input {
        pub tasks: Arc<std::sync::Mutex<Vec<Option<Id>>>>,
        pub name: String,
    }

    #[node(spawn, retry(attempts = 3, backoff = "1ms"))]
    async fn spawned(tasks: &std::sync::Mutex<Vec<Option<Id>>>, #[clone] name: String) -> Result<String, Refused> {
        yields(1).await;
        let mut tasks = tasks.lock().unwrap();
        tasks.push(current_task());
        if tasks.len() < 3 { Err(Refused(tasks.len())) } else { Ok(name) }
    }
    async fn length(name: &str) -> usize {
        name.len()
    }
}

#[test]
fn all_attempts_of_a_spawned_node_are_one_task() {
    on_both_flavours(async || {
        let tasks = Arc::default();
        let output = spawned::Pipeline::run(spawned::Input { tasks: Arc::clone(&tasks), name: "n".into() }).await;
        assert_eq!(output.unwrap().spawned, "n");
        let tasks = tasks.lock().unwrap();
        assert!(tasks[0].is_some());
        assert_eq!(*tasks, [tasks[0]; 3]);
    });
}

// blocks (blocking, retry)
#[dag]
mod blocking {
    use super::*;

    #[input]
    pub struct Input {
        pub calls: AtomicUsize,
        pub name: String,
        pub label: String,
    }

    #[node(blocking, retry(attempts = 3, backoff = "1ms"))]
    fn blocks(calls: &AtomicUsize, name: &str, #[clone] label: String) -> Result<String, Refused> {
        let call = calls.fetch_add(1, Ordering::SeqCst) + 1;
        if call < 3 { Err(Refused(call)) } else { Ok(format!("{name} {label} {call}")) }
    }
    async fn length(name: &str) -> usize {
        yields(1).await;
        name.len()
    }
}

#[test]
fn blocking_functions_are_retried() {
    on_both_flavours(async || {
        let input = blocking::Input { calls: AtomicUsize::new(0), name: "name".into(), label: "label".into() };
        let output = blocking::Pipeline::run(input).await.unwrap();
        assert_eq!((output.blocks.as_str(), output.length), ("name label 3", 4));
    });
}
