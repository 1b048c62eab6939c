//! Fairness between branches that share the budget of one task.
//!
//! tokio gives each poll of a task a budget: so many operations on its resources may go through before all of them make
//! their callers wait for the next poll. A branch whose resources are always ready uses the whole budget up at every
//! poll, and the branches polled after it find none. So after a poll that left no budget the next one is *watched*: the
//! branch that uses the budget up has had its turn, and those that had none yet come first.
//!
//! * Lanes and the branches of wide joins ([`Turns`]) are polled one by one in any case: those without a turn first, in
//!   their order, and then the others, in theirs. When one that had its turn uses the budget up, all others have had a
//!   part of it, and the turns begin anew.
//! * Branches that are polled as a tree ([`JoinTurns`]) keep their order: those that had their turn are passed over, until
//!   a poll leaves a part of the budget.
//!
//! A branch that finds no budget at the start of its poll has no turn, nor has anybody in a poll that began without
//! any. So the rule holds in nests: whoever could go on finds budget within a bounded number of polls.

use std::task::Context;

use super::bits;

/// The turns of one watched poll.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Turns {
    /// True while there is budget left.
    left: bool,
    used_up_by: Option<usize>,
}

impl Turns {
    /// A watched poll begins.
    pub(crate) fn begin() -> Self {
        Self { left: budget_is_left(), used_up_by: None }
    }

    /// Branch `index` was polled.
    pub(crate) fn polled(&mut self, index: usize) {
        if self.left && !budget_is_left() {
            self.left = false;
            self.used_up_by = Some(index);
        }
    }

    /// The poll has ended; `had` is the set of branches that had their turn. Where it left a part of the budget, the
    /// next is not watched, and nobody had a turn.
    pub(crate) fn end(self, had: &mut [u64]) {
        if self.left {
            had.fill(0);
        }
        if let Some(index) = self.used_up_by {
            let (word, mask) = bits::position(index);
            if had[word] & mask != 0 {
                had.fill(0);
            }
            had[word] |= mask;
        }
    }
}

/// The turns of branches that are polled as a tree, always in their order: a watched poll passes over those that had
/// their turn, and the next one need not wait for a wake-up.
///
/// The tree's code is the same with and without them, nothing refers to the branches, and all there is fits into a
/// register, so that the compiler can still keep a small join there.
///
/// Bits: the branches that had their turn, each at its number; [`LEFT`]; [`WATCHES`]. More than [`MOST`] branches
/// [go round](Self::go_round) instead, and the number of the first stands there.
#[derive(Clone, Copy, Debug, Default)]
pub struct JoinTurns(u64);

/// True in the polls after one that left no budget.
const WATCHES: u64 = 1 << 63;
/// True while there is budget left in a watched poll.
const LEFT: u64 = 1 << 62;
/// The number of branches that have a bit.
const MOST: usize = 62;

impl JoinTurns {
    #[inline]
    fn watches(self) -> bool {
        self.0 & WATCHES != 0
    }

    #[inline]
    pub(crate) fn begin(&mut self) {
        if self.watches() {
            *self = self.begin_watched();
        }
    }

    #[cold]
    #[inline(never)]
    fn begin_watched(self) -> Self {
        Self(if budget_is_left() { self.0 | LEFT } else { self.0 & !LEFT })
    }

    /// True for a branch that had its turn.
    #[inline]
    pub(crate) fn passes_over(self, index: usize) -> bool {
        index < MOST && self.0 & (1 << index) != 0
    }

    /// Branch `index` was polled.
    #[inline]
    pub(crate) fn polled(&mut self, index: usize) {
        if self.watches() {
            *self = self.polled_watched(index as u32);
        }
    }

    #[cold]
    #[inline(never)]
    fn polled_watched(self, index: u32) -> Self {
        if self.0 & LEFT == 0 || budget_is_left() { self } else { Self(self.0 & !LEFT | 1 << index) }
    }

    /// The poll has ended, and branches wait. Where it left a part of the budget, all that were polled had their turn,
    /// and the turns begin anew.
    #[inline]
    pub(crate) fn end(&mut self, cx: &Context<'_>) {
        if self.watches() {
            *self = self.end_watched(cx);
        } else if !budget_is_left() {
            self.0 = WATCHES;
        }
    }

    #[cold]
    #[inline(never)]
    fn end_watched(self, cx: &Context<'_>) -> Self {
        let had_turn = self.0 & !WATCHES & !LEFT != 0;
        if had_turn {
            // They may have been woken while they were passed over.
            cx.waker().wake_by_ref();
        }
        match self.0 & LEFT != 0 {
            true if had_turn => Self(WATCHES),
            true => Self(0),
            false => self,
        }
    }

    /// True if `branches` are too many for this poll to pass over those that had their turn.
    #[inline]
    pub(crate) fn goes_round(self, branches: usize) -> bool {
        branches > MOST && self.watches()
    }

    /// Polls branches one by one, from the one behind that which used the budget up.
    #[cold]
    pub(crate) fn go_round(&mut self, branches: usize, mut poll: impl FnMut(usize)) {
        let first = (self.0 & !WATCHES) as usize;
        let (mut left, mut next) = (budget_is_left(), first);
        for index in (first..branches).chain(0..first) {
            poll(index);
            if left && !budget_is_left() {
                left = false;
                next = (index + 1) % branches;
            }
        }
        self.0 = if budget_is_left() { 0 } else { WATCHES | next as u64 };
    }
}

/// Of the `woken` branches of a word those that `had` their turn, or those that had none.
pub(crate) fn having(had_turn: bool, woken: u64, had: u64) -> u64 {
    if had_turn { woken & had } else { woken & !had }
}

/// True unless the poll of the task has used up its budget. Outside of tokio there is always some.
#[cfg(feature = "tokio")]
#[inline]
pub(crate) fn budget_is_left() -> bool {
    tokio::task::coop::has_budget_remaining()
}

/// True: without tokio there is no budget.
#[cfg(not(feature = "tokio"))]
#[inline]
pub(crate) fn budget_is_left() -> bool {
    true
}
