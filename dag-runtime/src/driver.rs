//! Which branches are polled at a wake-up.

use std::pin::Pin;
use std::task::{Context, Poll};

use crate::bits;
use crate::branches::{Branches, both};
use crate::failure::Failure;
use crate::wakes::{Attention, Woken};

/// Polls branches until all have finished or one failed.
///
/// Branches are polled in their order. While they are first started, a failure keeps those behind
/// it from starting; at a later wake-up every branch that was woken is polled, and of several
/// failures the one [declared first](Failure) is reported.
pub trait Driver {
    /// The same driver, but telling apart who was woken.
    type Wide: Driver;
    /// The same driver, but telling apart who was woken. To be called before the first poll.
    fn wide(self) -> Self::Wide;
    /// Polls what has to be polled at this wake-up.
    fn poll<E, T: Branches<E>>(&mut self, branches: Pin<&mut T>, cx: &mut Context<'_>) -> Poll<Result<(), Failure<E>>>;
}

/// Branches that are independent of each other: all are started at once, and every unfinished one
/// is polled at each wake-up.
#[derive(Debug, Default)]
pub struct Together {
    started: bool,
}

impl Driver for Together {
    type Wide = TogetherWide;

    #[inline]
    fn wide(self) -> TogetherWide {
        TogetherWide::default()
    }

    #[inline]
    fn poll<E, T: Branches<E>>(&mut self, branches: Pin<&mut T>, cx: &mut Context<'_>) -> Poll<Result<(), Failure<E>>> {
        if self.started {
            return branches.poll_all(cx);
        }
        self.started = true;
        branches.start(cx)
    }
}

/// Branches that are independent of each other: all are started at once, and only those that were
/// woken are polled again.
///
/// The first poll makes do with the caller's waker. So does the second, up to the first branch that
/// still has to wait: from there on, every branch has a waker of its own. Branches that all go on at
/// the same wake-up therefore cost no more than they do [`Together`].
#[derive(Debug, Default)]
pub struct TogetherWide {
    attention: Woken,
    /// Known once wake-ups are told apart.
    unfinished: usize,
    at_once: bool,
}

impl TogetherWide {
    /// For branches that are known to wait: each has a waker of its own from the first poll on.
    #[inline]
    pub(crate) fn at_once(self) -> Self {
        Self { at_once: true, ..self }
    }

    /// The first poll of each branch, up to the first that fails.
    fn start<E, T: Branches<E>>(
        &mut self,
        mut branches: Pin<&mut T>,
        cx: &mut Context<'_>,
    ) -> Poll<Result<(), Failure<E>>> {
        if !self.at_once {
            self.attention.share();
            return branches.start(cx);
        }
        self.attention.go_apart(T::LEAVES, cx.waker(), |_| 0);
        self.unfinished = T::LEAVES;
        for index in 0..T::LEAVES {
            self.poll_one(branches.as_mut(), index, cx)?;
        }
        self.result(Ok(()))
    }

    /// The second poll.
    fn poll_in_turn<E, T: Branches<E>>(
        &mut self,
        mut branches: Pin<&mut T>,
        cx: &mut Context<'_>,
    ) -> Poll<Result<(), Failure<E>>> {
        match branches.as_mut().poll_in_turn(cx) {
            Poll::Pending => {}
            Poll::Ready(Ok(())) => return Poll::Ready(Ok(())),
            failed => return both(failed, branches.poll_all(cx)),
        }
        self.attention.go_apart(T::LEAVES, cx.waker(), |_| 0);
        let mut first = Ok(());
        for index in 0..T::LEAVES {
            if !branches.is_finished(index) {
                self.unfinished += 1;
                first = earlier(first, self.poll_one(branches.as_mut(), index, cx));
            }
        }
        self.result(first)
    }

    fn poll_woken<E, T: Branches<E>>(
        &mut self,
        mut branches: Pin<&mut T>,
        cx: &mut Context<'_>,
    ) -> Poll<Result<(), Failure<E>>> {
        self.attention.listen(cx.waker());
        let mut first = Ok(());
        for word in 0..bits::words(T::LEAVES) {
            for index in bits::indices(word, self.attention.woken(word)) {
                // Finished branches may be woken, too.
                if self.attention.knows(index) {
                    first = earlier(first, self.poll_one(branches.as_mut(), index, cx));
                }
            }
        }
        self.result(first)
    }

    fn poll_one<E, T: Branches<E>>(
        &mut self,
        branches: Pin<&mut T>,
        index: usize,
        cx: &mut Context<'_>,
    ) -> Result<(), Failure<E>> {
        match self.attention.poll(index, cx, |cx| branches.poll_one(index, cx)) {
            Poll::Pending => Ok(()),
            Poll::Ready(result) => {
                self.unfinished -= 1;
                self.attention.forget(index);
                result
            }
        }
    }

    fn result<E>(&self, first: Result<(), Failure<E>>) -> Poll<Result<(), Failure<E>>> {
        if first.is_ok() && self.unfinished > 0 { Poll::Pending } else { Poll::Ready(first) }
    }
}

impl Driver for TogetherWide {
    type Wide = Self;

    #[inline]
    fn wide(self) -> Self {
        self
    }

    fn poll<E, T: Branches<E>>(&mut self, branches: Pin<&mut T>, cx: &mut Context<'_>) -> Poll<Result<(), Failure<E>>> {
        if self.attention.is_new() {
            self.start(branches, cx)
        } else if self.attention.is_apart() {
            self.poll_woken(branches, cx)
        } else {
            self.poll_in_turn(branches, cx)
        }
    }
}

/// Both results in one: of two failures the one declared first.
#[inline]
pub(crate) fn earlier<E>(one: Result<(), Failure<E>>, other: Result<(), Failure<E>>) -> Result<(), Failure<E>> {
    match (one, other) {
        (Err(one), Err(other)) => Err(one.or_earlier(other)),
        (Ok(()), result) | (result, Ok(())) => result,
    }
}
