//! Runs that end early give their permits back.

use std::sync::Arc;

use dagwright::dag;
use tokio::sync::Semaphore;

use crate::support::{Gauge, Refused, on_both_flavours, poll_once, yields};

// held (limited)
#[dag]
mod endless {
    use super::*;

    #[input]
    pub struct Input {
        pub permits: Arc<Semaphore>,
        pub gauge: Arc<Gauge>,
    }

    #[node(limit = permits)]
    async fn held(gauge: &Gauge) {
        let _inside = gauge.enter();
        std::future::pending().await
    }
}

#[test]
fn dropped_runs_give_their_permits_back() {
    on_both_flavours(async || {
        let (permits, gauge) = (Arc::new(Semaphore::new(2)), Arc::<Gauge>::default());
        let start = || {
            let input = endless::Input { permits: Arc::clone(&permits), gauge: Arc::clone(&gauge) };
            let mut run = Box::pin(endless::Pipeline::run(input));
            assert!(poll_once(run.as_mut()).is_pending());
            run
        };
        let (first, second, mut third, fourth) = (start(), start(), start(), start());
        assert_eq!((gauge.inside(), permits.available_permits()), (2, 0));
        drop(first);
        assert!(poll_once(third.as_mut()).is_pending());
        assert_eq!((gauge.inside(), permits.available_permits()), (2, 0), "the third has the place of the first");
        drop(fourth);
        drop(second);
        assert_eq!((gauge.inside(), permits.available_permits()), (1, 1));
        drop(third);
        assert_eq!((gauge.inside(), permits.available_permits()), (0, 2));
    });
}

#[test]
fn aborted_runs_give_their_permits_back() {
    on_both_flavours(async || {
        let (permits, gauge) = (Arc::new(Semaphore::new(4)), Arc::<Gauge>::default());
        let run =
            || endless::Pipeline::run(endless::Input { permits: Arc::clone(&permits), gauge: Arc::clone(&gauge) });
        let runs: Vec<_> = (0..50).map(|_| tokio::spawn(run())).collect();
        tokio::task::yield_now().await;
        runs.iter().for_each(tokio::task::JoinHandle::abort);
        for run in runs {
            assert!(run.await.expect_err("it is aborted").is_cancelled());
        }
        assert!(gauge.most() <= 4);
        assert_eq!((gauge.inside(), permits.available_permits()), (0, 4));
    });
}

// held (limited)     fails
#[dag]
mod failing {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub permits: &'a Semaphore,
        pub gauge: &'a Gauge,
    }

    #[node(limit = permits)]
    async fn held(gauge: &Gauge) {
        let _inside = gauge.enter();
        std::future::pending().await
    }
    async fn fails(gauge: &Gauge) -> Result<(), Refused> {
        yields(2).await;
        Err(Refused(gauge.inside()))
    }
}

#[tokio::test]
async fn a_failed_run_gives_its_permit_back() {
    let (permits, gauge) = (Semaphore::new(1), Gauge::default());
    let error = failing::Pipeline::run(failing::Input { permits: &permits, gauge: &gauge }).await;
    assert!(matches!(error, Err(failing::Error::Fails(Refused(1)))));
    assert_eq!((gauge.inside(), permits.available_permits()), (0, 1));
}
