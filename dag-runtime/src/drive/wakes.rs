//! Wakers of branches. One waker for all branches costs nothing but a poll of each at every wake-up; a waker for each
//! costs an allocation and spares the polls.

use std::panic::RefUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Wake, Waker};

use futures_util::task::AtomicWaker;

use super::bits;

/// The choice of the branches that a driver polls at a wake-up: [`PollAll`] or [`PollWoken`].
pub trait WakePolicy {
    /// Begins a poll: wakes that come from now on have to reach `parent`.
    fn register(&mut self, parent: &Waker);
    /// Takes the set of branches in word number `word` that may have been woken.
    fn take_woken(&mut self, word: usize) -> u64;
    /// Polls branch `index`, so that its wakes are heard.
    fn poll<R>(&mut self, index: usize, cx: &mut Context<'_>, poll: impl FnOnce(&mut Context<'_>) -> R) -> R;
    /// Learns that a branch was polled that had not been woken, as far as can be told. True if wake-ups are told apart
    /// from now on; then every branch counts as woken once more.
    fn polled_in_vain(&mut self, branches: usize, parent: &Waker) -> bool;
}

/// Takes any wake-up to be for every branch: all are polled with the caller's waker.
#[derive(Debug, Default)]
pub struct PollAll;

impl WakePolicy for PollAll {
    #[inline]
    fn register(&mut self, _: &Waker) {}

    #[inline]
    fn take_woken(&mut self, _: usize) -> u64 {
        u64::MAX
    }

    #[inline]
    fn poll<R>(&mut self, _: usize, cx: &mut Context<'_>, poll: impl FnOnce(&mut Context<'_>) -> R) -> R {
        poll(cx)
    }

    #[inline]
    fn polled_in_vain(&mut self, _: usize, _: &Waker) -> bool {
        false
    }
}

/// Tells wake-ups apart once it pays. Branches make do with the caller's waker as long as none is polled in vain; from
/// then on, each branch that is polled has a waker of its own.
#[derive(Debug, Default)]
pub struct PollWoken(Stage);

/// `New` → `Shared` at the first poll → `Separate` when a branch was polled in vain.
#[derive(Debug, Default)]
enum Stage {
    /// There was no poll yet.
    #[default]
    New,
    /// All branches have the caller's waker.
    Shared,
    /// Each branch has a waker of its own.
    Separate(Wakers),
}

impl PollWoken {
    /// True if there was no poll yet.
    pub(crate) fn is_new(&self) -> bool {
        matches!(self.0, Stage::New)
    }

    /// True if branches have wakers of their own.
    pub(crate) fn is_separate(&self) -> bool {
        matches!(self.0, Stage::Separate(_))
    }

    /// True if branch `index` has a waker of its own: from its first poll with one to [`forget`](Self::forget).
    pub(crate) fn knows(&self, index: usize) -> bool {
        matches!(&self.0, Stage::Separate(wakers) if wakers.wakers[index].is_some())
    }

    /// Drops the waker of branch `index`, which will not be polled again.
    pub(crate) fn forget(&mut self, index: usize) {
        if let Stage::Separate(wakers) = &mut self.0 {
            wakers.wakers[index] = None;
        }
    }

    /// Begins the first poll, with the caller's waker for all.
    pub(crate) fn share(&mut self) {
        self.0 = Stage::Shared;
    }

    /// Gives each branch that is polled from now on a waker of its own. `woken` makes the first set of woken branches
    /// of each word, from the number of branches in it and behind it; these sets have to be taken at once.
    pub(crate) fn separate(&mut self, branches: usize, parent: &Waker, woken: fn(usize) -> u64) {
        self.0 = Stage::Separate(Wakers::new(branches, parent, woken));
    }
}

impl WakePolicy for PollWoken {
    #[inline]
    fn register(&mut self, parent: &Waker) {
        match &self.0 {
            Stage::New => self.0 = Stage::Shared,
            Stage::Shared => {}
            Stage::Separate(wakers) => wakers.woken.parent.register(parent),
        }
    }

    #[inline]
    fn take_woken(&mut self, word: usize) -> u64 {
        match &self.0 {
            Stage::Separate(wakers) => wakers.woken.take(word),
            _ => u64::MAX,
        }
    }

    #[inline]
    fn poll<R>(&mut self, index: usize, cx: &mut Context<'_>, poll: impl FnOnce(&mut Context<'_>) -> R) -> R {
        match &mut self.0 {
            Stage::Separate(wakers) => poll(&mut Context::from_waker(wakers.waker(index))),
            _ => poll(cx),
        }
    }

    #[inline]
    fn polled_in_vain(&mut self, branches: usize, parent: &Waker) -> bool {
        let shared = matches!(self.0, Stage::Shared);
        if shared {
            self.separate(branches, parent, bits::lowest);
        }
        shared
    }
}

/// The wakers of all branches, each made when its branch is first polled with it.
#[derive(Debug)]
struct Wakers {
    woken: Arc<WakeBits>,
    wakers: Box<[Option<Waker>]>,
}

impl Wakers {
    fn new(branches: usize, parent: &Waker, woken: fn(usize) -> u64) -> Self {
        let woken = WakeBits {
            parent: AtomicWaker::new(),
            words: (0..bits::words(branches)).map(|word| AtomicU64::new(woken(branches - word * 64))).collect(),
        };
        woken.parent.register(parent);
        Self { woken: Arc::new(woken), wakers: vec![None; branches].into() }
    }

    fn waker(&mut self, index: usize) -> &Waker {
        self.wakers[index].get_or_insert_with(|| {
            let woken = Arc::clone(&self.woken);
            Waker::from(Arc::new(BranchWaker { woken, index }))
        })
    }
}

/// A bit for each branch, set by the thread that wakes it and taken by the driver.
///
/// No wake-up is lost: the driver registers the caller's waker before it takes the bits, and [`BranchWaker`] sets its
/// bit before it wakes the caller.
#[derive(Debug)]
struct WakeBits {
    parent: AtomicWaker,
    words: Box<[AtomicU64]>,
}

/// Its waker is only ever replaced as a whole.
impl RefUnwindSafe for WakeBits {}

impl WakeBits {
    /// Takes the bits of a word. Mostly there are none, and a look is enough: a bit that this does not see yet was set
    /// by somebody who wakes the caller after it was registered.
    #[inline]
    fn take(&self, word: usize) -> u64 {
        let bits = &self.words[word];
        if bits.load(Ordering::Relaxed) == 0 { 0 } else { bits.swap(0, Ordering::AcqRel) }
    }
}

/// The waker of one branch.
struct BranchWaker {
    woken: Arc<WakeBits>,
    index: usize,
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
