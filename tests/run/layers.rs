//! Layers of nodes with uneven durations.

use dagwright::dag;

use crate::support::Log;

// a1 ─┬→ b1 ─┬→ c1        each of a layer feeds two of the next:
// a2 ─┼→ b2 ─┼→ c2        its own column and the column to the right, the last one the first
// a3 ─┴→ b3 ─┴→ c3
#[dag]
mod layers {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn a1(log: &Log) -> u32 {
        log.work("a1", 30, 1).await
    }
    async fn a2(log: &Log) -> u32 {
        log.work("a2", 10, 2).await
    }
    async fn a3(log: &Log) -> u32 {
        log.work("a3", 60, 3).await
    }
    async fn b1(a1: &u32, a3: &u32, log: &Log) -> u32 {
        log.work("b1", 20, a1 + a3).await
    }
    async fn b2(a2: &u32, a1: &u32, log: &Log) -> u32 {
        log.work("b2", 90, a2 + a1).await
    }
    async fn b3(a3: &u32, a2: &u32, log: &Log) -> u32 {
        log.work("b3", 15, a3 + a2).await
    }
    async fn c1(b1: &u32, b3: &u32, log: &Log) -> u32 {
        log.work("c1", 70, b1 * b3).await
    }
    async fn c2(b2: &u32, b1: &u32, log: &Log) -> u32 {
        log.work("c2", 10, b2 * b1).await
    }
    async fn c3(b3: &u32, b2: &u32, log: &Log) -> u32 {
        log.work("c3", 20, b3 * b2).await
    }
}

#[tokio::test(start_paused = true)]
async fn layers_do_not_wait_for_whole_layers() {
    let log = Log::new();
    let output = layers::Pipeline::run(layers::Input { log: &log }).await;
    assert_eq!((output.c1, output.c2, output.c3), (20, 12, 15));
    log.assert_earliest("a1, a2, a3, b1: a1 a3, b2: a2 a1, b3: a3 a2, c1: b1 b3, c2: b2 b1, c3: b3 b2");
    assert_eq!(log.start_of("b2"), 30);
    assert_eq!(log.makespan(), 150);
}
