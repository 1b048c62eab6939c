//! The option `limit`: work of which only so much goes on at once.

use std::future::Future;

use futures_util::future::FutureExt;
use tokio::sync::Semaphore;

/// Waits for a permit and holds it while the work of `node` is under way. Permits are given in the order in which they were asked
/// for; one goes back when the work's future has been dropped, at its end or before. Work that still goes on elsewhere
/// then, such as a blocking function whose caller has gone, holds no permit.
///
/// ```
/// use dag_runtime::limit;
/// use tokio::sync::Semaphore;
///
/// # futures::executor::block_on(async {
/// let semaphore = Semaphore::new(4);
/// let free = limit("report", &semaphore, async { semaphore.available_permits() }).await;
/// assert_eq!((free, semaphore.available_permits()), (3, 4));
/// # });
/// ```
///
/// # Panics
///
/// If the semaphore is closed.
pub fn limit<F: Future>(node: &'static str, semaphore: &Semaphore, work: F) -> impl Future<Output = F::Output> {
    // An async block would keep the work's future twice: as a captured variable and as the awaited future.
    semaphore.acquire().then(move |permit| {
        let Ok(permit) = permit else { closed(node) };
        work.map(|value| {
            drop(permit);
            value
        })
    })
}

#[cold]
fn closed(node: &str) -> ! {
    panic!("the semaphore that limits node `{node}` is closed, so it gets no permit")
}
