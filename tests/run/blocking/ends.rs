//! A function that blocks, and a run that ends before it.

use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};

use dagwright::dag;
use futures::FutureExt;
use tokio::runtime::Builder;
use tokio::sync::oneshot;

use crate::support::{Item, Ledger, on_both_flavours, poll_once};

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Broken(pub u32);

// kept → panics (blocking)
// slow
#[dag]
mod panicking {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
    }

    async fn kept(ledger: &Arc<Ledger>) -> Item {
        Item::make(ledger, "kept's body", 1, "kept").await
    }
    #[node(blocking)]
    fn panics(kept: &Item) {
        let _ = kept;
        panic!("on another thread");
    }
    async fn slow(ledger: &Arc<Ledger>) {
        let _body = Item::new(ledger, "slow's body");
        std::future::pending::<()>().await;
    }
}

#[test]
fn a_panic_on_another_thread_reaches_the_caller() {
    on_both_flavours(async || {
        let ledger = Arc::<Ledger>::default();
        let run = panicking::Pipeline::run(panicking::Input { ledger: Arc::clone(&ledger) });
        let panic = AssertUnwindSafe(run).catch_unwind().await.expect_err("a panic");
        assert_eq!(panic.downcast_ref::<&'static str>(), Some(&"on another thread"));
        ledger.left_with([]).await;
        ledger.assert_settled();
    });
}

// blocks (blocking)
// fails
#[dag]
mod left_behind {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
        pub begun: oneshot::Sender<()>,
        pub release: mpsc::Receiver<()>,
        pub told: oneshot::Receiver<()>,
    }

    #[node(blocking)]
    fn blocks(ledger: &Arc<Ledger>, begun: oneshot::Sender<()>, release: mpsc::Receiver<()>) -> Item {
        let _body = Item::new(ledger, "body");
        begun.send(()).unwrap();
        release.recv().unwrap();
        Item::new(ledger, "value")
    }
    async fn fails(told: oneshot::Receiver<()>) -> Result<(), Broken> {
        told.await.map_err(|_| Broken(0))?;
        Err(Broken(1))
    }
}

/// A run of `left_behind`, and the other ends of its channels.
struct Scene {
    ledger: Arc<Ledger>,
    begun: oneshot::Receiver<()>,
    release: mpsc::Sender<()>,
    tell: oneshot::Sender<()>,
}

impl Scene {
    fn new() -> (Self, left_behind::Input) {
        let ledger = Arc::<Ledger>::default();
        let (has_begun, begun) = oneshot::channel();
        let (release, released) = mpsc::channel();
        let (tell, told) = oneshot::channel();
        let input = left_behind::Input { ledger: Arc::clone(&ledger), begun: has_begun, release: released, told };
        (Self { ledger, begun, release, tell }, input)
    }

    /// Lets the thread go on, and sees it through.
    async fn finish(self) {
        assert_eq!(self.ledger.live(), ["body"]);
        self.release.send(()).unwrap();
        self.ledger.left_with([]).await;
        assert_eq!(self.ledger.made(), ["body", "value"]);
        self.ledger.assert_settled();
    }
}

#[test]
fn a_failure_elsewhere_ends_the_run_and_the_thread_works_on_to_its_end() {
    on_both_flavours(async || {
        let (mut scene, input) = Scene::new();
        let told = async {
            (&mut scene.begun).await.unwrap();
            let (tell, _) = oneshot::channel();
            std::mem::replace(&mut scene.tell, tell).send(()).unwrap();
        };
        let (ended, ()) = futures::join!(left_behind::Pipeline::run(input), told);
        assert_eq!(ended.expect_err("`fails` does").node(), "fails");
        scene.finish().await;
    });
}

#[test]
fn after_a_dropped_run_the_thread_works_on_to_its_end() {
    on_both_flavours(async || {
        let (mut scene, input) = Scene::new();
        let mut run = Box::pin(left_behind::Pipeline::run(input));
        assert!(poll_once(run.as_mut()).is_pending());
        (&mut scene.begun).await.unwrap();
        drop(run);
        scene.finish().await;
    });
}

// called (blocking)
#[dag]
mod queued {
    use super::*;

    #[input]
    pub struct Input {
        pub calls: Arc<AtomicUsize>,
    }

    #[node(blocking)]
    fn called(calls: &AtomicUsize) -> usize {
        calls.fetch_add(1, Ordering::SeqCst)
    }
}

#[test]
fn a_function_that_has_not_begun_when_the_run_is_dropped_is_never_started() {
    let runtime = Builder::new_current_thread().max_blocking_threads(1).build().unwrap();
    let calls = Arc::new(AtomicUsize::new(0));
    runtime.block_on(async {
        let (release, released) = mpsc::channel::<()>();
        let only_thread = tokio::task::spawn_blocking(move || released.recv());
        let mut run = Box::pin(queued::Pipeline::run(queued::Input { calls: Arc::clone(&calls) }));
        assert!(poll_once(run.as_mut()).is_pending());
        drop(run);
        release.send(()).unwrap();
        only_thread.await.unwrap().unwrap();
        tokio::task::spawn_blocking(|| {}).await.unwrap();
    });
    assert_eq!(calls.load(Ordering::SeqCst), 0);
    assert_eq!(Arc::strong_count(&calls), 1);
}

#[test]
fn making_a_run_starts_no_thread() {
    let calls = Arc::new(AtomicUsize::new(0));
    let run = queued::Pipeline::run(queued::Input { calls: Arc::clone(&calls) });
    drop(run);
    assert_eq!(calls.load(Ordering::SeqCst), 0);
    assert_eq!(Arc::strong_count(&calls), 1);
}
