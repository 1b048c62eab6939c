//! Limits: a semaphore handed in holds across runs.

mod ends;

use std::sync::{Arc, mpsc};

use dagwright::dag;
use futures::future::join_all;
use tokio::sync::{Barrier, Semaphore};

use crate::support::{Diary, Flaky, Gauge, Meeting, Refused, on_both_flavours, poll_once, yields};

// before ─→ queried (limited) ─→ after
#[dag]
mod owned {
    use super::*;

    #[input]
    pub struct Input {
        pub permits: Arc<Semaphore>,
        pub around: Arc<Gauge>,
        pub queries: Arc<Gauge>,
        pub millis: u64,
    }

    async fn before(around: &Gauge, millis: u64) {
        let _inside = around.enter();
        tokio::time::sleep(std::time::Duration::from_millis(millis)).await;
    }
    #[node(limit = permits, after(before))]
    async fn queried(queries: &Gauge, millis: u64) -> u64 {
        let _inside = queries.enter();
        tokio::time::sleep(std::time::Duration::from_millis(millis)).await;
        millis
    }
    async fn after(queried: u64) -> u64 {
        queried + 1
    }
}

#[tokio::test(start_paused = true)]
async fn fifty_runs_with_four_permits_have_four_nodes_under_way() {
    let (permits, around, queries) = (Arc::new(Semaphore::new(4)), Arc::<Gauge>::default(), Arc::<Gauge>::default());
    let start = tokio::time::Instant::now();
    let runs = (0..50).map(|_| {
        let (permits, around, queries) = (Arc::clone(&permits), Arc::clone(&around), Arc::clone(&queries));
        owned::Pipeline::run(owned::Input { permits, around, queries, millis: 10 })
    });
    let outputs = join_all(runs).await;
    assert!(outputs.iter().all(|output| output.after == 11));
    assert_eq!((around.most(), around.total()), (50, 50), "the other node has no limit");
    assert_eq!((queries.most(), queries.total()), (4, 50));
    assert_eq!(start.elapsed().as_millis(), 10 + 13 * 10);
    assert_eq!(permits.available_permits(), 4);
}

// met (limited)         four at a time meet, so four are under way at once
#[dag]
mod borrowed {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub permits: &'a Semaphore,
        pub gauge: &'a Gauge,
        pub meeting: &'a Barrier,
    }

    #[node(limit = permits)]
    async fn met(gauge: &Gauge, meeting: &Barrier) -> usize {
        let _inside = gauge.enter();
        meeting.wait().await;
        yields(3).await;
        gauge.inside()
    }
    async fn free(permits: &Semaphore) -> bool {
        permits.available_permits() <= 4
    }
}

#[test]
fn a_borrowed_semaphore_holds_across_runs() {
    on_both_flavours(async || {
        let (permits, gauge, meeting) = (Semaphore::new(4), Gauge::default(), Barrier::new(4));
        let runs = (0..52)
            .map(|_| borrowed::Pipeline::run(borrowed::Input { permits: &permits, gauge: &gauge, meeting: &meeting }));
        let outputs = join_all(runs).await;
        assert!(outputs.iter().all(|output| output.met <= 4 && output.free));
        assert_eq!((gauge.most(), gauge.total()), (4, 52));
        assert_eq!(permits.available_permits(), 4);
    });
}

// met (limited)
// spawned (limited, spawn)
// blocks (limited, blocking)         four at a time meet
#[dag]
mod kinds {
    use super::*;

    #[input]
    pub struct Input {
        pub permits: Arc<Semaphore>,
        pub threads: Arc<Semaphore>,
        pub gauges: Arc<[Gauge; 3]>,
        pub tasks: Arc<[Barrier; 2]>,
        pub meeting: Arc<Meeting>,
    }

    #[output]
    pub struct Output {
        pub met: usize,
        pub blocks: usize,
    }

    #[node(limit = permits)]
    async fn met(gauges: &[Gauge; 3], tasks: &[Barrier; 2]) -> usize {
        let _inside = gauges[0].enter();
        tasks[0].wait().await;
        gauges[0].inside()
    }
    #[node(always, spawn, limit = permits, after(met))]
    async fn spawned(gauges: &[Gauge; 3]) {
        let _inside = gauges[1].enter();
        yields(3).await;
    }
    #[node(blocking, limit = threads)]
    fn blocks(gauges: &[Gauge; 3], meeting: &Meeting) -> usize {
        let _inside = gauges[2].enter();
        meeting.attend();
        gauges[2].inside()
    }
}

#[test]
fn runs_that_are_tasks_share_a_limit() {
    on_both_flavours(async || {
        let [permits, threads] = [(); 2].map(|()| Arc::new(Semaphore::new(4)));
        let gauges = Arc::new([(); 3].map(|()| Gauge::default()));
        let tasks = Arc::new([(); 2].map(|()| Barrier::new(4)));
        let meeting = Arc::new(Meeting::new(4));
        let runs = (0..52).map(|_| {
            let input = kinds::Input {
                permits: Arc::clone(&permits),
                threads: Arc::clone(&threads),
                gauges: Arc::clone(&gauges),
                tasks: Arc::clone(&tasks),
                meeting: Arc::clone(&meeting),
            };
            tokio::spawn(kinds::Pipeline::run(input))
        });
        assert!(join_all(runs).await.iter().all(Result::is_ok));
        assert_eq!(gauges.each_ref().map(Gauge::total), [52; 3]);
        assert_eq!([gauges[0].most(), gauges[2].most()], [4; 2]);
        assert!(gauges[1].most() <= 4);
        assert_eq!([permits.available_permits(), threads.available_permits()], [4; 2]);
    });
}

// fetched (limited, retry)
#[dag]
mod retried {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub permits: &'a Semaphore,
        pub server: &'a Flaky,
    }

    #[node(limit = permits, retry(attempts = 2, backoff = "50ms"))]
    async fn fetched(server: &Flaky) -> Result<usize, Refused> {
        server.call()
    }
}

#[tokio::test(start_paused = true)]
async fn a_permit_is_held_over_all_attempts() {
    let diary = Arc::new(Diary::new());
    let (first, second) = (Flaky::new(&diary, 1), Flaky::new(&diary, 0));
    let permits = Semaphore::new(1);
    let run = |server| retried::Pipeline::run(retried::Input { permits: &permits, server });
    let (one, two) = futures::join!(run(&first), run(&second));
    assert_eq!((one.unwrap().fetched, two.unwrap().fetched), (2, 1));
    assert_eq!(diary.lines(), ["0 call 1", "50 call 2", "50 call 1"]);
}

// a (limited) ─┬→ c (limited)         a lock of one permit: never two at once, whatever the graph
//              └→ d (limited)
// b (limited) ─┘
#[dag]
mod woven {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub lock: &'a Semaphore,
        pub diary: &'a Diary,
    }

    #[node(limit = lock)]
    async fn a(diary: &Diary) -> u32 {
        diary.work("a", 10).await;
        1
    }
    #[node(limit = lock)]
    async fn b(diary: &Diary) -> u32 {
        diary.work("b", 10).await;
        2
    }
    #[node(limit = lock)]
    async fn c(a: &u32, diary: &Diary) -> u32 {
        diary.work("c", 10).await;
        a * 10
    }
    #[node(limit = lock)]
    async fn d(a: &u32, b: &u32, diary: &Diary) -> u32 {
        diary.work("d", 10).await;
        a + b
    }
}

#[tokio::test(start_paused = true)]
async fn nodes_of_one_run_share_a_limit_in_the_order_in_which_they_came() {
    let (lock, diary) = (Semaphore::new(1), Diary::new());
    let output = woven::Pipeline::run(woven::Input { lock: &lock, diary: &diary }).await;
    assert_eq!((output.c, output.d), (10, 3));
    assert_eq!(
        diary.lines(),
        ["0 a starts", "10 a ends", "10 b starts", "20 b ends", "20 c starts", "30 c ends", "30 d starts", "40 d ends"]
    );
}

// spawned (limited, spawn)         the permit is waited for in the caller, so the semaphore may be borrowed
#[dag]
mod borrowed_spawn {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub permits: &'a Semaphore,
        pub gauge: Arc<Gauge>,
    }

    #[node(spawn, limit = permits)]
    async fn spawned(gauge: &Gauge) -> usize {
        let _inside = gauge.enter();
        yields(3).await;
        gauge.inside()
    }
}

#[test]
fn a_borrowed_semaphore_limits_spawned_nodes() {
    on_both_flavours(async || {
        let (permits, gauge) = (Semaphore::new(1), Arc::<Gauge>::default());
        let runs = (0..9).map(|_| {
            let input = borrowed_spawn::Input { permits: &permits, gauge: Arc::clone(&gauge) };
            borrowed_spawn::Pipeline::run(input)
        });
        assert!(join_all(runs).await.iter().all(|output| output.spawned == 1));
        assert_eq!((gauge.most(), gauge.total()), (1, 9));
    });
}

// blocks (limited, blocking)
#[dag]
mod queue {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub permits: &'a Semaphore,
        pub release: mpsc::Receiver<()>,
    }

    #[node(blocking, limit = permits)]
    fn blocks(release: mpsc::Receiver<()>) -> bool {
        release.recv().is_ok()
    }
}

#[test]
fn a_blocking_node_waits_for_its_permit_without_a_thread() {
    on_both_flavours(async || {
        let permits = Semaphore::new(0);
        let (release, released) = mpsc::channel();
        let mut run = Box::pin(queue::Pipeline::run(queue::Input { permits: &permits, release: released }));
        assert!(poll_once(run.as_mut()).is_pending());
        permits.add_permits(1);
        release.send(()).unwrap();
        assert!(run.await.blocks);
        assert_eq!(permits.available_permits(), 1);
    });
}
