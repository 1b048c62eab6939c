//! The wrappers of a node's future keep it once.
#![cfg(feature = "tokio")]

use std::future::pending;
use std::mem::size_of_val;
use std::time::Duration;

use dag_runtime::{Backoff, HoldsTimeout, Timeout, deadline, limit, retry, spawn, spawn_on, timeout};
use tokio::runtime::Builder;
use tokio::sync::Semaphore;

const LARGE: usize = 4096;

/// A future that has `LARGE` bytes to keep while it waits.
async fn large() -> Result<(), Timeout> {
    let kept = [1_u8; LARGE];
    pending::<()>().await;
    assert_eq!(kept[0], 1);
    Ok(())
}

#[test]
fn a_future_is_kept_once_however_it_is_wrapped() {
    let semaphore = Semaphore::new(1);
    let runtime = Builder::new_current_thread().build().unwrap();
    let second = Duration::from_secs(1);
    let backoff = Backoff { attempts: 3, first: second, factor: 2.0, longest: second, jitter: false };
    let nested = limit("x", &semaphore, retry("x", backoff, || timeout("x", second, large(), HoldsTimeout::timed_out)));
    let sizes = [
        size_of_val(&timeout("x", second, large(), HoldsTimeout::timed_out)),
        size_of_val(&deadline("x", second, large())),
        size_of_val(&retry("x", backoff, large)),
        size_of_val(&limit("x", &semaphore, large())),
        size_of_val(&spawn("x", large())),
        size_of_val(&spawn_on("x", runtime.handle(), large())),
        size_of_val(&nested),
    ];
    assert!(sizes.iter().all(|size| (LARGE..LARGE + 1024).contains(size)), "{sizes:?}");
}
