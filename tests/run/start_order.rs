//! The node that goes first when several can start: asynchronous before inline, then as declared.

use dagwright::dag;

use crate::support::Log;

// x    a    y    b       x and y inline
#[dag]
mod roots {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    #[node]
    fn x(log: &Log) -> u32 {
        log.inline("x", 1)
    }
    async fn a(log: &Log) -> u32 {
        log.work("a", 10, 2).await
    }
    #[node]
    fn y(log: &Log) -> u32 {
        log.inline("y", 3)
    }
    async fn b(log: &Log) -> u32 {
        log.work("b", 10, 4).await
    }
}

#[tokio::test(start_paused = true)]
async fn asynchronous_roots_start_before_inline_ones_each_as_declared() {
    let log = Log::new();
    let output = roots::Pipeline::run(roots::Input { log: &log }).await;
    assert_eq!((output.x, output.a, output.y, output.b), (1, 2, 3, 4));
    assert_eq!(log.starts(), ["a", "b", "x", "y"]);
    log.assert_earliest("a, b, x, y");
}

//   ┌→ x
// p ┼→ d        x and y inline; declared: y, d, x, c, p
//   ├→ y
//   └→ c
#[dag]
mod consumers {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    #[node]
    fn y(p: u32, log: &Log) -> u32 {
        log.inline("y", p)
    }
    async fn d(p: u32, log: &Log) -> u32 {
        log.work("d", 10, p).await
    }
    #[node]
    fn x(p: u32, log: &Log) -> u32 {
        log.inline("x", p)
    }
    async fn c(p: u32, log: &Log) -> u32 {
        log.work("c", 10, p).await
    }
    async fn p(log: &Log) -> u32 {
        log.work("p", 10, 1).await
    }
}

#[tokio::test(start_paused = true)]
async fn consumers_of_one_value_start_as_declared_asynchronous_ones_first() {
    let log = Log::new();
    consumers::Pipeline::run(consumers::Input { log: &log }).await;
    assert_eq!(log.starts(), ["p", "d", "c", "y", "x"]);
    log.assert_earliest("p, d: p, c: p, y: p, x: p");
}

// x ─┬→ y       x and y inline
//    └→ b
// a
#[dag]
mod inline_root {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    #[node]
    fn x(log: &Log) -> u32 {
        log.inline("x", 1)
    }
    #[node]
    fn y(x: u32, log: &Log) -> u32 {
        log.inline("y", x)
    }
    async fn b(x: u32, log: &Log) -> u32 {
        log.work("b", 10, x).await
    }
    async fn a(log: &Log) -> u32 {
        log.work("a", 10, 1).await
    }
}

#[tokio::test(start_paused = true)]
async fn an_asynchronous_node_that_an_inline_one_lets_start_goes_before_the_next_inline_one() {
    let log = Log::new();
    inline_root::Pipeline::run(inline_root::Input { log: &log }).await;
    assert_eq!(log.starts(), ["a", "x", "b", "y"]);
    log.assert_earliest("a, x, y: x, b: x");
}

// a1 ─┐          b1 ─┐
//     ├→ a           ├→ b         declared: a1, b1, a2, b2
// a2 ─┘          b2 ─┘
#[dag]
mod interleaved {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn a1(log: &Log) -> u32 {
        log.work("a1", 10, 1).await
    }
    async fn b1(log: &Log) -> u32 {
        log.work("b1", 20, 2).await
    }
    async fn a2(log: &Log) -> u32 {
        log.work("a2", 30, 3).await
    }
    async fn b2(log: &Log) -> u32 {
        log.work("b2", 40, 4).await
    }
    async fn a(a1: u32, a2: u32, log: &Log) -> u32 {
        log.work("a", 10, a1 + a2).await
    }
    async fn b(b1: u32, b2: u32, log: &Log) -> u32 {
        log.work("b", 10, b1 + b2).await
    }
}

#[tokio::test(start_paused = true)]
async fn independent_parts_declared_in_turns_start_in_turns() {
    let log = Log::new();
    let output = interleaved::Pipeline::run(interleaved::Input { log: &log }).await;
    assert_eq!((output.a, output.b), (4, 6));
    assert_eq!(log.starts(), ["a1", "b1", "a2", "b2", "a", "b"]);
    log.assert_earliest("a1, b1, a2, b2, a: a1 a2, b: b1 b2");
}

// a → x          x inline; a and b end at the same instant
// b → c
#[dag]
mod inline_after_wait {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn a(log: &Log) -> u32 {
        log.work("a", 10, 1).await
    }
    #[node]
    fn x(a: u32, log: &Log) -> u32 {
        log.inline("x", a)
    }
    async fn b(log: &Log) -> u32 {
        log.work("b", 10, 2).await
    }
    async fn c(b: u32, log: &Log) -> u32 {
        log.work("c", 10, b).await
    }
}

#[tokio::test(start_paused = true)]
async fn an_inline_node_gives_way_to_an_asynchronous_one_that_the_same_wake_up_lets_start() {
    let log = Log::new();
    inline_after_wait::Pipeline::run(inline_after_wait::Input { log: &log }).await;
    assert_eq!(log.starts(), ["a", "b", "c", "x"]);
    log.assert_earliest("a, x: a, b, c: b");
}

// p ─┬→ v        c, declared first, waits for q too; q has long ended when p ends
//    └→ c
// q ─┘
#[dag]
mod ready_elsewhere {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn c(p: &u32, q: &u32, log: &Log) -> u32 {
        log.work("c", 10, p + q).await
    }
    async fn v(p: &u32, log: &Log) -> u32 {
        log.work("v", 10, *p).await
    }
    async fn p(log: &Log) -> u32 {
        log.work("p", 20, 1).await
    }
    async fn q(log: &Log) -> u32 {
        log.work("q", 10, 2).await
    }
}

#[tokio::test(start_paused = true)]
async fn of_two_nodes_that_one_end_lets_start_the_first_declared_goes_first() {
    let log = Log::new();
    ready_elsewhere::Pipeline::run(ready_elsewhere::Input { log: &log }).await;
    assert_eq!(log.starts(), ["p", "q", "c", "v"]);
    log.assert_earliest("p, q, c: p q, v: p");
}

// z ──→ p        x and y end in the same wake-up, when z has long ended: x lets p and r start, then y lets q
//     ↗
// x ─┼→ r
//     ↘
// y ──→ q
#[dag]
mod two_ends {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn z(log: &Log) -> u32 {
        log.work("z", 10, 1).await
    }
    async fn x(log: &Log) -> u32 {
        log.work("x", 20, 2).await
    }
    async fn y(log: &Log) -> u32 {
        log.work("y", 20, 3).await
    }
    async fn p(z: &u32, x: &u32, log: &Log) -> u32 {
        log.work("p", 10, z + x).await
    }
    async fn r(x: &u32, log: &Log) -> u32 {
        log.work("r", 10, *x).await
    }
    async fn q(x: &u32, y: &u32, log: &Log) -> u32 {
        log.work("q", 10, x + y).await
    }
}

#[tokio::test(start_paused = true)]
async fn what_one_end_lets_start_goes_before_what_the_next_end_in_the_same_wake_up_does() {
    let log = Log::new();
    let output = two_ends::Pipeline::run(two_ends::Input { log: &log }).await;
    assert_eq!((output.p, output.r, output.q), (3, 2, 5));
    assert_eq!(log.starts(), ["z", "x", "y", "p", "r", "q"]);
    log.assert_earliest("z, x, y, p: z x, r: x, q: x y");
}

// a ─┬→ c        a and b never wait; x inline
//    └→ d
// b ─┘
// x
#[dag]
mod never_waiting {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    #[node]
    fn x(log: &Log) -> u32 {
        log.inline("x", 1)
    }
    async fn a(log: &Log) -> u32 {
        log.work("a", 0, 1).await
    }
    async fn b(log: &Log) -> u32 {
        log.work("b", 0, 2).await
    }
    async fn c(a: &u32, log: &Log) -> u32 {
        log.work("c", 0, *a).await
    }
    async fn d(a: &u32, b: &u32, log: &Log) -> u32 {
        log.work("d", 0, a + b).await
    }
}

#[tokio::test(start_paused = true)]
async fn an_inline_node_runs_last_when_no_asynchronous_one_waits() {
    let log = Log::new();
    never_waiting::Pipeline::run(never_waiting::Input { log: &log }).await;
    assert_eq!(log.starts().last(), Some(&"x"));
    log.assert_earliest("x, a, b, c: a, d: a b");
}

// first → second        the parameters of `second` are listed in another order than declared
// other ──┘
#[dag]
mod parameters {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn first(log: &Log) -> u32 {
        log.work("first", 10, 1).await
    }
    async fn other(log: &Log) -> u32 {
        log.work("other", 10, 2).await
    }
    async fn second(other: u32, log: &Log, first: u32) -> u32 {
        log.work("second", 10, first * 10 + other).await
    }
}

#[tokio::test(start_paused = true)]
async fn the_order_of_parameters_does_not_matter() {
    let log = Log::new();
    let output = parameters::Pipeline::run(parameters::Input { log: &log }).await;
    assert_eq!(output.second, 12);
    assert_eq!(log.starts(), ["first", "other", "second"]);
}
