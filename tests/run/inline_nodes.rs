//! Plain functions as nodes.

use std::task::Poll;

use dagwright::dag;

use crate::support::{Log, poll_once};

//   ┌→ b ─┐   ┌→ e ─┐
// a ┤     ├→ d┤     ├→ g      with `b` and `e` inline
//   └→ c ─┘   └→ f ─┘
#[dag]
mod two_diamonds {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn a(log: &Log) -> u32 {
        log.work("a", 10, 1).await
    }
    #[node]
    fn b(a: &u32, log: &Log) -> u32 {
        log.inline("b", a + 1)
    }
    async fn c(a: &u32, log: &Log) -> u32 {
        log.work("c", 20, a + 2).await
    }
    async fn d(b: u32, c: u32, log: &Log) -> u32 {
        log.work("d", 5, b + c).await
    }
    #[node]
    fn e(d: u32, log: &Log) -> u32 {
        log.inline("e", d + 1)
    }
    async fn f(d: u32, log: &Log) -> u32 {
        log.work("f", 15, d + 2).await
    }
    #[node]
    fn g(e: u32, f: u32, log: &Log) -> u32 {
        log.inline("g", e * f)
    }
}

#[tokio::test(start_paused = true)]
async fn inline_nodes_take_part_in_the_graph() {
    let log = Log::new();
    let output = two_diamonds::Pipeline::run(two_diamonds::Input { log: &log }).await;
    assert_eq!(output.g, 42);
    log.assert_earliest("a, b: a, c: a, d: b c, e: d, f: d, g: e f");
    assert_eq!(log.starts(), ["a", "c", "b", "d", "f", "e", "g"]);
    assert_eq!(log.makespan(), 50);
}

// a → b (inline) → c (inline)
#[dag]
mod instant {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn a(log: &Log) -> u32 {
        log.work("a", 0, 1).await
    }
    #[node]
    fn b(a: u32, log: &Log) -> u32 {
        log.inline("b", a + 1)
    }
    #[node]
    fn c(b: u32, log: &Log) -> u32 {
        log.inline("c", b + 1)
    }
}

#[test]
fn a_run_that_never_waits_is_done_at_the_first_poll() {
    let log = Log::new();
    let run = std::pin::pin!(instant::Pipeline::run(instant::Input { log: &log }));
    let Poll::Ready(output) = poll_once(run) else {
        panic!("the run waits");
    };
    assert_eq!(output.c, 3);
    assert_eq!(log.starts(), ["a", "b", "c"]);
}
