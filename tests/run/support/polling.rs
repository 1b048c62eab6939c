//! Polling by hand.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

/// Waits for `turns` further polls of the task, waking it each time.
pub async fn yields(turns: usize) {
    for _ in 0..turns {
        let mut waited = false;
        std::future::poll_fn(move |cx| {
            if waited {
                return Poll::Ready(());
            }
            waited = true;
            cx.waker().wake_by_ref();
            Poll::Pending
        })
        .await;
    }
}

/// Polls `future` once with a waker that does nothing.
pub fn poll_once<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}
