//! A node for every element of a collection.

mod collections;
mod ends;
mod options;
mod parameters;
mod tasks;

use dagwright::dag;

use crate::support::{Diary, Gauge, Log};

// ids ─→ user (each id) ─→ page
#[dag]
mod ordered {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub diary: &'a Diary,
        pub millis: &'a [u64],
    }

    async fn ids(millis: &[u64]) -> Vec<u64> {
        millis.to_vec()
    }
    async fn user(#[each(ids)] id: &u64, diary: &Diary) -> String {
        diary.work(id, *id).await;
        format!("u{id}")
    }
    async fn page(user: &[String], ids: &[u64], diary: &Diary) -> String {
        diary.note("page");
        format!("{} {}", ids.len(), user.join(","))
    }
}

#[tokio::test(start_paused = true)]
async fn elements_run_at_once_and_the_results_are_in_their_order() {
    let diary = Diary::new();
    let output = ordered::Pipeline::run(ordered::Input { diary: &diary, millis: &[30, 10, 20] }).await;
    assert_eq!(output.page, "3 u30,u10,u20");
    assert_eq!(
        diary.lines(),
        ["0 30 starts", "0 10 starts", "0 20 starts", "10 10 ends", "20 20 ends", "30 30 ends", "30 page"]
    );
}

#[tokio::test(start_paused = true)]
async fn of_no_elements_there_are_no_results() {
    let diary = Diary::new();
    let output = ordered::Pipeline::run(ordered::Input { diary: &diary, millis: &[] }).await;
    assert_eq!(output.page, "0 ");
    assert_eq!(diary.lines(), ["0 page"]);
}

#[tokio::test(start_paused = true)]
async fn without_a_bound_all_elements_run_at_once() {
    let diary = Diary::new();
    let millis = [10; 500];
    ordered::Pipeline::run(ordered::Input { diary: &diary, millis: &millis }).await;
    assert_eq!(diary.times("page"), [10]);
}

// items ─→ done (each item, at most 3 at once)
#[dag]
mod bounded {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub items: Vec<u64>,
        pub diary: &'a Diary,
        pub gauge: &'a Gauge,
    }

    #[node(concurrency = 3)]
    async fn done(#[each(items)] item: u64, diary: &Diary, gauge: &Gauge) -> u64 {
        let _inside = gauge.enter();
        diary.work(item, item).await;
        item * 2
    }
}

#[tokio::test(start_paused = true)]
async fn the_bound_is_reached_and_never_exceeded() {
    let (diary, gauge) = (Diary::new(), Gauge::default());
    let items: Vec<u64> = (1..=40).map(|item| item * 7 % 13 + 1).collect();
    let results = items.iter().map(|item| item * 2).collect::<Vec<_>>();
    let output = bounded::Pipeline::run(bounded::Input { items, diary: &diary, gauge: &gauge }).await;
    assert_eq!(output.done, results);
    assert_eq!((gauge.most(), gauge.total()), (3, 40));
}

#[tokio::test(start_paused = true)]
async fn a_slow_head_does_not_hold_up_the_others() {
    let (diary, gauge) = (Diary::new(), Gauge::default());
    let items = vec![100, 11, 12, 13, 14, 15];
    let output = bounded::Pipeline::run(bounded::Input { items, diary: &diary, gauge: &gauge }).await;
    assert_eq!(output.done, [200, 22, 24, 26, 28, 30]);
    assert_eq!(
        diary.lines(),
        [
            "0 100 starts",
            "0 11 starts",
            "0 12 starts",
            "11 11 ends",
            "11 13 starts",
            "12 12 ends",
            "12 14 starts",
            "24 13 ends",
            "24 15 starts",
            "26 14 ends",
            "39 15 ends",
            "100 100 ends",
        ]
    );
}

// numbers ─→ running (each number, at most 100 at once) ─→ sum
#[dag]
mod many {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub count: u64,
        pub futures: &'a Gauge,
    }

    async fn numbers(count: u64) -> Vec<u64> {
        (0..count).collect()
    }
    #[node(concurrency = 100)]
    async fn running(#[each(numbers)] number: &u64, futures: &Gauge) -> u64 {
        let _inside = futures.enter();
        tokio::time::sleep(std::time::Duration::from_millis(number % 7 + 1)).await;
        number * 2
    }
    #[node]
    fn sum(running: &[u64]) -> u64 {
        running.iter().sum()
    }
}

#[tokio::test(start_paused = true)]
async fn ten_thousand_elements_with_a_bound_of_a_hundred_have_a_hundred_futures() {
    let futures = Gauge::default();
    let output = many::Pipeline::run(many::Input { count: 10_000, futures: &futures }).await;
    assert_eq!(output.sum, 10_000 * 9_999);
    assert_eq!((futures.most(), futures.total(), futures.inside()), (100, 10_000, 0));
}

// items ─┬→ sizes (each item, inline) ─→ total (inline)
//        └→ waits
#[dag]
mod inline {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub items: Vec<String>,
        pub log: &'a Log,
    }

    #[node]
    fn sizes(#[each(items)] item: &str, log: &Log) -> usize {
        assert_eq!(log.starts(), ["waits"]);
        item.len()
    }
    #[node]
    fn parsed(#[each(items)] item: &str) -> Result<u32, std::num::ParseIntError> {
        item.parse()
    }
    #[node]
    fn total(sizes: &[usize], parsed: Result<&Vec<u32>, &std::num::ParseIntError>) -> String {
        format!("{} {parsed:?}", sizes.iter().sum::<usize>())
    }
    async fn waits(log: &Log) {
        log.work("waits", 10, ()).await
    }
}

#[tokio::test(start_paused = true)]
async fn an_inline_node_maps_its_elements_in_place() {
    let log = Log::new();
    let items = ["1", "22", "333"].map(String::from).to_vec();
    let output = inline::Pipeline::run(inline::Input { items, log: &log }).await;
    assert_eq!(output.total, "6 Ok([1, 22, 333])");
}

// items ─→ seen (each item, no value) ┄→ page
#[dag]
mod units {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub items: [u64; 3],
        pub diary: &'a Diary,
    }

    #[output]
    pub struct Output {
        pub page: u32,
    }

    async fn seen(#[each(items)] item: &u64, diary: &Diary) {
        diary.work(item, *item).await;
    }
    #[node(after(seen))]
    async fn page(diary: &Diary) -> u32 {
        diary.note("page");
        1
    }
}

#[tokio::test(start_paused = true)]
async fn elements_may_give_no_value() {
    let diary = Diary::new();
    assert_eq!(units::Pipeline::run(units::Input { items: [3, 1, 2], diary: &diary }).await.page, 1);
    assert_eq!(diary.times("page"), [3]);
}

// a ─┬→ c (each of a)
//    └→ d (each of a)
// b ─┘
#[dag]
mod woven {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub diary: &'a Diary,
    }

    async fn a(diary: &Diary) -> Vec<u64> {
        diary.work("a", 10).await;
        vec![5, 25]
    }
    async fn b(diary: &Diary) -> String {
        diary.work("b", 20).await;
        "b".into()
    }
    async fn c(#[each(a)] item: &u64, diary: &Diary) -> u64 {
        diary.work(format_args!("c{item}"), *item).await;
        item + 1
    }
    async fn d(#[each(a)] item: &u64, b: &str, diary: &Diary) -> String {
        diary.work(format_args!("d{item}"), *item).await;
        format!("{b}{item}")
    }
}

#[tokio::test(start_paused = true)]
async fn nodes_for_each_element_are_woven_like_others() {
    let diary = Diary::new();
    let output = woven::Pipeline::run(woven::Input { diary: &diary }).await;
    assert_eq!((output.c, output.d), (vec![6, 26], vec!["b5".into(), "b25".into()]));
    assert_eq!(
        diary.lines(),
        [
            "0 a starts",
            "0 b starts",
            "10 a ends",
            "10 c5 starts",
            "10 c25 starts",
            "15 c5 ends",
            "20 b ends",
            "20 d5 starts",
            "20 d25 starts",
            "25 d5 ends",
            "35 c25 ends",
            "45 d25 ends",
        ]
    );
}
