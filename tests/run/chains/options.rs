//! Options of the stages of a chain: each acts on one element.

use std::sync::Arc;
use std::time::Duration;

use dagwright::{Timeout, dag};
use tokio::sync::Semaphore;

use crate::support::{Diary, Flaky, Item, Ledger, Meeting, Refused, on_both_flavours};

// items ─→ fetched (each, retried) ─→ slow (each, in time or not at all) ─→ saved (each, with a permit)
#[dag]
mod policies {
    use super::*;

    #[input]
    pub struct Input {
        pub items: Vec<u64>,
        pub flaky: Arc<Flaky>,
        pub diary: Arc<Diary>,
        pub permits: Arc<Semaphore>,
    }

    #[node(retry(attempts = 3, backoff = "10ms", factor = 1.0))]
    async fn fetched(#[each(items)] item: &u64, flaky: &Flaky, diary: &Diary) -> Result<u64, Refused> {
        diary.work(format_args!("fetch {item}"), *item).await;
        if *item == 20 {
            flaky.call()?;
        }
        Ok(*item)
    }
    #[node(timeout = "25ms", fallback = late)]
    async fn slow(#[each(fetched)] item: u64, diary: &Diary) -> u64 {
        diary.work(format_args!("slow {item}"), item).await;
        item
    }
    fn late(_: Timeout) -> u64 {
        0
    }
    #[node(limit = permits)]
    async fn saved(#[each(slow)] item: &u64, diary: &Diary) -> u64 {
        diary.work(format_args!("save {item}"), 10).await;
        item + 1
    }
}

#[tokio::test(start_paused = true)]
async fn each_element_has_its_own_attempts_time_and_permit() {
    let diary = Arc::new(Diary::new());
    let flaky = Arc::new(Flaky::new(&diary, 1));
    let permits = Arc::new(Semaphore::new(1));
    let input = policies::Input { items: vec![30, 20, 10], flaky, diary: Arc::clone(&diary), permits };
    assert_eq!(policies::Pipeline::run(input).await.unwrap().saved, [1, 21, 11]);
    assert_eq!(["fetch 20 starts", "slow 30 is dropped"].map(|line| diary.times(line)), [vec![0, 30], vec![55]]);
    let starts = ["save 10 starts", "save 0 starts", "save 20 starts"];
    assert_eq!(starts.map(|line| diary.times(line)), [[20], [55], [70]]);
}

// items ─→ spawned (each) ─→ blocking (each, borrows) ─→ local (each, by value) ─→ spawned_again (each, borrows)
#[dag]
mod elsewhere {
    use super::*;

    #[input]
    pub struct Input {
        pub items: Vec<u64>,
        pub meeting: Meeting,
        pub label: String,
    }

    #[node(spawn)]
    async fn spawned(#[each(items)] item: &u64, label: &str) -> String {
        tokio::time::sleep(Duration::from_millis(*item)).await;
        format!("{label}{item}")
    }
    #[node(blocking)]
    fn blocking(#[each(spawned)] item: &str, meeting: &Meeting) -> String {
        meeting.attend();
        format!("{item}!")
    }
    async fn local(#[each(blocking)] item: String) -> String {
        item + "?"
    }
    #[node(spawn, concurrency = 3)]
    async fn again(#[each(local)] item: &String, label: &str) -> String {
        format!("{item}{label}")
    }
}

#[test]
fn tasks_and_threads_take_elements_as_they_come() {
    on_both_flavours(async || {
        let input = elsewhere::Input { items: (0..12).collect(), meeting: Meeting::new(12), label: "x".into() };
        let expected: Vec<String> = (0..12).map(|item| format!("x{item}!?x")).collect();
        assert_eq!(elsewhere::Pipeline::run(input).await.again, expected);
    });
}

// names ─→ made (each) ─→ kept (each, by value) ─→ counted (each), every one on any worker
#[dag(spawn)]
mod everywhere {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
        pub names: Vec<&'static str>,
    }

    async fn made(#[each(names)] name: &&'static str, ledger: &Arc<Ledger>) -> Item {
        Item::make(ledger, "body", 2, name).await
    }
    async fn kept(#[each(made)] item: Item) -> Arc<Item> {
        tokio::task::yield_now().await;
        Arc::new(item)
    }
    async fn seen(#[each(kept)] item: &Item) -> bool {
        item.is("b")
    }
    async fn all(kept: &[Arc<Item>]) -> usize {
        kept.len()
    }
    async fn line(seen: Vec<bool>, all: usize) -> String {
        format!("{seen:?} of {all}")
    }
}

#[test]
fn a_chain_of_spawned_nodes_shares_and_moves_its_elements() {
    on_both_flavours(async || {
        let ledger = Arc::<Ledger>::default();
        let input = everywhere::Input { ledger: Arc::clone(&ledger), names: vec!["a", "b", "c"] };
        assert_eq!(everywhere::Pipeline::run(input).await.line, "[false, true, false] of 3");
        ledger.left_with([]).await;
    });
}
