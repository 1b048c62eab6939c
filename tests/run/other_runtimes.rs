//! Pipelines without tokio's options run on any executor.

use dagwright::dag;
use smol::future::yield_now;

// ids ─┬→ user (each id) ──────────┬→ page
//      ├→ offer (fallback) ────────┤ ┊
//      ├→ size (inline) ─┐         │ ┊
//      │                 ├→ badge ─┘ ┊
//      │            flag ┘           ┊
//      └→ audit (always) ┄┄┄┄┄┄┄┄┄┄┄┄┘
#[dag]
mod pipeline {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub ids: &'a [u32],
        pub enabled: bool,
    }

    #[output]
    pub struct Output {
        pub page: String,
    }

    fn none(failure: String) -> String {
        format!("no offer: {failure}")
    }

    async fn flag(enabled: bool) -> bool {
        yield_now().await;
        enabled
    }
    #[node(concurrency = 2)]
    async fn user(#[each(ids)] id: &u32) -> Result<String, String> {
        for _ in 0..*id {
            yield_now().await;
        }
        if *id < 10 { Ok(format!("u{id}")) } else { Err(format!("{id} is unknown")) }
    }
    #[node]
    fn size(ids: &[u32]) -> usize {
        ids.len()
    }
    #[node(fallback = none)]
    async fn offer(ids: &[u32]) -> Result<String, String> {
        yield_now().await;
        ids.first().map(u32::to_string).ok_or_else(|| "nobody there".into())
    }
    #[node(when = flag)]
    async fn badge(size: &usize) -> String {
        yield_now().await;
        format!("badge of {size}")
    }
    #[node(always)]
    async fn audit(ids: &[u32]) {
        for _ in ids {
            yield_now().await;
        }
    }
    #[node(after(audit))]
    async fn page(user: Result<&Vec<String>, &String>, offer: &str, badge: Option<&str>) -> String {
        format!("{user:?}, {offer}, {badge:?}")
    }
}

async fn page(ids: &[u32], enabled: bool) -> String {
    pipeline::Pipeline::run(pipeline::Input { ids, enabled }).await.page
}

async fn check() {
    assert_eq!(page(&[3, 0, 1], true).await, "Ok([\"u3\", \"u0\", \"u1\"]), 3, Some(\"badge of 3\")");
    assert_eq!(page(&[30, 0], false).await, "Err(\"30 is unknown\"), 30, None");
    assert_eq!(page(&[], false).await, "Ok([]), no offer: nobody there, None");
}

#[test]
fn it_runs_under_smol() {
    smol::block_on(check());
}

#[test]
fn it_runs_under_the_executor_of_futures() {
    futures::executor::block_on(check());
}

#[test]
fn it_runs_as_a_task_of_smol() {
    smol::block_on(smol::spawn(check()));
}

#[test]
fn it_runs_as_a_task_of_a_local_executor_of_smol() {
    let executor = smol::LocalExecutor::new();
    smol::block_on(executor.run(executor.spawn(check())));
}
