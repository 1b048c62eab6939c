//! Commits in tasks and on threads.

use std::sync::Arc;

use dagwright::dag;

use super::{Refused, unless};
use crate::support::{Diary, on_both_flavours};

// order (spawn, may fail) ─→ pay (spawn, commit) ─→ receipt (spawn)
// file (blocking, may fail)   report (blocking, commit)
// slow (spawn, may fail)
#[dag]
mod tasks {
    use super::*;

    #[input]
    pub struct Input {
        pub diary: Arc<Diary>,
        pub failing: &'static str,
    }

    #[node(spawn)]
    async fn order(diary: &Diary, failing: &'static str) -> Result<String, Refused> {
        diary.work("order", 0).await;
        unless("order", failing, "two".to_owned())
    }
    #[node(spawn, commit)]
    async fn pay(order: &str, diary: &Diary) -> usize {
        diary.work("pay", 0).await;
        order.len()
    }
    #[node(spawn)]
    async fn receipt(pay: usize) -> usize {
        pay
    }
    #[node(blocking)]
    fn file(failing: &'static str) -> Result<u32, Refused> {
        unless("file", failing, 1)
    }
    #[node(blocking, commit)]
    fn report(diary: &Diary) -> u32 {
        diary.note("report");
        2
    }
    #[node(spawn)]
    async fn slow(diary: &Diary, failing: &'static str) -> Result<u32, Refused> {
        tokio::task::yield_now().await;
        diary.note("slow ends");
        unless("slow", failing, 3)
    }
}

#[test]
fn commits_in_tasks_and_on_threads_start_when_tasks_and_threads_have_succeeded() {
    on_both_flavours(async || {
        let diary = Arc::new(Diary::new());
        let input = tasks::Input { diary: Arc::clone(&diary), failing: "" };
        let output = tasks::Pipeline::run(input).await.unwrap();
        assert_eq!((output.receipt, output.file, output.report, output.slow), (3, 1, 2, 3));
        let lines: Vec<String> = diary.lines().iter().map(|line| line.split_once(' ').unwrap().1.to_owned()).collect();
        let place = |what: &str| lines.iter().position(|line| line == what).unwrap();
        for before in ["order ends", "slow ends"] {
            assert!(place(before) < place("pay starts").min(place("report")), "{lines:?}");
        }
    });
}

#[test]
fn no_commit_in_a_task_or_on_a_thread_starts_behind_a_failure() {
    on_both_flavours(async || {
        for failing in ["order", "file", "slow"] {
            let diary = Arc::new(Diary::new());
            let input = tasks::Input { diary: Arc::clone(&diary), failing };
            assert_eq!(tasks::Pipeline::run(input).await.map(|_| ()).unwrap_err().node(), failing);
            let lines = diary.lines().join(", ");
            assert!(!lines.contains("pay") && !lines.contains("report"), "{lines}");
        }
    });
}
