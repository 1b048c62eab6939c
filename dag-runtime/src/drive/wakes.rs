//! Wakers of branches. One waker for all branches costs nothing but a poll of each at every wake-up; a waker for each
//! costs an allocation and spares the polls.

use std::sync::Arc;
use std::task::{Context, Waker};

use super::bits;
use super::wake_bits::{BranchWaker, WakeBits};

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
            Stage::Separate(wakers) => wakers.woken.register(parent),
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
        let woken = WakeBits::new((0..bits::words(branches)).map(|word| woken(branches - word * 64)));
        woken.register(parent);
        Self { woken: Arc::new(woken), wakers: vec![None; branches].into() }
    }

    fn waker(&mut self, index: usize) -> &Waker {
        self.wakers[index].get_or_insert_with(|| {
            let woken = Arc::clone(&self.woken);
            Waker::from(Arc::new(BranchWaker::new(woken, index)))
        })
    }
}
