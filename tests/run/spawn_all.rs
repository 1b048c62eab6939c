//! `#[dag(spawn)]`: every asynchronous node may run on another worker thread.

mod shapes;

use std::collections::BTreeSet;
use std::sync::Arc;

use dagwright::dag;
use tokio::task::Id;

use crate::support::{Item, Ledger, Log, Meeting, current_task, on_both_flavours, yields};

/// The number of different tasks besides the caller's, which is `None`.
fn tasks<const N: usize>(ids: [Option<Id>; N]) -> usize {
    let names: BTreeSet<_> = ids.iter().flatten().map(Id::to_string).collect();
    names.len()
}

// a → b → c
#[dag(spawn)]
mod chain {
    use super::*;

    async fn a() -> Option<Id> {
        yields(1).await;
        current_task()
    }
    async fn b(a: &Option<Id>) -> [Option<Id>; 2] {
        yields(1).await;
        [*a, current_task()]
    }
    async fn c(b: [Option<Id>; 2]) -> [Option<Id>; 3] {
        yields(1).await;
        [b[0], b[1], current_task()]
    }
}

#[test]
fn nodes_that_nothing_runs_beside_stay_in_the_caller() {
    on_both_flavours(async || assert_eq!(chain::Pipeline::run().await.c, [None; 3]));
}

// a1 → a2
// b1 → b2
// c1 → c2         each hands on the tasks so far
#[dag(spawn)]
mod chains {
    use super::*;

    async fn a1() -> Option<Id> {
        yields(1).await;
        current_task()
    }
    async fn b1() -> Option<Id> {
        yields(2).await;
        current_task()
    }
    async fn c1() -> Option<Id> {
        yields(3).await;
        current_task()
    }
    async fn a2(a1: &Option<Id>) -> [Option<Id>; 2] {
        yields(1).await;
        [*a1, current_task()]
    }
    async fn b2(b1: Option<Id>) -> [Option<Id>; 2] {
        yields(1).await;
        [b1, current_task()]
    }
    async fn c2(c1: Option<Id>) -> [Option<Id>; 2] {
        yields(1).await;
        [c1, current_task()]
    }
}

#[test]
fn a_chain_is_one_task_and_one_branch_of_a_join_stays_in_the_caller() {
    on_both_flavours(async || {
        let chains::Output { a2, b2, c2 } = chains::Pipeline::run().await;
        assert_eq!([a2[0], b2[0], c2[0]], [a2[1], b2[1], c2[1]]);
        let ids = [a2[0], b2[0], c2[0]];
        assert_eq!(ids.iter().filter(|id| id.is_none()).count(), 1, "{ids:?}");
        assert_eq!(tasks(ids), 2);
    });
}

//   ┌→ b ─┐
// a ┤     ├→ d
//   └→ c ─┘
#[dag(spawn)]
mod diamond {
    use super::*;

    #[input]
    pub struct Input {
        pub log: Arc<Log>,
        pub pace: u64,
    }

    #[output]
    pub struct Output {
        pub a: (String, Option<Id>),
        pub b: (String, Option<Id>),
        pub c: (String, Option<Id>),
        pub d: (String, Option<Id>),
    }

    async fn a(log: &Log, pace: u64) -> (String, Option<Id>) {
        (log.work("a", pace * 10, "a".into()).await, current_task())
    }
    async fn b(a: &(String, Option<Id>), log: &Log, pace: u64) -> (String, Option<Id>) {
        (log.work("b", pace * 50, format!("b{}", a.0)).await, current_task())
    }
    async fn c(a: &(String, Option<Id>), log: &Log, pace: u64) -> (String, Option<Id>) {
        (log.work("c", pace * 20, format!("c{}", a.0)).await, current_task())
    }
    async fn d(b: &(String, Option<Id>), c: &(String, Option<Id>), log: &Log, pace: u64) -> (String, Option<Id>) {
        (log.work("d", pace * 5, format!("d{}{}", b.0, c.0)).await, current_task())
    }
}

#[tokio::test(start_paused = true)]
async fn a_diamond_has_one_task() {
    let log = Arc::new(Log::new());
    let output = diamond::Pipeline::run(diamond::Input { log: Arc::clone(&log), pace: 1 }).await;
    assert_eq!(output.d.0, "dbaca");
    assert_eq!((output.a.1, output.d.1), (None, None));
    assert_eq!(tasks([output.b.1, output.c.1]), 1);
    assert!(output.b.1.is_none() || output.c.1.is_none());
    log.assert_earliest("a, b: a, c: a, d: b c");
    assert_eq!(log.makespan(), 65);
}

#[test]
fn a_diamond_runs_on_both_flavours_and_as_a_task() {
    on_both_flavours(async || {
        let input = || diamond::Input { log: Arc::new(Log::new()), pace: 0 };
        assert_eq!(diamond::Pipeline::run(input()).await.d.0, "dbaca");
        let (caller, output) = tokio::spawn(async move {
            let output = diamond::Pipeline::run(input()).await;
            (current_task(), output)
        })
        .await
        .unwrap();
        assert_eq!((output.a.1, output.d.1), (caller, caller));
        assert_eq!(tasks([caller, output.b.1, output.c.1]), 2);
    });
}

// left    middle    right         they meet, each blocking its thread: two worker threads and the caller's
#[dag(spawn)]
mod cores {
    use super::*;

    #[input]
    pub struct Input {
        pub meeting: Meeting,
    }

    async fn left(meeting: &Meeting) {
        meeting.attend();
    }
    async fn middle(meeting: &Meeting) {
        meeting.attend();
    }
    async fn right(meeting: &Meeting) {
        meeting.attend();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_tasks_are_under_way_before_the_caller_turns_to_its_own_branch() {
    cores::Pipeline::run(cores::Input { meeting: Meeting::new(3) }).await;
}

#[test]
fn the_tasks_are_under_way_before_a_caller_that_is_a_task_itself_turns_to_its_own_branch() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).build().unwrap();
    let run = cores::Pipeline::run(cores::Input { meeting: Meeting::new(3) });
    runtime.block_on(async { tokio::spawn(run).await.unwrap() });
}

// number ─┬→ inline (inline) ──────┐
//         ├→ blocking (blocking) ──┼→ sum
//         └→ awaited ──────────────┘
#[dag(spawn)]
mod kinds {
    use super::*;

    async fn number() -> u32 {
        yields(1).await;
        1
    }
    #[node]
    fn inline(number: &u32) -> u32 {
        number + 10
    }
    #[node(blocking)]
    fn blocking(number: &u32) -> u32 {
        number + 100
    }
    async fn awaited(number: &u32) -> u32 {
        yields(1).await;
        number + 1000
    }
    async fn sum(inline: &u32, blocking: &u32, awaited: u32) -> u32 {
        inline + blocking + awaited
    }
}

#[test]
fn inline_and_blocking_nodes_take_part() {
    on_both_flavours(async || assert_eq!(kinds::Pipeline::run().await.sum, 1113));
}

#[derive(Debug)]
pub struct Broken;

// kept ─┬→ slow
//       ├→ slower
//       └→ fails
#[dag(spawn)]
mod failing {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
        pub meeting: tokio::sync::Barrier,
    }

    async fn kept(ledger: &Arc<Ledger>) -> Item {
        Item::make(ledger, "kept's body", 1, "kept").await
    }
    async fn slow(kept: &Item, ledger: &Arc<Ledger>, meeting: &tokio::sync::Barrier) {
        let _bodies = (kept, Item::new(ledger, "slow's body"));
        meeting.wait().await;
        std::future::pending::<()>().await;
    }
    async fn slower(kept: &Item, ledger: &Arc<Ledger>, meeting: &tokio::sync::Barrier) {
        let _bodies = (kept, Item::new(ledger, "slower's body"));
        meeting.wait().await;
        std::future::pending::<()>().await;
    }
    async fn fails(kept: &Item, ledger: &Arc<Ledger>, meeting: &tokio::sync::Barrier) -> Result<(), Broken> {
        let _bodies = (kept, Item::new(ledger, "fails' body"));
        meeting.wait().await;
        Err(Broken)
    }
}

#[test]
fn a_failure_ends_all_tasks() {
    on_both_flavours(async || {
        let ledger = Arc::<Ledger>::default();
        let meeting = tokio::sync::Barrier::new(3);
        let run = failing::Pipeline::run(failing::Input { ledger: Arc::clone(&ledger), meeting });
        assert_eq!(run.await.expect_err("it fails").node(), "fails");
        ledger.left_with([]).await;
        assert_eq!(ledger.made(), ["fails' body", "kept", "kept's body", "slow's body", "slower's body"]);
        ledger.assert_settled();
    });
}

#[test]
fn dropping_the_run_ends_all_tasks() {
    on_both_flavours(async || {
        let ledger = Arc::<Ledger>::default();
        let meeting = tokio::sync::Barrier::new(4);
        let mut run = Box::pin(failing::Pipeline::run(failing::Input { ledger: Arc::clone(&ledger), meeting }));
        for _ in 0..9 {
            assert!(futures::poll!(&mut run).is_pending());
            tokio::task::yield_now().await;
        }
        drop(run);
        ledger.left_with([]).await;
        ledger.assert_settled();
    });
}
