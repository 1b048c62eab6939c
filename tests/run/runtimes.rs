//! A run is a plain future: any executor will do.

use dagwright::dag;

use crate::support::yields;

// a ─┬→ c
//    └→ d
// b ─┘
#[dag]
mod pipeline {
    use super::*;

    #[input]
    pub struct Input {
        pub start: u32,
    }

    async fn a(start: u32) -> u32 {
        yields(2).await;
        start + 1
    }
    async fn b() -> String {
        yields(1).await;
        "b".into()
    }
    async fn c(a: &u32) -> u32 {
        a * 2
    }
    async fn d(a: &u32, b: &str) -> String {
        format!("{a}{b}")
    }
}

fn check(output: &pipeline::Output) {
    assert_eq!((output.c, output.d.as_str()), (4, "2b"));
}

#[test]
fn it_runs_without_tokio() {
    let run = pipeline::Pipeline::run(pipeline::Input { start: 1 });
    check(&futures::executor::block_on(run));
}

#[test]
fn it_runs_as_a_task_of_a_local_executor() {
    use futures::task::LocalSpawnExt;

    let mut pool = futures::executor::LocalPool::new();
    let run = pipeline::Pipeline::run(pipeline::Input { start: 1 });
    let handle = pool.spawner().spawn_local_with_handle(run).unwrap();
    check(&pool.run_until(handle));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_runs_are_tasks_of_a_multi_threaded_runtime() {
    let run = || tokio::spawn(pipeline::Pipeline::run(pipeline::Input { start: 1 }));
    let runs: Vec<_> = (0..50).map(|_| run()).collect();
    for run in runs {
        check(&run.await.unwrap());
    }
}

#[test]
fn runs_may_be_nested_in_joins_and_selects() {
    let run = || pipeline::Pipeline::run(pipeline::Input { start: 1 });
    futures::executor::block_on(async {
        let (left, right) = futures::join!(run(), run());
        check(&left);
        check(&right);
    });
}

#[test]
fn making_a_run_starts_nothing() {
    #[dag]
    mod counting {
        use std::sync::atomic::{AtomicU32, Ordering};

        #[input]
        pub struct Input<'a> {
            pub calls: &'a AtomicU32,
        }

        async fn called(calls: &AtomicU32) -> u32 {
            calls.fetch_add(1, Ordering::Relaxed)
        }
    }

    let calls = std::sync::atomic::AtomicU32::new(0);
    let run = counting::Pipeline::run(counting::Input { calls: &calls });
    assert_eq!(calls.load(std::sync::atomic::Ordering::Relaxed), 0);
    assert_eq!(futures::executor::block_on(run).called, 0);
    assert_eq!(calls.into_inner(), 1);
}
