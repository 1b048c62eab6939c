//! Elements on other threads and in other tasks.

use std::collections::BTreeSet;
use std::sync::Arc;

use dagwright::dag;
use tokio::sync::Barrier;
use tokio::task::Id;

use crate::support::{Gauge, Item, Ledger, Meeting, Refused, current_task, on_both_flavours, poll_once, yields};

// items ─┬→ met (each, blocking) ─→ total
//        └→ owned (each clone, blocking)
#[dag]
mod blocking {
    use super::*;

    #[input]
    pub struct Input {
        pub items: Vec<String>,
        pub meeting: Meeting,
        pub label: String,
    }

    #[node(blocking)]
    fn met(#[each(items)] item: &str, meeting: &Meeting, label: &str) -> String {
        meeting.attend();
        format!("{label}{item}")
    }
    #[node(blocking, concurrency = 2)]
    fn owned(
        #[clone]
        #[each(items)]
        item: String,
    ) -> String {
        item + "!"
    }
    async fn line(met: &[String], owned: Vec<String>, label: &str) -> String {
        format!("{label}: {} {}", met.join(","), owned.join(","))
    }
}

#[test]
fn blocking_functions_block_at_once() {
    on_both_flavours(async || {
        let items: Vec<String> = (0..30).map(|item| item.to_string()).collect();
        let input = blocking::Input { items, meeting: Meeting::new(30), label: "n".into() };
        let line = blocking::Pipeline::run(input).await.line;
        assert!(line.starts_with("n: n0,n1,n2,") && line.ends_with(",27!,28!,29!"), "{line}");
    });
}

// pages ─→ parsed (each by value, blocking, may fail)
#[dag]
mod blocking_owned {
    use super::*;

    #[input]
    pub struct Input {
        pub gauge: Arc<Gauge>,
    }

    async fn pages() -> Vec<String> {
        (0..40).map(|page| page.to_string()).collect()
    }
    #[node(blocking, concurrency = 4)]
    fn parsed(#[each(pages)] page: String, gauge: &Gauge) -> Result<u32, std::num::ParseIntError> {
        let _inside = gauge.enter();
        page.parse()
    }
    async fn sum(parsed: Vec<u32>) -> u32 {
        parsed.into_iter().sum()
    }
}

#[test]
fn blocking_functions_are_bounded() {
    on_both_flavours(async || {
        let gauge = Arc::<Gauge>::default();
        let output = blocking_owned::Pipeline::run(blocking_owned::Input { gauge: Arc::clone(&gauge) }).await;
        assert_eq!(output.unwrap().sum, 780);
        assert!(gauge.most() <= 4);
        assert_eq!(gauge.total(), 40);
    });
}

// items ─┬→ met (each, spawn)
//        ├→ owned (each clone, spawn)
//        └→ count
// moved ─→ taken (each by value, spawn)
#[dag]
mod spawn {
    use super::*;

    #[input]
    pub struct Input {
        pub items: Vec<u32>,
        pub moved: Vec<String>,
        pub meeting: Arc<Barrier>,
        pub label: String,
    }

    #[output]
    pub struct Output {
        pub met: Vec<Option<Id>>,
        pub owned: Vec<u32>,
        pub count: usize,
        pub taken: Vec<String>,
        pub label: String,
    }

    #[node(spawn)]
    async fn met(#[each(items)] item: &u32, meeting: &Barrier, label: &str) -> Option<Id> {
        meeting.wait().await;
        assert_eq!((*item < 5, label), (true, "n"));
        current_task()
    }
    #[node(spawn, concurrency = 2)]
    async fn owned(
        #[clone]
        #[each(items)]
        item: u32,
    ) -> u32 {
        yields(1).await;
        item * 2
    }
    async fn count(items: &[u32]) -> usize {
        items.len()
    }
    #[node(spawn)]
    async fn taken(#[each(moved)] mut item: String) -> String {
        yields(1).await;
        item.push('!');
        item
    }
}

#[test]
fn each_element_is_a_task_of_its_own() {
    on_both_flavours(async || {
        let moved = vec!["a".into(), "b".into()];
        let meeting = Arc::new(Barrier::new(5));
        let input = spawn::Input { items: (0..5).collect(), moved, meeting, label: "n".into() };
        let output = spawn::Pipeline::run(input).await;
        let tasks: BTreeSet<_> = output.met.iter().flatten().map(Id::to_string).collect();
        assert_eq!(tasks.len(), 5);
        assert_eq!((output.owned, output.count), (vec![0, 2, 4, 6, 8], 5));
        assert_eq!(output.taken, ["a!", "b!"]);
        assert_eq!(output.label, "n");
    });
}

// items ─→ endless (each, spawn)
#[dag]
mod endless {
    use super::*;

    #[input]
    pub struct Input {
        pub items: Vec<u32>,
        pub ledger: Arc<Ledger>,
        pub begun: Arc<Barrier>,
    }

    #[node(spawn)]
    async fn endless(#[each(items)] item: &u32, ledger: &Arc<Ledger>, begun: &Barrier) -> Result<(), Refused> {
        let name = ["zero", "one", "two"][*item as usize];
        let _body = Item::new(ledger, name);
        begun.wait().await;
        if *item == 1 {
            return Err(Refused(1));
        }
        std::future::pending().await
    }
}

#[test]
fn a_failing_element_aborts_the_tasks_of_the_others() {
    on_both_flavours(async || {
        let ledger = Arc::<Ledger>::default();
        let begun = Arc::new(Barrier::new(3));
        let input = endless::Input { items: vec![0, 1, 2], ledger: Arc::clone(&ledger), begun };
        let error = endless::Pipeline::run(input).await;
        assert!(matches!(error, Err(endless::Error::Endless(Refused(1)))));
        ledger.left_with([]).await;
        assert_eq!(ledger.made(), ["one", "two", "zero"]);
    });
}

#[test]
fn dropping_the_run_aborts_the_tasks_of_all_elements() {
    on_both_flavours(async || {
        let ledger = Arc::<Ledger>::default();
        let begun = Arc::new(Barrier::new(3));
        let input = endless::Input { items: vec![0, 2], ledger: Arc::clone(&ledger), begun: Arc::clone(&begun) };
        let mut run = Box::pin(endless::Pipeline::run(input));
        assert!(poll_once(run.as_mut()).is_pending());
        begun.wait().await;
        drop(run);
        ledger.left_with([]).await;
        assert_eq!(ledger.made(), ["two", "zero"]);
    });
}

// items ─→ met (each) ─→ sum         all of it spawned
#[dag(spawn)]
mod spawn_all {
    use super::*;

    #[input]
    pub struct Input {
        pub items: Vec<u32>,
        pub meeting: Arc<Barrier>,
    }

    async fn met(#[each(items)] item: &u32, meeting: &Barrier) -> u32 {
        meeting.wait().await;
        item * 2
    }
    async fn beside(items: &[u32]) -> usize {
        yields(2).await;
        items.len()
    }
    async fn sum(met: &[u32], beside: &usize) -> String {
        format!("{met:?} {beside}")
    }
}

#[test]
fn elements_may_run_in_a_pipeline_that_is_spawned_as_a_whole() {
    on_both_flavours(async || {
        let input = spawn_all::Input { items: vec![1, 2, 3], meeting: Arc::new(Barrier::new(3)) };
        assert_eq!(spawn_all::Pipeline::run(input).await.sum, "[2, 4, 6] 3");
    });
}
