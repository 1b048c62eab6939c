//! The choice of the branches that are polled at a wake-up, and their order.

use std::pin::Pin;
use std::task::{Context, Poll};

use super::bits;
use super::branches::{Branches, both};
use super::failure::Failure;
use super::turns::{JoinTurns, Turns, budget_is_left, having};
use super::wakes::{PollWoken, WakePolicy};

/// Polls branches until all have finished or one failed.
///
/// Branches are polled in their order. While they are first started, a failure keeps those behind
/// it from starting; at a later wake-up every branch that was woken is polled, and of several
/// failures the one [declared first](Failure) is reported.
pub trait Driver {
    /// The same driver, but one that tells wake-ups apart.
    type Wide: Driver;
    /// The same driver, but one that tells apart which branch a wake-up is for. To be called before the first poll.
    fn wide(self) -> Self::Wide;
    /// Polls the branches that have to be polled at this wake-up.
    fn poll<E, T: Branches<E>>(&mut self, branches: Pin<&mut T>, cx: &mut Context<'_>) -> Poll<Result<(), Failure<E>>>;
}

/// Drives branches that are independent of each other: it starts all at once, and polls every unfinished one at each
/// wake-up, as the turns allow.
#[derive(Debug, Default)]
pub struct JoinDriver {
    started: bool,
    turns: JoinTurns,
}

impl JoinDriver {
    #[cold]
    fn go_round<E, T: Branches<E>>(
        &mut self,
        mut branches: Pin<&mut T>,
        cx: &mut Context<'_>,
    ) -> Poll<Result<(), Failure<E>>> {
        let mut polled = Poll::Ready(Ok(()));
        self.turns.go_round(T::LEAVES, |index| {
            let before = std::mem::replace(&mut polled, Poll::Pending);
            polled = both(before, branches.as_mut().poll_one(index, cx));
        });
        polled
    }
}

impl Driver for JoinDriver {
    type Wide = WideJoinDriver;

    #[inline]
    fn wide(self) -> WideJoinDriver {
        WideJoinDriver::default()
    }

    #[inline]
    fn poll<E, T: Branches<E>>(&mut self, branches: Pin<&mut T>, cx: &mut Context<'_>) -> Poll<Result<(), Failure<E>>> {
        if !self.started {
            self.started = true;
            return branches.start(cx);
        }
        if self.turns.goes_round(T::LEAVES) {
            return self.go_round(branches, cx);
        }
        self.turns.begin();
        let polled = branches.poll_all(0, &mut self.turns, cx);
        if polled.is_pending() {
            self.turns.end(cx);
        }
        polled
    }
}

/// Drives branches that are independent of each other: it starts all at once, and polls only those again that were
/// woken.
///
/// The first poll makes do with the caller's waker. So does the second, up to the first branch that
/// still has to wait: from there on, every branch has a waker of its own. Branches that all go on at
/// the same wake-up therefore cost no more than with a [`JoinDriver`].
#[derive(Debug, Default)]
pub struct WideJoinDriver {
    policy: PollWoken,
    /// The number of unfinished branches, known once wake-ups are told apart.
    unfinished: usize,
    /// True if wake-ups are told apart from the first poll on.
    at_once: bool,
    /// True after a poll that left no budget, for the sake of [`Turns`].
    watches: bool,
    /// The set of branches that had their turn; empty before the first watched poll.
    had_turn: Vec<u64>,
}

impl WideJoinDriver {
    /// The same driver for branches that are known to wait: each has a waker of its own from the first poll on.
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
            self.policy.share();
            return branches.start(cx);
        }
        self.policy.separate(T::LEAVES, cx.waker(), |_| 0);
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
            failed => return both(failed, branches.poll_all(0, &mut JoinTurns::default(), cx)),
        }
        self.policy.separate(T::LEAVES, cx.waker(), |_| 0);
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
        self.policy.register(cx.waker());
        let mut first = Ok(());
        for word in 0..bits::words(T::LEAVES) {
            for index in bits::indices(word, self.policy.take_woken(word)) {
                // Finished branches may be woken, too.
                if self.policy.knows(index) {
                    first = earlier(first, self.poll_one(branches.as_mut(), index, cx));
                }
            }
        }
        self.result(first)
    }

    #[cold]
    fn poll_watched<E, T: Branches<E>>(
        &mut self,
        mut branches: Pin<&mut T>,
        cx: &mut Context<'_>,
    ) -> Poll<Result<(), Failure<E>>> {
        if !self.policy.is_separate() {
            self.policy.separate(T::LEAVES, cx.waker(), bits::lowest);
            self.unfinished = (0..T::LEAVES).filter(|&index| !branches.is_finished(index)).count();
        }
        self.policy.register(cx.waker());
        let woken: Vec<u64> = (0..bits::words(T::LEAVES)).map(|word| self.policy.take_woken(word)).collect();
        self.had_turn.resize(woken.len(), 0);
        let (mut first, mut turns) = (Ok(()), Turns::begin());
        for had_turn in [false, true] {
            for (word, &woken) in woken.iter().enumerate() {
                for index in bits::indices(word, having(had_turn, woken, self.had_turn[word])) {
                    if !branches.is_finished(index) {
                        first = earlier(first, self.poll_one(branches.as_mut(), index, cx));
                        turns.polled(index);
                    }
                }
            }
        }
        turns.end(&mut self.had_turn);
        self.result(first)
    }

    fn poll_one<E, T: Branches<E>>(
        &mut self,
        branches: Pin<&mut T>,
        index: usize,
        cx: &mut Context<'_>,
    ) -> Result<(), Failure<E>> {
        match self.policy.poll(index, cx, |cx| branches.poll_one(index, cx)) {
            Poll::Pending => Ok(()),
            Poll::Ready(result) => {
                self.unfinished -= 1;
                self.policy.forget(index);
                result
            }
        }
    }

    fn result<E>(&self, first: Result<(), Failure<E>>) -> Poll<Result<(), Failure<E>>> {
        if first.is_ok() && self.unfinished > 0 { Poll::Pending } else { Poll::Ready(first) }
    }
}

impl Driver for WideJoinDriver {
    type Wide = Self;

    #[inline]
    fn wide(self) -> Self {
        self
    }

    fn poll<E, T: Branches<E>>(&mut self, branches: Pin<&mut T>, cx: &mut Context<'_>) -> Poll<Result<(), Failure<E>>> {
        let polled = if self.watches {
            self.poll_watched(branches, cx)
        } else if self.policy.is_new() {
            self.start(branches, cx)
        } else if self.policy.is_separate() {
            self.poll_woken(branches, cx)
        } else {
            self.poll_in_turn(branches, cx)
        };
        if polled.is_pending() {
            self.watches = !budget_is_left();
        }
        polled
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
