//! Failures, panics and the ends of runs with functions in a pool.

use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};

use dagwright::dag;
use futures::FutureExt;
use rayon::ThreadPool;
use tokio::sync::oneshot;
use tracing::{Instrument, Span, info_span};

use super::pool;
use crate::support::{Item, Ledger, on_both_flavours, poll_once};

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Broken(pub u32);

// loaded (pool, may fail) ─→ seen (takes the result)
// checked (pool, may fail)
#[dag]
mod failing {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub pool: &'a ThreadPool,
        pub number: u32,
    }

    #[node(blocking = pool)]
    fn loaded(number: u32) -> Result<u32, Broken> {
        if number > 5 { Ok(number) } else { Err(Broken(number)) }
    }
    async fn seen(loaded: Result<&u32, &Broken>) -> String {
        format!("{loaded:?}")
    }
    #[node(blocking = pool)]
    fn checked(number: u32) -> Result<(), Broken> {
        if number > 0 { Ok(()) } else { Err(Broken(99)) }
    }
}

#[test]
fn a_function_in_a_pool_may_fail() {
    let pool = pool(2);
    on_both_flavours(async || {
        let run = |number| failing::Pipeline::run(failing::Input { pool: &pool, number });
        assert_eq!(run(7).await.unwrap().seen, "Ok(7)");
        assert_eq!(run(3).await.unwrap().seen, "Err(Broken(3))");
        assert_eq!(run(0).await.expect_err("it fails").node(), "checked");
    });
}

// kept → panics (pool)
#[dag]
mod panicking {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub pool: &'a ThreadPool,
        pub ledger: Arc<Ledger>,
    }

    async fn kept(ledger: &Arc<Ledger>) -> Item {
        Item::make(ledger, "kept's body", 1, "kept").await
    }
    #[node(blocking = pool)]
    fn panics(kept: &Item) {
        let _ = kept;
        panic!("in the pool");
    }
}

#[test]
fn a_panic_in_a_pool_reaches_the_caller_and_the_pool_goes_on() {
    let pool = pool(1);
    on_both_flavours(async || {
        let ledger = Arc::<Ledger>::default();
        let run = panicking::Pipeline::run(panicking::Input { pool: &pool, ledger: Arc::clone(&ledger) });
        let panic = AssertUnwindSafe(run).catch_unwind().await.expect_err("a panic");
        assert_eq!(panic.downcast_ref::<&'static str>(), Some(&"in the pool"));
        ledger.left_with([]).await;
        ledger.assert_settled();
    });
}

// blocks (pool)
// queued (pool)         behind it, on the only thread
#[dag]
mod dropped {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub pool: &'a ThreadPool,
        pub ledger: Arc<Ledger>,
        pub begun: oneshot::Sender<()>,
        pub release: mpsc::Receiver<()>,
        pub calls: Arc<AtomicUsize>,
    }

    #[node(blocking = pool)]
    fn blocks(ledger: &Arc<Ledger>, begun: oneshot::Sender<()>, release: mpsc::Receiver<()>) -> Item {
        let _body = Item::new(ledger, "body");
        begun.send(()).unwrap();
        release.recv().unwrap();
        Item::new(ledger, "value")
    }
    #[node(blocking = pool)]
    fn queued(calls: &AtomicUsize) -> usize {
        calls.fetch_add(1, Ordering::SeqCst)
    }
}

#[test]
fn after_a_dropped_run_a_function_under_way_works_on_and_others_do_not_begin() {
    let pool = pool(1);
    on_both_flavours(async || {
        let (ledger, calls) = (Arc::<Ledger>::default(), Arc::new(AtomicUsize::new(0)));
        let ((begun, has_begun), (release, released)) = (oneshot::channel(), mpsc::channel());
        let (kept, counted) = (Arc::clone(&ledger), Arc::clone(&calls));
        let input = dropped::Input { pool: &pool, ledger: kept, begun, release: released, calls: counted };
        let mut run = Box::pin(dropped::Pipeline::run(input));
        assert!(poll_once(run.as_mut()).is_pending());
        has_begun.await.unwrap();
        assert_eq!(ledger.live(), ["body"]);
        drop(run);
        release.send(()).unwrap();
        ledger.left_with([]).await;
        assert_eq!(ledger.made(), ["body", "value"]);
        pool.install(|| ());
        assert_eq!(calls.load(Ordering::SeqCst), 0);
    });
}

// seen (pool)         says which span it is in
#[dag]
mod traced {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub pool: &'a ThreadPool,
    }

    #[node(blocking = pool)]
    fn seen() -> Option<&'static str> {
        Span::current().metadata().map(|span| span.name())
    }
}

#[test]
fn the_current_span_is_current_in_the_pool() {
    let _ = tracing::subscriber::set_global_default(tracing_subscriber::registry());
    let pool = pool(1);
    on_both_flavours(async || {
        let run = || traced::Pipeline::run(traced::Input { pool: &pool });
        assert_eq!(run().instrument(info_span!("request")).await.seen, Some("request"));
        assert_eq!(run().await.seen, None);
    });
}
