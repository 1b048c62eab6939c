//! Graphs of every series-parallel shape: values, each node once, each started as early as it can be.

use dagwright::dag;

use crate::support::Log;

// a
#[dag]
mod single {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn a(log: &Log) -> u32 {
        log.work("a", 70, 7).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_single_node_is_a_pipeline() {
    let log = Log::new();
    let output = single::Pipeline::run(single::Input { log: &log }).await;
    assert_eq!(output.a, 7);
    log.assert_earliest("a");
    assert_eq!(log.makespan(), 70);
}

// a → b → c → d
#[dag]
mod chain {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub seed: u32,
    }

    async fn d(c: u32, log: &Log) -> u32 {
        log.work("d", 40, c * 2).await
    }
    async fn c(b: u32, log: &Log) -> u32 {
        log.work("c", 30, b + 1).await
    }
    async fn b(a: u32, log: &Log) -> u32 {
        log.work("b", 20, a * 2).await
    }
    async fn a(seed: u32, log: &Log) -> u32 {
        log.work("a", 10, seed + 1).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_chain_declared_backwards_runs_in_the_order_of_its_edges() {
    let log = Log::new();
    let output = chain::Pipeline::run(chain::Input { log: &log, seed: 4 }).await;
    assert_eq!(output.d, 22);
    log.assert_earliest("a, b: a, c: b, d: c");
    assert_eq!(log.starts(), ["a", "b", "c", "d"]);
    assert_eq!(log.makespan(), 100);
}

//   ┌→ b ─┐
// a ┤     ├→ d
//   └→ c ─┘
#[dag]
mod diamond {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn a(log: &Log) -> u32 {
        log.work("a", 10, 1).await
    }
    async fn b(a: &u32, log: &Log) -> u32 {
        log.work("b", 50, a + 1).await
    }
    async fn c(a: &u32, log: &Log) -> u32 {
        log.work("c", 20, a + 2).await
    }
    async fn d(b: u32, c: u32, log: &Log) -> u32 {
        log.work("d", 5, b * 10 + c).await
    }
}

#[tokio::test(start_paused = true)]
async fn the_middle_of_a_diamond_overlaps() {
    let log = Log::new();
    let output = diamond::Pipeline::run(diamond::Input { log: &log }).await;
    assert_eq!(output.d, 23);
    log.assert_earliest("a, b: a, c: a, d: b c");
    assert_eq!(log.starts(), ["a", "b", "c", "d"]);
    assert_eq!(log.ends(), ["a", "c", "b", "d"]);
    assert_eq!(log.makespan(), 65);
}

//        ┌→ b1 ─┐
//        ├→ b2 ─┤
// source ┼→ b3 ─┼→ sink
//        ├→ b4 ─┤
//        └→ b5 ─┘
#[dag]
mod fan {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn source(log: &Log) -> u32 {
        log.work("source", 5, 1).await
    }
    async fn b1(source: &u32, log: &Log) -> u32 {
        log.work("b1", 50, source + 1).await
    }
    async fn b2(source: &u32, log: &Log) -> u32 {
        log.work("b2", 10, source + 2).await
    }
    async fn b3(source: &u32, log: &Log) -> u32 {
        log.work("b3", 90, source + 3).await
    }
    async fn b4(source: &u32, log: &Log) -> u32 {
        log.work("b4", 30, source + 4).await
    }
    async fn b5(source: &u32, log: &Log) -> u32 {
        log.work("b5", 70, source + 5).await
    }
    async fn sink(b1: u32, b2: u32, b3: u32, b4: u32, b5: u32, log: &Log) -> u32 {
        log.work("sink", 5, b1 + b2 + b3 + b4 + b5).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_fan_takes_as_long_as_its_slowest_branch() {
    let log = Log::new();
    let output = fan::Pipeline::run(fan::Input { log: &log }).await;
    assert_eq!(output.sink, 20);
    log.assert_earliest("source, b1: source, b2: source, b3: source, b4: source, b5: source, sink: b1 b2 b3 b4 b5");
    assert_eq!(log.starts(), ["source", "b1", "b2", "b3", "b4", "b5", "sink"]);
    assert_eq!(log.makespan(), 100);
}

// fast_a → slow_b ──────────┐
// slow_a ─┐                 ├→ end
// fast_b ─┴→ fast_c ────────┘
#[dag]
mod six_tasks {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub number: i32,
    }

    async fn fast_a(number: i32, log: &Log) -> i32 {
        log.work("fast_a", 100, number + 1).await
    }
    async fn slow_b(fast_a: i32, log: &Log) -> i32 {
        log.work("slow_b", 1000, fast_a + 1).await
    }
    async fn slow_a(number: i32, log: &Log) -> i32 {
        log.work("slow_a", 500, number + 1).await
    }
    async fn fast_b(number: i32, log: &Log) -> i32 {
        log.work("fast_b", 200, number + 1).await
    }
    async fn fast_c(slow_a: i32, fast_b: i32, log: &Log) -> i32 {
        log.work("fast_c", 100, slow_a + fast_b).await
    }
    async fn end(slow_b: i32, fast_c: i32, log: &Log) -> i32 {
        log.work("end", 100, slow_b + fast_c).await
    }
}

#[tokio::test(start_paused = true)]
async fn the_six_task_graph_takes_its_critical_path_and_not_its_levels() {
    let log = Log::new();
    let input = six_tasks::Input { log: &log, number: 0 };
    let output = six_tasks::Pipeline::run(input).await;
    assert_eq!(output.end, 4);
    log.assert_earliest("fast_a, slow_a, fast_b, slow_b: fast_a, fast_c: slow_a fast_b, end: slow_b fast_c");
    assert_eq!(log.starts(), ["fast_a", "slow_a", "fast_b", "slow_b", "fast_c", "end"]);
    assert_eq!(log.makespan(), 1200);
}

// a1 → a2
// b1 → b2 → b3
// c1
#[dag]
mod disconnected {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn a1(log: &Log) -> u32 {
        log.work("a1", 80, 1).await
    }
    async fn a2(a1: u32, log: &Log) -> u32 {
        log.work("a2", 10, a1 + 1).await
    }
    async fn b1(log: &Log) -> u32 {
        log.work("b1", 20, 10).await
    }
    async fn b2(b1: u32, log: &Log) -> u32 {
        log.work("b2", 20, b1 + 1).await
    }
    async fn b3(b2: u32, log: &Log) -> u32 {
        log.work("b3", 20, b2 + 1).await
    }
    async fn c1(log: &Log) -> u32 {
        log.work("c1", 30, 100).await
    }
}

#[tokio::test(start_paused = true)]
async fn disconnected_parts_run_side_by_side() {
    let log = Log::new();
    let output = disconnected::Pipeline::run(disconnected::Input { log: &log }).await;
    assert_eq!((output.a2, output.b3, output.c1), (2, 12, 100));
    log.assert_earliest("a1, a2: a1, b1, b2: b1, b3: b2, c1");
    assert_eq!(log.starts(), ["a1", "b1", "c1", "b2", "b3", "a2"]);
    assert_eq!(log.makespan(), 90);
}
