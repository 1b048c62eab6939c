//! Somebody else takes the whole `Vec`.

use std::sync::Arc;

use dagwright::dag;

use crate::support::{Diary, Item, Ledger};

// items ─→ loaded (each) ─┬→ checked (each) ─→ page
//                         ├→ total ──────────↗
//                         └→ the output
#[dag]
mod taken {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub items: Vec<u64>,
        pub diary: &'a Diary,
    }
    #[output]
    pub struct Output {
        pub page: String,
        pub loaded: Vec<String>,
    }

    async fn loaded(#[each(items)] item: &u64, diary: &Diary) -> String {
        diary.work(format_args!("load {item}"), *item).await;
        item.to_string()
    }
    async fn checked(#[each(loaded)] item: &str, diary: &Diary) -> usize {
        diary.work(format_args!("check {item}"), 15).await;
        item.len()
    }
    async fn total(loaded: &[String], diary: &Diary) -> String {
        diary.work("total", 3).await;
        loaded.concat()
    }
    async fn owned(#[clone] loaded: Vec<String>, diary: &Diary) -> usize {
        diary.note("owned");
        loaded.len()
    }
    async fn page(checked: &[usize], total: String, owned: usize) -> String {
        format!("{checked:?} {total} {owned}")
    }
}

#[tokio::test(start_paused = true)]
async fn those_who_take_all_values_start_with_the_last_and_the_chain_goes_on() {
    let diary = Diary::new();
    let output = taken::Pipeline::run(taken::Input { items: vec![20, 5], diary: &diary }).await;
    assert_eq!(output.page, "[2, 1] 205 2");
    assert_eq!(output.loaded, ["20", "5"]);
    assert_eq!(
        diary.lines(),
        [
            "0 load 20 starts",
            "0 load 5 starts",
            "5 load 5 ends",
            "5 check 5 starts",
            "20 load 20 ends",
            "20 total starts",
            "20 owned",
            "20 check 5 ends",
            "20 check 20 starts",
            "23 total ends",
            "35 check 20 ends",
        ]
    );
}

// items ─→ made (each) ─┬→ left (each, spawned)
//                       ├→ right (each, blocking)
//                       ├→ all (spawned)
//                       └→ the output
#[dag]
mod shared {
    use super::*;

    #[input]
    pub struct Input {
        pub items: Vec<u64>,
    }
    #[output]
    pub struct Output {
        pub left: Vec<u64>,
        pub right: Vec<u64>,
        pub all: u64,
        pub made: Vec<Arc<u64>>,
    }

    async fn made(#[each(items)] item: u64) -> Arc<u64> {
        tokio::task::yield_now().await;
        Arc::new(item)
    }
    #[node(spawn)]
    async fn left(#[each(made)] item: &u64) -> u64 {
        tokio::task::yield_now().await;
        item + 1
    }
    #[node(blocking, concurrency = 2)]
    fn right(#[each(made)] item: &Arc<u64>) -> u64 {
        **item + 2
    }
    #[node(spawn)]
    async fn all(made: &[Arc<u64>]) -> u64 {
        made.iter().map(|item| **item).sum()
    }
}

#[test]
fn tasks_share_the_belt_and_the_output_gets_it_back() {
    crate::support::on_both_flavours(async || {
        let output = shared::Pipeline::run(shared::Input { items: (0..50).collect() }).await;
        assert_eq!(output.left, (1..51).collect::<Vec<_>>());
        assert_eq!(output.right, (2..52).collect::<Vec<_>>());
        assert_eq!(output.all, 49 * 25);
        assert!(output.made.iter().all(|item| Arc::strong_count(item) == 1));
    });
}

// made ─→ once (each) ─→ twice (each, by value); made is nobody's but theirs
#[dag]
mod dropped {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
        pub names: [&'static str; 3],
    }

    async fn once(#[each(names)] name: &&'static str, ledger: &Arc<Ledger>) -> Item {
        Item::make(ledger, "body", 1, name).await
    }
    async fn twice(#[each(once)] item: Item) -> bool {
        tokio::task::yield_now().await;
        item.is("b")
    }
}

#[tokio::test]
async fn elements_that_move_end_with_their_takers() {
    let ledger = Arc::<Ledger>::default();
    let output = dropped::Pipeline::run(dropped::Input { ledger: Arc::clone(&ledger), names: ["a", "b", "c"] }).await;
    assert_eq!(output.twice, [false, true, false]);
    assert!(ledger.live().is_empty());
}
