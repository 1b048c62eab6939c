//! A branch: its future, and then its output.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

use super::failure::Failure;

pin_project! {
    /// `Unfinished` → `Finished` → `Taken`; straight to `Taken` if it fails.
    #[project = LeafProjection]
    #[project_replace = LeafReplaced]
    #[derive(Debug)]
    pub(super) enum Leaf<F, T> {
        Unfinished { #[pin] future: F },
        Finished { output: T },
        Taken,
    }
}

impl<F: Future, T> Leaf<F, T> {
    #[inline]
    pub(super) fn new(future: F) -> Self {
        Self::Unfinished { future }
    }

    #[inline]
    pub(super) fn poll<E>(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        result: impl FnOnce(F::Output) -> Result<T, Failure<E>>,
    ) -> Poll<Result<(), Failure<E>>> {
        let LeafProjection::Unfinished { future } = self.as_mut().project() else {
            return Poll::Ready(Ok(()));
        };
        let Poll::Ready(output) = future.poll(cx) else {
            return Poll::Pending;
        };
        self.finish(result(output))
    }

    /// A function of its own, lest its variables, as large as the future, lie on the stack while that is polled.
    #[inline]
    fn finish<E>(mut self: Pin<&mut Self>, result: Result<T, Failure<E>>) -> Poll<Result<(), Failure<E>>> {
        let (next, result) = match result {
            Ok(output) => (Leaf::Finished { output }, Ok(())),
            Err(failure) => (Leaf::Taken, Err(failure)),
        };
        self.set(next);
        Poll::Ready(result)
    }

    #[inline(never)]
    pub(super) fn poll_outlined<E>(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        result: impl FnOnce(F::Output) -> Result<T, Failure<E>>,
    ) -> Poll<Result<(), Failure<E>>> {
        self.poll(cx, result)
    }

    #[inline]
    pub(super) fn is_finished(&self) -> bool {
        !matches!(self, Leaf::Unfinished { .. })
    }

    #[inline]
    pub(super) fn take(self: Pin<&mut Self>) -> T {
        match self.project_replace(Leaf::Taken) {
            LeafReplaced::Finished { output } => output,
            _ => nothing_to_take(),
        }
    }
}

#[cold]
fn nothing_to_take() -> ! {
    panic!("branches polled again after they completed")
}
