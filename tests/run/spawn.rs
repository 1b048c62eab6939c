//! Spawned nodes are tasks of their own.

mod arguments;
mod ends;

use std::sync::Arc;

use dagwright::dag;
use tokio::task::Id;

use crate::support::{Log, Meeting, current_task, on_both_flavours, poll_once, yields};

// here
// there (spawn)
#[dag]
mod two {
    use super::*;

    async fn here() -> Option<Id> {
        yields(1).await;
        current_task()
    }
    #[node(spawn)]
    async fn there() -> Option<Id> {
        yields(1).await;
        current_task()
    }
}

#[test]
fn a_spawned_node_is_a_task_of_its_own() {
    on_both_flavours(async || {
        let output = two::Pipeline::run().await;
        assert_eq!(output.here, None, "the future that the runtime blocks on is no task");
        assert!(output.there.is_some());
    });
}

#[test]
fn a_node_that_is_not_spawned_stays_in_the_callers_task() {
    on_both_flavours(async || {
        let (caller, output) = tokio::spawn(async { (current_task(), two::Pipeline::run().await) }).await.unwrap();
        assert_eq!(output.here, caller);
        assert_ne!(output.there, caller);
    });
}

// alone (spawn)
#[dag]
mod single {
    use super::*;

    #[node(spawn)]
    async fn alone() -> Option<Id> {
        current_task()
    }
}

#[test]
fn a_node_that_is_spawned_by_its_own_option_is_so_even_when_nothing_runs_beside_it() {
    on_both_flavours(async || assert!(single::Pipeline::run().await.alone.is_some()));
}

#[test]
fn making_a_run_spawns_nothing() {
    on_both_flavours(async || {
        let tasks = || tokio::runtime::Handle::current().metrics().num_alive_tasks();
        let before = tasks();
        let mut run = Box::pin(single::Pipeline::run());
        assert_eq!(tasks(), before);
        let _ = poll_once(run.as_mut());
        run.await;
    });
}

// a (spawn) → b (spawn) → c (spawn) ─┬→ end         each hands on the tasks so far
// x ─────────────────────────────────┘
#[dag]
mod chain {
    use super::*;

    #[node(spawn)]
    async fn a() -> Option<Id> {
        yields(1).await;
        current_task()
    }
    #[node(spawn)]
    async fn b(a: &Option<Id>) -> [Option<Id>; 2] {
        yields(1).await;
        [*a, current_task()]
    }
    #[node(spawn)]
    async fn c(b: [Option<Id>; 2]) -> [Option<Id>; 3] {
        yields(1).await;
        [b[0], b[1], current_task()]
    }
    async fn x() -> Option<Id> {
        yields(9).await;
        current_task()
    }
    async fn end(c: [Option<Id>; 3], x: Option<Id>) -> ([Option<Id>; 3], [Option<Id>; 2]) {
        (c, [x, current_task()])
    }
}

#[test]
fn a_chain_of_spawned_nodes_is_one_task() {
    on_both_flavours(async || {
        let (chain, caller) = chain::Pipeline::run().await.end;
        assert!(chain[0].is_some());
        assert_eq!(chain, [chain[0]; 3]);
        assert_eq!(caller, [None; 2]);
    });
}

// first (spawn) → middle → last (spawn)
#[dag]
mod interrupted {
    use super::*;

    #[node(spawn)]
    async fn first() -> Option<Id> {
        yields(1).await;
        current_task()
    }
    async fn middle(first: &Option<Id>) -> [Option<Id>; 2] {
        [*first, current_task()]
    }
    #[node(spawn)]
    async fn last(middle: [Option<Id>; 2]) -> ([Option<Id>; 2], Option<Id>) {
        (middle, current_task())
    }
}

#[test]
fn a_node_between_spawned_ones_stays_in_the_caller() {
    on_both_flavours(async || {
        let ([first, middle], last) = interrupted::Pipeline::run().await.last;
        assert!(first.is_some() && last.is_some());
        assert_eq!(middle, None);
    });
}

//           ┌→ b (spawn) ─┐
// a (spawn) ┼→ c (spawn) ─┼→ e (spawn)         b, c and d meet
//           └→ d (spawn) ─┘
#[dag]
mod fan {
    use super::*;

    #[input]
    pub struct Input {
        pub meeting: Arc<tokio::sync::Barrier>,
    }

    #[output]
    pub struct Output {
        pub a: Option<Id>,
        pub b: Option<Id>,
        pub c: Option<Id>,
        pub d: Option<Id>,
        pub e: String,
    }

    #[node(spawn)]
    async fn a() -> Option<Id> {
        current_task()
    }
    #[node(spawn)]
    async fn b(a: &Option<Id>, meeting: &tokio::sync::Barrier) -> Option<Id> {
        meeting.wait().await;
        a.and(current_task())
    }
    #[node(spawn)]
    async fn c(a: &Option<Id>, meeting: &tokio::sync::Barrier) -> Option<Id> {
        meeting.wait().await;
        a.and(current_task())
    }
    #[node(spawn)]
    async fn d(a: Option<Id>, meeting: &tokio::sync::Barrier) -> Option<Id> {
        meeting.wait().await;
        a.and(current_task())
    }
    #[node(spawn)]
    async fn e(b: &Option<Id>, c: &Option<Id>, d: &Option<Id>) -> String {
        yields(1).await;
        format!("{}", [b, c, d].iter().filter(|id| id.is_some()).count())
    }
}

#[test]
fn the_branches_of_a_fan_are_tasks_that_run_at_once() {
    on_both_flavours(async || {
        let meeting = Arc::new(tokio::sync::Barrier::new(3));
        let output = fan::Pipeline::run(fan::Input { meeting }).await;
        let [b, c, d] = [output.b, output.c, output.d].map(Option::unwrap);
        assert!(b != c && c != d && d != b);
        assert_eq!(output.e, "3");
    });
}

// left (spawn)
// right (spawn)         they meet, each blocking its thread
#[dag]
mod cores {
    use super::*;

    #[input]
    pub struct Input {
        pub meeting: Meeting,
    }

    #[node(spawn)]
    async fn left(meeting: &Meeting) {
        meeting.attend();
    }
    #[node(spawn)]
    async fn right(meeting: &Meeting) {
        meeting.attend();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_spawned_nodes_compute_on_two_threads() {
    cores::Pipeline::run(cores::Input { meeting: Meeting::new(2) }).await;
}

// a (spawn) ─┬→ c
//            └→ d (spawn)
// b ─────────┘
#[dag]
mod woven {
    use super::*;

    #[input]
    pub struct Input {
        pub log: Arc<Log>,
        pub millis: [u64; 4],
    }

    #[output]
    pub struct Output {
        pub c: String,
        pub d: String,
        pub a: String,
    }

    #[node(spawn)]
    async fn a(log: &Log, millis: [u64; 4]) -> String {
        log.work("a", millis[0], "a".into()).await
    }
    async fn b(log: &Log, millis: [u64; 4]) -> String {
        log.work("b", millis[1], "b".into()).await
    }
    async fn c(a: &str, log: &Log, millis: [u64; 4]) -> String {
        log.work("c", millis[2], format!("c{a}")).await
    }
    #[node(spawn)]
    async fn d(a: &str, b: String, log: &Log, millis: [u64; 4]) -> String {
        log.work("d", millis[3], format!("d{a}{b}")).await
    }
}

#[tokio::test(start_paused = true)]
async fn spawned_nodes_of_a_woven_graph_start_the_moment_their_arguments_exist() {
    for millis in [[10, 30, 40, 10], [30, 10, 10, 40], [10, 10, 10, 10], [0, 20, 0, 0]] {
        let log = Arc::new(Log::new());
        let output = woven::Pipeline::run(woven::Input { log: Arc::clone(&log), millis }).await;
        assert_eq!([output.a, output.c, output.d], ["a", "ca", "dab"]);
        log.assert_earliest("a, b, c: a, d: a b");
    }
}

// a (spawn) ─┬→ c (spawn)
//            └→ d (spawn)
// b (spawn) ─┘
#[dag]
mod all_woven {
    use super::*;

    #[input]
    pub struct Input {
        pub log: Arc<Log>,
        pub pace: u64,
    }

    #[node(spawn)]
    async fn a(log: &Log, pace: u64) -> Vec<u32> {
        log.work("a", pace * 10, vec![1, 2]).await
    }
    #[node(spawn)]
    async fn b(log: &Log, pace: u64) -> u32 {
        log.work("b", pace * 30, 3).await
    }
    #[node(spawn)]
    async fn c(a: &[u32], log: &Log, pace: u64) -> usize {
        log.work("c", pace * 40, a.len()).await
    }
    #[node(spawn)]
    async fn d(a: &[u32], b: &u32, log: &Log, pace: u64) -> u32 {
        log.work("d", pace * 10, a.iter().sum::<u32>() + b).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_woven_graph_may_be_spawned_as_a_whole() {
    let log = Arc::new(Log::new());
    let output = all_woven::Pipeline::run(all_woven::Input { log: Arc::clone(&log), pace: 1 }).await;
    assert_eq!((output.c, output.d), (2, 6));
    log.assert_earliest("a, b, c: a, d: a b");
}

#[test]
fn a_woven_graph_of_spawned_nodes_runs_on_both_flavours_and_as_a_task() {
    on_both_flavours(async || {
        let input = || all_woven::Input { log: Arc::new(Log::new()), pace: 0 };
        assert_eq!(all_woven::Pipeline::run(input()).await.d, 6);
        assert_eq!(tokio::spawn(all_woven::Pipeline::run(input())).await.unwrap().c, 2);
    });
}

// started (spawn) ─→ shown (inline) ─→ ended (spawn)
#[dag]
mod beside_inline {
    use super::*;

    #[node(spawn)]
    async fn started() -> u32 {
        yields(2).await;
        1
    }
    #[node]
    fn shown(started: &u32) -> String {
        format!("<{started}>")
    }
    #[node(spawn)]
    async fn ended(shown: &str, started: &u32) -> (String, u32) {
        (shown.to_owned(), *started)
    }
}

#[test]
fn inline_nodes_take_part_among_spawned_ones() {
    on_both_flavours(async || assert_eq!(beside_inline::Pipeline::run().await.ended, ("<1>".into(), 1)));
}

// seen (spawn)         `seen` says which span it is in
#[dag]
mod traced {
    #[node(spawn)]
    async fn seen() -> Option<&'static str> {
        tracing::Span::current().metadata().map(|span| span.name())
    }
}

#[test]
fn the_span_of_the_caller_is_that_of_the_task() {
    let _ = tracing::subscriber::set_global_default(tracing_subscriber::registry());
    on_both_flavours(async || {
        let run = tracing::Instrument::instrument(traced::Pipeline::run(), tracing::info_span!("request"));
        assert_eq!(run.await.seen, Some("request"));
    });
}
