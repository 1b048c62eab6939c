//! Graphs that are not series-parallel: level-by-level joins would start some nodes too late.

use dagwright::dag;

use crate::support::Log;

// a ─┬→ c
//    └→ d
// b ─┘
#[dag]
mod four {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub a_takes: u64,
        pub b_takes: u64,
    }

    async fn a(a_takes: u64, log: &Log) -> u32 {
        log.work("a", a_takes, 1).await
    }
    async fn b(b_takes: u64, log: &Log) -> u32 {
        log.work("b", b_takes, 2).await
    }
    async fn c(a: &u32, log: &Log) -> u32 {
        log.work("c", 50, a * 10).await
    }
    async fn d(a: &u32, b: &u32, log: &Log) -> u32 {
        log.work("d", 20, a + b).await
    }
}

#[tokio::test(start_paused = true)]
async fn the_free_end_of_an_n_does_not_wait_for_the_other_source() {
    let log = Log::new();
    let input = four::Input { log: &log, a_takes: 10, b_takes: 40 };
    let output = four::Pipeline::run(input).await;
    assert_eq!((output.c, output.d), (10, 3));
    log.assert_earliest("a, b, c: a, d: a b");
    assert_eq!(log.starts(), ["a", "b", "c", "d"]);
    assert_eq!(log.makespan(), 60);
}

#[tokio::test(start_paused = true)]
async fn both_ends_of_an_n_start_together_when_its_shared_source_ends_last() {
    let log = Log::new();
    let input = four::Input { log: &log, a_takes: 40, b_takes: 10 };
    four::Pipeline::run(input).await;
    log.assert_earliest("a, b, c: a, d: a b");
    assert_eq!(log.starts(), ["a", "b", "c", "d"]);
    assert_eq!(log.makespan(), 90);
}

#[tokio::test(start_paused = true)]
async fn sources_that_end_at_the_same_instant_start_each_end_once() {
    let log = Log::new();
    let input = four::Input { log: &log, a_takes: 40, b_takes: 40 };
    four::Pipeline::run(input).await;
    log.assert_earliest("a, b, c: a, d: a b");
    assert_eq!(log.makespan(), 90);
}

#[tokio::test(start_paused = true)]
async fn a_source_that_never_waits_lets_its_consumers_start_at_once() {
    let log = Log::new();
    let input = four::Input { log: &log, a_takes: 0, b_takes: 0 };
    four::Pipeline::run(input).await;
    log.assert_earliest("a, b, c: a, d: a b");
    assert_eq!(log.makespan(), 50);
}

// a ─┬→ c ─┐
//    └→ d ─┴→ e
// b ─┘
#[dag]
mod five {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub takes: [u64; 5],
    }

    async fn a(takes: [u64; 5], log: &Log) -> u32 {
        log.work("a", takes[0], 1).await
    }
    async fn b(takes: [u64; 5], log: &Log) -> u32 {
        log.work("b", takes[1], 2).await
    }
    async fn c(a: &u32, takes: [u64; 5], log: &Log) -> u32 {
        log.work("c", takes[2], a * 10).await
    }
    async fn d(a: &u32, b: &u32, takes: [u64; 5], log: &Log) -> u32 {
        log.work("d", takes[3], a + b).await
    }
    async fn e(c: u32, d: u32, takes: [u64; 5], log: &Log) -> u32 {
        log.work("e", takes[4], c + d).await
    }
}

/// The longest way through the graph: `a → c → e`, `a → d → e` or `b → d → e`.
fn critical_path([a, b, c, d, e]: [u64; 5]) -> u64 {
    (a + c).max(a.max(b) + d) + e
}

#[tokio::test(start_paused = true)]
async fn five_nodes_take_the_critical_path_whichever_it_is() {
    for takes in [
        [10, 30, 40, 10, 5],
        [30, 10, 10, 40, 5],
        [10, 30, 10, 40, 5],
        [20, 20, 20, 20, 20],
        [0, 30, 0, 10, 0],
        [30, 0, 10, 0, 5],
        [0, 0, 0, 0, 0],
    ] {
        let log = Log::new();
        let output = five::Pipeline::run(five::Input { log: &log, takes }).await;
        assert_eq!(output.e, 13);
        log.assert_earliest("a, b, c: a, d: a b, e: c d");
        assert_eq!(log.makespan(), critical_path(takes), "{takes:?}");
    }
}

// s → a ─┬→ c ─┐
//   ╲    └→ d ─┴→ e → t         an N in a sequence, beside another branch
//    ╲ b ─┘           │
//     x ──────────────┘
#[dag]
mod nested {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn s(log: &Log) -> u32 {
        log.work("s", 5, 1).await
    }
    async fn a(s: &u32, log: &Log) -> u32 {
        log.work("a", 10, s + 1).await
    }
    async fn b(s: &u32, log: &Log) -> u32 {
        log.work("b", 30, s + 2).await
    }
    async fn c(a: &u32, log: &Log) -> u32 {
        log.work("c", 45, a + 1).await
    }
    async fn d(a: &u32, b: &u32, log: &Log) -> u32 {
        log.work("d", 15, a + b).await
    }
    async fn e(c: &u32, d: &u32, log: &Log) -> u32 {
        log.work("e", 5, c + d).await
    }
    async fn x(s: &u32, log: &Log) -> u32 {
        log.work("x", 50, s + 100).await
    }
    async fn t(e: &u32, x: &u32, log: &Log) -> u32 {
        log.work("t", 5, e + x).await
    }
}

#[tokio::test(start_paused = true)]
async fn an_n_inside_a_sequence_beside_a_branch_starts_every_node_as_early_as_it_can() {
    let log = Log::new();
    let output = nested::Pipeline::run(nested::Input { log: &log }).await;
    assert_eq!(output.t, 109);
    log.assert_earliest("s, a: s, b: s, c: a, d: a b, e: c d, x: s, t: e x");
    assert_eq!(log.starts(), ["s", "a", "b", "x", "c", "d", "e", "t"]);
    assert_eq!(log.makespan(), 70);
}

// a ─┬→ d       a zigzag: every neighbour shares a source with the next
// b ─┼→ e
// c ─┴→ f
#[dag]
mod zigzag {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn a(log: &Log) -> u32 {
        log.work("a", 60, 1).await
    }
    async fn b(log: &Log) -> u32 {
        log.work("b", 20, 2).await
    }
    async fn c(log: &Log) -> u32 {
        log.work("c", 40, 4).await
    }
    async fn d(a: &u32, log: &Log) -> u32 {
        log.work("d", 10, *a).await
    }
    async fn e(a: &u32, b: &u32, log: &Log) -> u32 {
        log.work("e", 10, a + b).await
    }
    async fn f(b: &u32, c: &u32, log: &Log) -> u32 {
        log.work("f", 50, b + c).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_zigzag_starts_each_end_when_its_own_sources_are_there() {
    let log = Log::new();
    let output = zigzag::Pipeline::run(zigzag::Input { log: &log }).await;
    assert_eq!((output.d, output.e, output.f), (1, 3, 6));
    log.assert_earliest("a, b, c, d: a, e: a b, f: b c");
    assert_eq!(log.starts(), ["a", "b", "c", "f", "d", "e"]);
    assert_eq!(log.makespan(), 90);
}
