//! Larger graphs, spawned as a whole.

use std::sync::Arc;

use dagwright::dag;

use crate::support::{Log, on_both_flavours};

// fast_a → slow_b ──────────┐
// slow_a ─┐                 ├→ end
// fast_b ─┴→ fast_c ────────┘
#[dag(spawn)]
mod six_tasks {
    use super::*;

    #[input]
    pub struct Input {
        pub log: Arc<Log>,
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
    async fn end(slow_b: &i32, fast_c: &i32, log: &Log) -> i32 {
        log.work("end", 100, slow_b + fast_c).await
    }
}

#[tokio::test(start_paused = true)]
async fn the_six_task_graph_takes_its_critical_path() {
    let log = Arc::new(Log::new());
    let output = six_tasks::Pipeline::run(six_tasks::Input { log: Arc::clone(&log), number: 0 }).await;
    assert_eq!(output.end, 4);
    log.assert_earliest("fast_a, slow_a, fast_b, slow_b: fast_a, fast_c: slow_a fast_b, end: slow_b fast_c");
    assert_eq!(log.makespan(), 1200);
}

// a ─┬→ c
//    └→ d
// b ─┘
#[dag(spawn)]
mod n_shape {
    use super::*;

    #[input]
    pub struct Input {
        pub log: Arc<Log>,
        pub millis: [u64; 4],
    }

    #[output]
    pub struct Output {
        pub b: String,
        pub c: String,
        pub d: String,
    }

    async fn a(log: &Log, millis: [u64; 4]) -> String {
        log.work("a", millis[0], "a".into()).await
    }
    async fn b(log: &Log, millis: [u64; 4]) -> String {
        log.work("b", millis[1], "b".into()).await
    }
    async fn c(a: &str, log: &Log, millis: [u64; 4]) -> String {
        log.work("c", millis[2], format!("c{a}")).await
    }
    async fn d(a: &str, b: &str, log: &Log, millis: [u64; 4]) -> String {
        log.work("d", millis[3], format!("d{a}{b}")).await
    }
}

#[tokio::test(start_paused = true)]
async fn an_n_shape_starts_each_node_as_early_as_it_can_be() {
    for millis in [[10, 30, 40, 10], [30, 10, 10, 40], [10, 10, 10, 10], [0, 20, 0, 0]] {
        let log = Arc::new(Log::new());
        let output = n_shape::Pipeline::run(n_shape::Input { log: Arc::clone(&log), millis }).await;
        assert_eq!([output.b, output.c, output.d], ["b", "ca", "dab"]);
        log.assert_earliest("a, b, c: a, d: a b");
    }
}

#[test]
fn an_n_shape_runs_on_both_flavours() {
    on_both_flavours(async || {
        let input = n_shape::Input { log: Arc::new(Log::new()), millis: [0; 4] };
        assert_eq!(n_shape::Pipeline::run(input).await.d, "dab");
    });
}

// a1  a2  a3         each of a layer needs all of the layer above
// b1  b2  b3
// c1  c2  c3
#[dag(spawn)]
mod layers {
    use super::*;

    #[input]
    pub struct Input {
        pub log: Arc<Log>,
    }

    async fn a1(log: &Log) -> u64 {
        log.work("a1", 10, 1).await
    }
    async fn a2(log: &Log) -> u64 {
        log.work("a2", 20, 2).await
    }
    async fn a3(log: &Log) -> u64 {
        log.work("a3", 30, 3).await
    }
    async fn b1(a1: &u64, a2: &u64, a3: &u64, log: &Log) -> u64 {
        log.work("b1", 30, a1 + a2 + a3).await
    }
    async fn b2(a1: &u64, a2: &u64, a3: &u64, log: &Log) -> u64 {
        log.work("b2", 20, a1 + a2 + a3).await
    }
    async fn b3(a1: &u64, a2: &u64, a3: &u64, log: &Log) -> u64 {
        log.work("b3", 10, a1 + a2 + a3).await
    }
    async fn c1(b1: &u64, b2: &u64, b3: &u64, log: &Log) -> u64 {
        log.work("c1", 10, b1 + b2 + b3).await
    }
    async fn c2(b1: &u64, b2: &u64, b3: &u64, log: &Log) -> u64 {
        log.work("c2", 10, b1 + b2 + b3).await
    }
    async fn c3(b1: &u64, b2: &u64, b3: &u64, log: &Log) -> u64 {
        log.work("c3", 10, b1 + b2 + b3).await
    }
}

#[tokio::test(start_paused = true)]
async fn layers_start_when_the_layer_above_is_complete() {
    let log = Arc::new(Log::new());
    let output = layers::Pipeline::run(layers::Input { log: Arc::clone(&log) }).await;
    assert_eq!([output.c1, output.c2, output.c3], [18; 3]);
    assert_eq!(log.makespan(), 70);
    log.assert_earliest(
        "a1, a2, a3, b1: a1 a2 a3, b2: a1 a2 a3, b3: a1 a2 a3, c1: b1 b2 b3, c2: b1 b2 b3, c3: b1 b2 b3",
    );
}
