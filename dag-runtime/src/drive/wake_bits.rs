//! What branches with wakers of their own were woken.

use std::panic::RefUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Wake, Waker};

use super::bits;
use crate::primitives::{AtomicU64, AtomicWaker};

/// A bit for each branch, set by the thread that wakes it and taken by the driver.
///
/// No wake-up is lost: the driver registers the caller's waker before it takes the bits, and [`BranchWaker`] sets its
/// bit before it wakes the caller.
#[derive(Debug)]
pub(crate) struct WakeBits {
    parent: AtomicWaker,
    words: Box<[AtomicU64]>,
}

/// Its waker is only ever replaced as a whole.
impl RefUnwindSafe for WakeBits {}

impl WakeBits {
    pub(crate) fn new(words: impl Iterator<Item = u64>) -> Self {
        Self { parent: AtomicWaker::new(), words: words.map(AtomicU64::new).collect() }
    }

    /// Begins a poll: wakes that come from now on reach `parent`.
    #[inline]
    pub(crate) fn register(&self, parent: &Waker) {
        self.parent.register(parent);
    }

    /// Takes the bits of a word. Mostly there are none, and a look is enough: a bit that this does not see yet was set
    /// by somebody who wakes the caller after it was registered.
    #[inline]
    pub(crate) fn take(&self, word: usize) -> u64 {
        let bits = &self.words[word];
        if bits.load(Ordering::Relaxed) == 0 { 0 } else { bits.swap(0, Ordering::AcqRel) }
    }
}

/// The waker of one branch.
pub(crate) struct BranchWaker {
    woken: Arc<WakeBits>,
    index: usize,
}

impl BranchWaker {
    pub(crate) fn new(woken: Arc<WakeBits>, index: usize) -> Self {
        Self { woken, index }
    }
}

impl Wake for BranchWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let (word, mask) = bits::position(self.index);
        let before = self.woken.words[word].fetch_or(mask, Ordering::AcqRel);
        // The first to set a bit of a word wakes the caller, who then takes the whole word.
        if before == 0 {
            self.woken.parent.wake();
        }
    }
}
