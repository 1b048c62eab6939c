//! Countdown latches, at which woven branches wait for each other.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicU8, AtomicU16, AtomicU64, Ordering::Relaxed};
use std::task::{Context, Poll};

use super::bits;

/// A point in a woven branch, called its lane, which opens when its count has come down to zero: it is counted down
/// once for each value of another lane that the code behind it needs, and once by the lane itself, unless the lane
/// starts there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Latch {
    /// The number of the branch it is in.
    pub lane: usize,
    /// The number of times it has to be counted down. A latch whose count is 0 is open from the start.
    pub count: usize,
}

impl Latch {
    /// A latch in branch number `lane` that opens when it was counted down `count` times.
    pub const fn new(lane: usize, count: usize) -> Self {
        Self { lane, count }
    }
}

/// The last thing that a lane did when it was polled, as far as its latches know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Progress {
    /// Nothing.
    None,
    /// It came to the end of a node, or passed a latch at once.
    WentOn,
    /// It waits at a latch.
    Parked,
}

/// The latches of one run of woven branches, in the order in which those that are open at the same time are passed.
/// Every lane has a first latch, which starts it; the lane comes to its other latches by itself, with
/// [`wait`](Latches::wait) or [`wait_turn`](Latches::wait_turn).
///
/// `WORDS` is `LATCHES.div_ceil(64)`. See [`weave`](crate::weave()) for a whole example.
///
/// Its state is in atomics only for the sake of `Sync`: it belongs to one run, which is polled by one thread at a time,
/// so plain loads and stores do.
#[derive(Debug)]
pub struct Latches<const LATCHES: usize, const WORDS: usize> {
    latches: &'static [Latch; LATCHES],
    /// The number of times each latch still has to be counted down.
    counts: [AtomicU16; LATCHES],
    /// The set of latches that are open and were not passed yet.
    open: [AtomicU64; WORDS],
    /// The number of latches in front of asynchronous nodes. The latches behind them are in front of inline nodes.
    asynchronous: u16,
    /// The [`Progress`] of the lane that is being polled.
    progress: AtomicU8,
}

impl<const LATCHES: usize, const WORDS: usize> Latches<LATCHES, WORDS> {
    /// Latches of which none was counted down yet.
    ///
    /// ```
    /// use dag_runtime::{Latch, Latches};
    ///
    /// let latches = const { Latches::<2, 1>::new(&[Latch { lane: 0, count: 0 }, Latch { lane: 1, count: 1 }]) };
    /// ```
    ///
    /// # Panics
    ///
    /// If there are more than 65,535 latches, or one of them has a higher count.
    #[inline]
    pub const fn new(latches: &'static [Latch; LATCHES]) -> Self {
        const { assert!(WORDS == bits::words(LATCHES), "a word holds 64 latches") };
        let mut counts = [const { AtomicU16::new(0) }; LATCHES];
        let mut open = [0; WORDS];
        let mut latch = 0;
        while latch < LATCHES {
            let count = latches[latch].count;
            counts[latch] = AtomicU16::new(narrow(count));
            if count == 0 {
                let (word, mask) = bits::position(latch);
                open[word] |= mask;
            }
            latch += 1;
        }
        Self {
            latches,
            counts,
            open: atomic(open),
            asynchronous: narrow(LATCHES),
            progress: AtomicU8::new(Progress::None as u8),
        }
    }

    /// The same latches, where the nodes behind latch number `first` and all later ones run without waiting. Such a
    /// node is not started as long as a lane that was woken has not gone on: it could delay the next node there.
    ///
    /// ```
    /// use dag_runtime::{Latch, Latches};
    ///
    /// const LATCHES: [Latch; 3] = [Latch::new(0, 0), Latch::new(1, 0), Latch::new(1, 2)];
    /// let latches = const { Latches::<3, 1>::new(&LATCHES).inline_from(2) };
    /// ```
    #[inline]
    pub const fn inline_from(mut self, first: usize) -> Self {
        self.asynchronous = narrow(first);
        self
    }

    /// The number of latches in front of asynchronous nodes.
    #[inline]
    pub(crate) fn asynchronous(&self) -> usize {
        usize::from(self.asynchronous)
    }

    /// Counts down each of `latches` once: a node of the lane came to its end, and the value that they wait for is
    /// there. With no latches it only tells the driver that the lane went on.
    ///
    /// # Panics
    ///
    /// In debug builds, if one of them is open already.
    #[inline]
    pub fn count_down(&self, latches: &[usize]) {
        self.report(Progress::WentOn);
        self.count_down_each(latches);
    }

    #[inline]
    fn count_down_each(&self, latches: &[usize]) {
        for &latch in latches {
            if self.count_down_one(latch) == 0 {
                self.set_open(latch);
            }
        }
    }

    /// Counts down `latch` for the lane itself, which has come to it, and waits until it is open. The lane goes on at
    /// once if it was the last to count down.
    ///
    /// # Panics
    ///
    /// In debug builds, at the first poll, if the latch is open already.
    #[inline]
    pub fn wait(&self, latch: usize) -> Wait<'_, LATCHES, WORDS> {
        Wait { latches: self, latch, counted: false, in_turn: false }
    }

    /// Counts down `latch` for the lane itself, which has come to it, and waits until the lane's turn: until it is
    /// open, and the latches before it in the order that are open by then were passed.
    ///
    /// # Panics
    ///
    /// In debug builds, at the first poll, if the latch is open already.
    #[inline]
    pub fn wait_turn(&self, latch: usize) -> Wait<'_, LATCHES, WORDS> {
        Wait { latches: self, latch, counted: false, in_turn: true }
    }

    /// The lane of the first open latch among the first `count` ones. The latch counts as passed then.
    #[inline]
    pub(crate) fn pass_first(&self, count: usize) -> Option<usize> {
        for (word, open) in self.open.iter().enumerate() {
            let bits = open.load(Relaxed);
            if bits != 0 {
                let latch = word * 64 + bits.trailing_zeros() as usize;
                if latch >= count {
                    return None;
                }
                open.store(bits & (bits - 1), Relaxed);
                return Some(self.latches[latch].lane);
            }
        }
        None
    }

    /// Forgets the progress of the last lane: another one is about to be polled.
    #[inline]
    pub(crate) fn reset_progress(&self) {
        self.report(Progress::None);
    }

    /// The progress of the lane that was polled.
    #[inline]
    pub(crate) fn progress(&self) -> Progress {
        match self.progress.load(Relaxed) {
            progress if progress == Progress::Parked as u8 => Progress::Parked,
            progress if progress == Progress::None as u8 => Progress::None,
            _ => Progress::WentOn,
        }
    }

    #[inline]
    fn report(&self, progress: Progress) {
        self.progress.store(progress as u8, Relaxed);
    }

    #[inline]
    fn count_down_one(&self, latch: usize) -> u16 {
        let count = self.counts[latch].load(Relaxed);
        debug_assert!(count > 0, "latch {latch} is open already");
        let count = count.wrapping_sub(1);
        self.counts[latch].store(count, Relaxed);
        count
    }

    #[inline]
    fn set_open(&self, latch: usize) {
        let (word, mask) = bits::position(latch);
        self.open[word].store(self.open[word].load(Relaxed) | mask, Relaxed);
    }
}

const fn narrow(count: usize) -> u16 {
    assert!(count <= u16::MAX as usize, "too many latches, or too high a count of one of them");
    count as u16
}

const fn atomic<const WORDS: usize>(words: [u64; WORDS]) -> [AtomicU64; WORDS] {
    let mut atomic = [const { AtomicU64::new(0) }; WORDS];
    let mut word = 0;
    while word < WORDS {
        atomic[word] = AtomicU64::new(words[word]);
        word += 1;
    }
    atomic
}

/// Waits at a latch, made by [`Latches::wait`] and [`Latches::wait_turn`]. The latch is counted down at the first poll.
#[derive(Debug)]
#[must_use = "futures do nothing unless awaited or polled"]
pub struct Wait<'l, const LATCHES: usize, const WORDS: usize> {
    latches: &'l Latches<LATCHES, WORDS>,
    latch: usize,
    /// True once the lane has counted the latch down.
    counted: bool,
    /// True if the driver is to start the lane even where it is the last to count down.
    in_turn: bool,
}

impl<const LATCHES: usize, const WORDS: usize> Future for Wait<'_, LATCHES, WORDS> {
    type Output = ();

    #[inline]
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        // A parked lane is polled only once its latch was passed.
        if self.counted {
            return Poll::Ready(());
        }
        self.counted = true;
        if self.in_turn {
            self.latches.count_down_each(&[self.latch]);
        } else if self.latches.count_down_one(self.latch) == 0 {
            self.latches.report(Progress::WentOn);
            return Poll::Ready(());
        }
        self.latches.report(Progress::Parked);
        Poll::Pending
    }
}
