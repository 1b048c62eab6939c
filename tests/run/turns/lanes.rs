//! One user after another, wherever the plan puts them.

use dagwright::dag;
use futures::executor::block_on;

use crate::support::Log;

// list → first → second → all, which takes it
#[dag]
mod in_a_line {
    async fn list() -> Vec<u32> {
        vec![0]
    }
    async fn first(list: &mut Vec<u32>) -> u32 {
        list.push(1);
        1
    }
    #[node]
    fn second(list: &mut [u32], first: u32) -> u32 {
        list[0] = 9;
        first + 1
    }
    async fn third(list: &[u32], second: u32) -> u32 {
        list[1] + second
    }
    async fn all(list: Vec<u32>, third: u32) -> Vec<u32> {
        [list, vec![third]].concat()
    }
}

#[test]
fn a_value_is_changed_twice_read_and_taken() {
    assert_eq!(block_on(in_a_line::Pipeline::run()).all, [9, 1, 3]);
}

// An input that is a `&mut` itself, with readers side by side between its changers.
#[dag]
mod lent {
    #[input]
    pub struct Input<'a> {
        pub list: &'a mut Vec<u32>,
    }

    async fn first(list: &mut Vec<u32>) -> u32 {
        list.push(1);
        1
    }
    async fn a(list: &Vec<u32>, first: u32) -> usize {
        list.len() + first as usize
    }
    async fn b(list: &[u32], first: u32) -> u32 {
        list[0] + first
    }
    async fn second(list: &mut Vec<u32>, a: usize, b: u32) {
        list.extend([a as u32, b]);
    }
}

#[test]
fn an_input_that_is_lent_to_the_run() {
    let mut list = Vec::new();
    block_on(lent::Pipeline::run(lent::Input { list: &mut list }));
    assert_eq!(list, [1, 2, 2]);
}

// The output takes what has been changed.
#[dag]
mod given {
    #[input]
    pub struct Input {
        pub seen: Vec<u32>,
    }
    #[output]
    pub struct Output {
        pub seen: Vec<u32>,
        pub list: Vec<u32>,
    }

    async fn list() -> Vec<u32> {
        vec![]
    }
    #[node(always)]
    async fn first(list: &mut Vec<u32>, seen: &mut Vec<u32>) {
        list.push(1);
        seen.push(1);
    }
    #[node(always, after(first))]
    async fn second(list: &mut Vec<u32>, seen: &mut Vec<u32>) {
        list.push(2);
        seen.push(2);
    }
}

#[test]
fn the_output_takes_what_has_become_of_it() {
    let output = block_on(given::Pipeline::run(given::Input { seen: vec![0] }));
    assert_eq!((output.seen, output.list), (vec![0, 1, 2], vec![1, 2]));
}

//          ┌→ slow
// list → a ┤             a, b and c change `list`, d and e read it, f takes it
// price ───┴→ b ─┬→ d ─┬→ f
//                └→ e ─┘
#[dag]
mod woven {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub conn: &'a mut Vec<&'static str>,
        pub tags: Vec<u32>,
    }

    async fn list(log: &Log) -> Vec<u32> {
        log.work("list", 5, vec![0]).await
    }
    async fn price(log: &Log) -> u32 {
        log.work("price", 30, 3).await
    }
    async fn a(log: &Log, list: &mut Vec<u32>, conn: &mut Vec<&'static str>) -> u32 {
        list.push(1);
        conn.push("a");
        log.work("a", 10, 1).await
    }
    async fn slow(log: &Log, a: u32) -> u32 {
        log.work("slow", 200, a).await
    }
    async fn b(log: &Log, a: u32, price: u32, list: &mut Vec<u32>, tags: &mut Vec<u32>) -> u32 {
        list.push(a + price);
        tags.push(1);
        log.work("b", 10, 2).await
    }
    async fn d(log: &Log, b: u32, list: &[u32], conn: &mut Vec<&'static str>) -> usize {
        conn.push("d");
        log.work("d", 10, list.len() + b as usize).await
    }
    async fn e(log: &Log, b: u32, list: &Vec<u32>, price: u32) -> usize {
        log.work("e", 20, list.len() + (b + price) as usize).await
    }
    async fn label(log: &Log, price: u32) -> u32 {
        log.work("label", 50, price).await
    }
    async fn f(log: &Log, d: usize, e: usize, list: Vec<u32>, tags: Vec<u32>, label: u32) -> String {
        log.work("f", 5, format!("{list:?} {tags:?} {d} {e} {label}")).await
    }
}

#[tokio::test(start_paused = true)]
async fn from_lane_to_lane_every_node_starts_as_early_as_its_values_allow() {
    let (log, mut conn) = (Log::new(), Vec::new());
    let input = woven::Input { log: &log, conn: &mut conn, tags: vec![0] };
    let output = woven::Pipeline::run(input).await;
    assert_eq!((output.f.as_str(), output.slow), ("[0, 1, 4] [0, 1] 5 8 3", 1));
    log.assert_earliest(
        "list, price, a: list, slow: a, b: a price list, d: b list, e: b list price, label: price, \
         f: d e list label",
    );
    assert_eq!(conn, ["a", "d"]);
}

// `extra` is skipped, and passes `list` on. `list` is needed by nobody where `vip` is false.
#[dag]
mod conditions {
    #[input]
    pub struct Input {
        pub vip: bool,
        pub deep: bool,
    }

    async fn list() -> Vec<u32> {
        vec![0]
    }
    async fn other() -> u32 {
        1
    }
    #[node(when = vip)]
    async fn first(list: &mut Vec<u32>) -> u32 {
        list.push(1);
        1
    }
    #[node(when = deep, after(first))]
    async fn extra(list: &mut Vec<u32>, other: u32) -> usize {
        list.push(2 + other);
        list.len()
    }
    async fn more(other: u32) -> u32 {
        other + 1
    }
    #[node(when = vip, after(extra))]
    async fn last(list: Vec<u32>) -> Vec<u32> {
        list
    }
}

#[test]
fn nodes_that_are_skipped_pass_the_value_on() {
    let run = |vip, deep| {
        let output = block_on(conditions::Pipeline::run(conditions::Input { vip, deep }));
        assert_eq!(output.more, 2);
        (output.extra, output.last)
    };
    assert_eq!(run(true, true), (Some(3), Some(vec![0, 1, 3])));
    assert_eq!(run(true, false), (None, Some(vec![0, 1])));
    assert_eq!(run(false, true), (Some(2), None));
    assert_eq!(run(false, false), (None, None));
}

// An input struct that implements `Drop` keeps its fields; they are lent in turn all the same.
#[dag]
mod kept_by_the_input {
    #[input]
    pub struct Input {
        pub list: Vec<u32>,
    }
    impl Drop for Input {
        fn drop(&mut self) {}
    }

    async fn a(list: &mut Vec<u32>) -> u32 {
        list.push(1);
        1
    }
    async fn b() -> u32 {
        2
    }
    async fn c(a: u32) -> u32 {
        a
    }
    async fn d(list: &mut Vec<u32>, a: u32, b: u32) -> usize {
        list.extend([a, b]);
        list.len()
    }
    async fn e(list: &[u32], d: usize) -> u32 {
        list.iter().sum::<u32>() + d as u32
    }
}

#[test]
fn a_field_of_an_input_that_implements_drop() {
    let output = block_on(kept_by_the_input::Pipeline::run(kept_by_the_input::Input { list: vec![] }));
    assert_eq!((output.c, output.e), (1, 7));
}
