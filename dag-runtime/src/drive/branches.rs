//! Branches and the trees they form. A tree is polled as a whole or leaf by leaf; its [`Driver`](crate::Driver) chooses
//! the branches and the moment.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

use super::failure::Failure;
use super::leaf::Leaf;
use super::turns::JoinTurns;

/// A tree of branches, numbered from the left, of which each may fail with an `E`.
///
/// A branch that finishes drops its future at once, keeps its output and is never polled again.
/// Polling answers `Ready(Err(..))` when a branch that was polled failed, or `Ready(Ok(()))` when
/// every branch it was asked about has finished.
pub trait Branches<E> {
    /// The outputs of the branches, nested as the branches are.
    type Output;
    /// The number of branches.
    const LEAVES: usize;

    /// Polls every branch for the first time, up to the first that fails.
    fn start(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Failure<E>>>;
    /// Polls every unfinished branch that the turns do not pass over; of several failures the one declared first is
    /// reported. The first branch is number `from` in the turns.
    fn poll_all(
        self: Pin<&mut Self>,
        from: usize,
        turns: &mut JoinTurns,
        cx: &mut Context<'_>,
    ) -> Poll<Result<(), Failure<E>>>;
    /// Polls unfinished branches, up to the first that has to wait or fails.
    fn poll_in_turn(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Failure<E>>>;
    /// Polls branch `index` unless it has finished.
    fn poll_one(self: Pin<&mut Self>, index: usize, cx: &mut Context<'_>) -> Poll<Result<(), Failure<E>>>;
    /// True if branch `index` has finished.
    fn is_finished(&self, index: usize) -> bool;
    /// Takes the outputs out.
    ///
    /// # Panics
    ///
    /// If a branch has not finished, failed, or gave its output already.
    fn take(self: Pin<&mut Self>) -> Self::Output;
}

pin_project! {
    /// A branch that cannot fail, made by [`branch`].
    #[derive(Debug)]
    pub struct Branch<F>
    where
        F: Future,
    {
        #[pin]
        leaf: Leaf<F, F::Output>,
    }
}

/// A branch that cannot fail. It may stand among branches that fail with an error of any type.
#[inline]
pub fn branch<F: Future>(future: F) -> Branch<F> {
    Branch { leaf: Leaf::new(future) }
}

impl<F: Future, E> Branches<E> for Branch<F> {
    type Output = F::Output;
    const LEAVES: usize = 1;

    #[inline]
    fn start(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Failure<E>>> {
        self.project().leaf.poll(cx, Ok)
    }

    #[inline]
    fn poll_all(
        self: Pin<&mut Self>,
        from: usize,
        turns: &mut JoinTurns,
        cx: &mut Context<'_>,
    ) -> Poll<Result<(), Failure<E>>> {
        if turns.passes_over(from) {
            return Poll::Pending;
        }
        let polled = self.project().leaf.poll(cx, Ok);
        turns.polled(from);
        polled
    }

    #[inline]
    fn poll_in_turn(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Failure<E>>> {
        self.project().leaf.poll(cx, Ok)
    }

    #[inline]
    fn poll_one(self: Pin<&mut Self>, _: usize, cx: &mut Context<'_>) -> Poll<Result<(), Failure<E>>> {
        self.project().leaf.poll_outlined(cx, Ok)
    }

    #[inline]
    fn is_finished(&self, _: usize) -> bool {
        self.leaf.is_finished()
    }

    #[inline]
    fn take(self: Pin<&mut Self>) -> F::Output {
        self.project().leaf.take()
    }
}

pin_project! {
    /// A branch that may fail, made by [`try_branch`]. `T` is its output if it does not.
    #[derive(Debug)]
    pub struct TryBranch<F, T> {
        #[pin]
        leaf: Leaf<F, T>,
    }
}

/// A branch that may fail.
#[inline]
pub fn try_branch<F, T, E>(future: F) -> TryBranch<F, T>
where
    F: Future<Output = Result<T, Failure<E>>>,
{
    TryBranch { leaf: Leaf::new(future) }
}

impl<F, T, E> Branches<E> for TryBranch<F, T>
where
    F: Future<Output = Result<T, Failure<E>>>,
{
    type Output = T;
    const LEAVES: usize = 1;

    #[inline]
    fn start(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Failure<E>>> {
        self.project().leaf.poll(cx, |result| result)
    }

    #[inline]
    fn poll_all(
        self: Pin<&mut Self>,
        from: usize,
        turns: &mut JoinTurns,
        cx: &mut Context<'_>,
    ) -> Poll<Result<(), Failure<E>>> {
        if turns.passes_over(from) {
            return Poll::Pending;
        }
        let polled = self.project().leaf.poll(cx, |result| result);
        turns.polled(from);
        polled
    }

    #[inline]
    fn poll_in_turn(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Failure<E>>> {
        self.project().leaf.poll(cx, |result| result)
    }

    #[inline]
    fn poll_one(self: Pin<&mut Self>, _: usize, cx: &mut Context<'_>) -> Poll<Result<(), Failure<E>>> {
        self.project().leaf.poll_outlined(cx, |result| result)
    }

    #[inline]
    fn is_finished(&self, _: usize) -> bool {
        self.leaf.is_finished()
    }

    #[inline]
    fn take(self: Pin<&mut Self>) -> T {
        self.project().leaf.take()
    }
}

pin_project! {
    /// Two trees of branches side by side, made by [`pair`].
    #[derive(Debug)]
    pub struct Pair<A, B> {
        // Dropped first, as a variable declared later is.
        #[pin]
        right: B,
        #[pin]
        left: A,
    }
}

/// Two trees of branches side by side; the output is the pair of theirs. Balanced trees make the
/// way to a single branch short.
#[inline]
pub fn pair<A, B>(left: A, right: B) -> Pair<A, B> {
    Pair { left, right }
}

impl<E, A: Branches<E>, B: Branches<E>> Branches<E> for Pair<A, B> {
    type Output = (A::Output, B::Output);
    const LEAVES: usize = A::LEAVES + B::LEAVES;

    #[inline]
    fn start(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Failure<E>>> {
        let this = self.project();
        match this.left.start(cx) {
            Poll::Ready(Err(failure)) => Poll::Ready(Err(failure)),
            left => both(left, this.right.start(cx)),
        }
    }

    #[inline]
    fn poll_all(
        self: Pin<&mut Self>,
        from: usize,
        turns: &mut JoinTurns,
        cx: &mut Context<'_>,
    ) -> Poll<Result<(), Failure<E>>> {
        let this = self.project();
        let left = this.left.poll_all(from, turns, cx);
        both(left, this.right.poll_all(from + A::LEAVES, turns, cx))
    }

    #[inline]
    fn poll_in_turn(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Failure<E>>> {
        let this = self.project();
        match this.left.poll_in_turn(cx) {
            Poll::Ready(Ok(())) => this.right.poll_in_turn(cx),
            left => left,
        }
    }

    #[inline]
    fn poll_one(self: Pin<&mut Self>, index: usize, cx: &mut Context<'_>) -> Poll<Result<(), Failure<E>>> {
        let this = self.project();
        if index < A::LEAVES { this.left.poll_one(index, cx) } else { this.right.poll_one(index - A::LEAVES, cx) }
    }

    #[inline]
    fn is_finished(&self, index: usize) -> bool {
        if index < A::LEAVES { self.left.is_finished(index) } else { self.right.is_finished(index - A::LEAVES) }
    }

    #[inline]
    fn take(self: Pin<&mut Self>) -> Self::Output {
        let this = self.project();
        (this.left.take(), this.right.take())
    }
}

/// Both polls in one: ready when both are, or when one failed.
#[inline]
pub(crate) fn both<E>(
    left: Poll<Result<(), Failure<E>>>,
    right: Poll<Result<(), Failure<E>>>,
) -> Poll<Result<(), Failure<E>>> {
    match (left, right) {
        (Poll::Ready(Err(left)), Poll::Ready(Err(right))) => Poll::Ready(Err(left.or_earlier(right))),
        (Poll::Ready(Err(failure)), _) | (_, Poll::Ready(Err(failure))) => Poll::Ready(Err(failure)),
        (Poll::Ready(Ok(())), Poll::Ready(Ok(()))) => Poll::Ready(Ok(())),
        _ => Poll::Pending,
    }
}
