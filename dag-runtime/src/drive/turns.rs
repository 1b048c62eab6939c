//! Fairness between branches that share the budget of one task.
//!
//! tokio gives each poll of a task a budget: so many operations on its resources may go through before all of them make
//! their callers wait for the next poll. A branch whose resources are always ready uses the whole budget up at every
//! poll, and the branches polled after it find none. So after a poll that left no budget the next one is *watched*:
//! branches are polled one by one, and the one that uses the budget up has had its turn. From then on, those that had
//! none yet come first, in their order, and then the others, in theirs. When one that had its turn uses the budget up,
//! all others have had a part of it, and the turns begin anew.
//!
//! A branch that finds no budget at the start of its poll has no turn, nor has anybody in a poll that began without
//! any. So the rule holds in nests: whoever could go on finds budget within a bounded number of polls.

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

    /// The poll has ended, in which the branches went round from `first` on: the one to begin with in the next.
    pub(crate) fn next(self, branches: usize, first: usize) -> usize {
        if self.left { 0 } else { self.used_up_by.map_or(first, |index| (index + 1) % branches) }
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
