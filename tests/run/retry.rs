//! Retries: their number and their times.

mod arguments;
mod only;

use std::sync::Arc;

use dagwright::dag;

use crate::support::{Diary, Flaky, Refused};

/// A diary, and a call that fails that many times and notes it there.
fn flaky(fails: usize) -> (Arc<Diary>, Flaky) {
    let diary = Arc::new(Diary::new());
    let flaky = Flaky::new(&diary, fails);
    (diary, flaky)
}

// fetched (retry) → page
#[dag]
mod defaults {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub server: &'a Flaky,
        pub diary: &'a Diary,
    }

    #[node(retry)]
    async fn fetched(server: &Flaky) -> Result<usize, Refused> {
        server.call()
    }
    async fn page(fetched: &usize, diary: &Diary) -> usize {
        diary.note("page");
        *fetched
    }
}

#[tokio::test(start_paused = true)]
async fn by_default_there_are_three_attempts_100_and_200_milliseconds_apart() {
    let (diary, server) = flaky(3);
    let error = defaults::Pipeline::run(defaults::Input { server: &server, diary: &diary }).await;
    assert!(matches!(error, Err(defaults::Error::Fetched(Refused(3)))), "the last failure is reported");
    assert_eq!(diary.lines(), ["0 call 1", "100 call 2", "300 call 3"]);
}

#[tokio::test(start_paused = true)]
async fn the_run_goes_on_after_the_first_attempt_that_succeeds() {
    for (fails, lines) in [
        (0, &["0 call 1", "0 page"][..]),
        (1, &["0 call 1", "100 call 2", "100 page"]),
        (2, &["0 call 1", "100 call 2", "300 call 3", "300 page"]),
    ] {
        let (diary, server) = flaky(fails);
        let output = defaults::Pipeline::run(defaults::Input { server: &server, diary: &diary }).await;
        assert_eq!(output.unwrap().page, fails + 1);
        assert_eq!(diary.lines(), lines);
    }
}

#[tokio::test(start_paused = true)]
async fn after_a_dropped_run_there_are_no_more_attempts() {
    let (diary, server) = flaky(9);
    let run = defaults::Pipeline::run(defaults::Input { server: &server, diary: &diary });
    let dropped = tokio::time::timeout(std::time::Duration::from_millis(150), run).await;
    assert!(dropped.is_err());
    tokio::time::sleep(std::time::Duration::from_secs(10)).await;
    assert_eq!(server.calls(), 2);
}

// capped (retry)
#[dag]
mod capped {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub server: &'a Flaky,
    }

    #[node(retry(attempts = 7, backoff = "50ms", factor = 2.0, max = "200ms"))]
    async fn fetched(server: &Flaky) -> Result<usize, Refused> {
        server.call()
    }
}

#[tokio::test(start_paused = true)]
async fn delays_grow_by_the_factor_up_to_the_longest() {
    let (diary, server) = flaky(6);
    let output = capped::Pipeline::run(capped::Input { server: &server }).await;
    assert_eq!(output.unwrap().fetched, 7);
    let times = (1..=7).flat_map(|call| diary.times(&format!("call {call}"))).collect::<Vec<_>>();
    assert_eq!(times, [0, 50, 150, 350, 550, 750, 950]);
}

#[tokio::test(start_paused = true)]
async fn after_the_last_attempt_nothing_is_waited_for() {
    let (_, server) = flaky(9);
    let start = tokio::time::Instant::now();
    let error = capped::Pipeline::run(capped::Input { server: &server }).await.expect_err("it fails");
    assert!(matches!(error, capped::Error::Fetched(Refused(7))));
    assert_eq!(start.elapsed().as_millis(), 950);
}

// once (retry, one attempt)    steady (retry)    tripled (retry)    short (retry)        each fails for good
#[dag]
mod schedules {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub servers: [&'a Flaky; 4],
    }

    #[output]
    pub struct Output {
        pub once: Result<usize, Refused>,
        pub steady: Result<usize, Refused>,
        pub tripled: Result<usize, Refused>,
        pub short: Result<usize, Refused>,
    }

    #[node(retry(attempts = 1))]
    async fn once(servers: [&Flaky; 4]) -> Result<usize, Refused> {
        servers[0].call()
    }
    #[node(retry(attempts = 4, backoff = "30ms", factor = 1.0))]
    async fn steady(servers: [&Flaky; 4]) -> Result<usize, Refused> {
        servers[1].call()
    }
    #[node(retry(attempts = 4, backoff = "10ms", factor = 3.0))]
    async fn tripled(servers: [&Flaky; 4]) -> Result<usize, Refused> {
        servers[2].call()
    }
    #[node(retry(backoff = "40ms", max = "40ms"))]
    async fn short(servers: [&Flaky; 4]) -> Result<usize, Refused> {
        servers[3].call()
    }
}

#[tokio::test(start_paused = true)]
async fn each_node_has_a_schedule_of_its_own() {
    let scenes = [(); 4].map(|()| flaky(usize::MAX));
    let servers = scenes.each_ref().map(|(_, server)| server);
    let output = schedules::Pipeline::run(schedules::Input { servers }).await;
    let ends = [output.once, output.steady, output.tripled, output.short];
    assert_eq!(ends, [1, 4, 4, 3].map(|call| Err(Refused(call))));
    let [once, steady, tripled, short] = scenes.each_ref().map(|(diary, _)| diary.lines());
    assert_eq!(once, ["0 call 1"]);
    assert_eq!(steady, ["0 call 1", "30 call 2", "60 call 3", "90 call 4"]);
    assert_eq!(tripled, ["0 call 1", "10 call 2", "40 call 3", "130 call 4"]);
    assert_eq!(short, ["0 call 1", "40 call 2", "80 call 3"]);
}

// unlimited (retry)
#[dag]
mod longest {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub server: &'a Flaky,
    }

    #[node(retry(attempts = 4, backoff = "25s"))]
    async fn fetched(server: &Flaky) -> Result<usize, Refused> {
        server.call()
    }
}

#[tokio::test(start_paused = true)]
async fn by_default_no_delay_is_longer_than_a_minute() {
    let (diary, server) = flaky(3);
    longest::Pipeline::run(longest::Input { server: &server }).await.unwrap();
    assert_eq!(diary.lines(), ["0 call 1", "25000 call 2", "75000 call 3", "135000 call 4"]);
}

// wide (retry)    narrow (retry)        with jitter, fail for good
#[dag]
mod jitter {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub servers: [&'a Flaky; 2],
    }

    #[output]
    pub struct Output {
        pub wide: Result<usize, Refused>,
        pub narrow: Result<usize, Refused>,
    }

    #[node(retry(attempts = 40, backoff = "100ms", factor = 1.0, jitter))]
    async fn wide(servers: [&Flaky; 2]) -> Result<usize, Refused> {
        servers[0].call()
    }
    #[node(retry(attempts = 40, backoff = "100ms", factor = 1.0, max = "150ms", jitter))]
    async fn narrow(servers: [&Flaky; 2]) -> Result<usize, Refused> {
        servers[1].call()
    }
}

#[tokio::test(start_paused = true)]
async fn jitter_adds_up_to_the_same_again_and_the_cap_holds() {
    let scenes = [(); 2].map(|()| flaky(usize::MAX));
    let servers = scenes.each_ref().map(|(_, server)| server);
    jitter::Pipeline::run(jitter::Input { servers }).await;
    for ((diary, _), longest) in scenes.iter().zip([200, 150]) {
        let times: Vec<_> = (1..=40).flat_map(|call| diary.times(&format!("call {call}"))).collect();
        let delays: Vec<_> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert_eq!(delays.len(), 39);
        // The clock counts whole milliseconds, so a delay may seem one longer than it is.
        assert!(delays.iter().all(|delay| (100..=longest + 1).contains(delay)), "{delays:?}");
        assert!(delays.iter().any(|delay| *delay != delays[0]), "{delays:?}");
    }
}

// a (retry) ─┬→ c         while `a` waits for its next attempt, `b` goes on
//            └→ d
// b ─────────┘
#[dag]
mod woven {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub server: &'a Flaky,
        pub diary: &'a Diary,
    }

    #[node(retry(backoff = "30ms"))]
    async fn a(server: &Flaky) -> Result<usize, Refused> {
        server.call()
    }
    async fn b(diary: &Diary) -> u32 {
        diary.work("b", 20).await;
        2
    }
    async fn c(a: &usize, diary: &Diary) {
        diary.note(format_args!("c of {a}"));
    }
    async fn d(a: &usize, b: &u32, diary: &Diary) {
        diary.note(format_args!("d of {a} and {b}"));
    }
}

#[tokio::test(start_paused = true)]
async fn others_go_on_between_attempts() {
    let (diary, server) = flaky(1);
    woven::Pipeline::run(woven::Input { server: &server, diary: &diary }).await.unwrap();
    assert_eq!(diary.lines(), ["0 call 1", "0 b starts", "20 b ends", "30 call 2", "30 c of 2", "30 d of 2 and 2"]);
}
