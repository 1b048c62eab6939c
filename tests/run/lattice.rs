//! A lattice of 17 nodes: a grid whose cells wait for the cells above and to the left, and a sum.

use dagwright::dag;

use crate::support::Log;

// a1 → a2 → a3 → a4
//  ↓    ↓    ↓    ↓
// b1 → b2 → b3 → b4
//  ↓    ↓    ↓    ↓         `total` adds the diagonal a4, b3, c2, d1 and the corner d4
// c1 → c2 → c3 → c4
//  ↓    ↓    ↓    ↓
// d1 → d2 → d3 → d4 → total
#[dag]
mod lattice {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn a1(log: &Log) -> u32 {
        log.work("a1", 30, 1).await
    }
    async fn a2(a1: &u32, log: &Log) -> u32 {
        log.work("a2", 10, *a1).await
    }
    async fn a3(a2: &u32, log: &Log) -> u32 {
        log.work("a3", 50, *a2).await
    }
    async fn a4(a3: &u32, log: &Log) -> u32 {
        log.work("a4", 20, *a3).await
    }
    async fn b1(a1: &u32, log: &Log) -> u32 {
        log.work("b1", 20, *a1).await
    }
    async fn b2(a2: &u32, b1: &u32, log: &Log) -> u32 {
        log.work("b2", 40, a2 + b1).await
    }
    async fn b3(a3: &u32, b2: &u32, log: &Log) -> u32 {
        log.work("b3", 10, a3 + b2).await
    }
    async fn b4(a4: &u32, b3: &u32, log: &Log) -> u32 {
        log.work("b4", 60, a4 + b3).await
    }
    async fn c1(b1: &u32, log: &Log) -> u32 {
        log.work("c1", 70, *b1).await
    }
    async fn c2(b2: &u32, c1: &u32, log: &Log) -> u32 {
        log.work("c2", 10, b2 + c1).await
    }
    async fn c3(b3: &u32, c2: &u32, log: &Log) -> u32 {
        log.work("c3", 30, b3 + c2).await
    }
    async fn c4(b4: &u32, c3: &u32, log: &Log) -> u32 {
        log.work("c4", 20, b4 + c3).await
    }
    async fn d1(c1: &u32, log: &Log) -> u32 {
        log.work("d1", 10, *c1).await
    }
    async fn d2(c2: &u32, d1: &u32, log: &Log) -> u32 {
        log.work("d2", 50, c2 + d1).await
    }
    async fn d3(c3: &u32, d2: &u32, log: &Log) -> u32 {
        log.work("d3", 20, c3 + d2).await
    }
    async fn d4(c4: &u32, d3: &u32, log: &Log) -> u32 {
        log.work("d4", 40, c4 + d3).await
    }
    async fn total(a4: &u32, b3: &u32, c2: &u32, d1: &u32, d4: &u32, log: &Log) -> u32 {
        log.work("total", 10, a4 + b3 + c2 + d1 + d4).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_lattice_takes_the_longest_way_through_it() {
    let log = Log::new();
    let output = lattice::Pipeline::run(lattice::Input { log: &log }).await;
    assert_eq!(output.total, 28);
    log.assert_earliest(
        "a1, a2: a1, a3: a2, a4: a3, \
         b1: a1, b2: a2 b1, b3: a3 b2, b4: a4 b3, \
         c1: b1, c2: b2 c1, c3: b3 c2, c4: b4 c3, \
         d1: c1, d2: c2 d1, d3: c3 d2, d4: c4 d3, \
         total: a4 b3 c2 d1 d4",
    );
    assert_eq!(log.makespan(), 250);
}
