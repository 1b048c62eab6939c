//! Who was woken. One waker for all branches costs nothing but a poll of each at every wake-up;
//! a waker for each costs an allocation and spares the polls.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Wake, Waker};

use futures_util::task::AtomicWaker;

use crate::bits;

/// What a driver knows about wake-ups: [`Everyone`] or [`Woken`].
pub trait Attention {
    /// A poll begins; wakes that come from now on have to reach `parent`.
    fn listen(&mut self, parent: &Waker);
    /// Takes the set of branches in word number `word` that may have been woken.
    fn woken(&mut self, word: usize) -> u64;
    /// Polls branch `index`, so that its wakes are heard.
    fn poll<R>(&mut self, index: usize, cx: &mut Context<'_>, poll: impl FnOnce(&mut Context<'_>) -> R) -> R;
    /// A branch was polled that had not been woken, as far as can be told. Whether from now on wake-ups are told apart;
    /// then everyone counts as woken once more.
    fn polled_in_vain(&mut self, branches: usize, parent: &Waker) -> bool;
}

/// Any wake-up is taken to be for every branch: all are polled with the caller's waker.
#[derive(Debug, Default)]
pub struct Everyone;

impl Attention for Everyone {
    #[inline]
    fn listen(&mut self, _: &Waker) {}

    #[inline]
    fn woken(&mut self, _: usize) -> u64 {
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

/// Wake-ups are told apart once it pays. Branches make do with the caller's waker as long as none is polled in vain;
/// from then on, each branch that is polled has a waker of its own.
#[derive(Debug, Default)]
pub struct Woken(Stage);

/// `New` → `Shared` at the first poll → `Apart` when a branch was polled in vain.
#[derive(Debug, Default)]
enum Stage {
    #[default]
    New,
    Shared,
    Apart(Wakers),
}

impl Woken {
    /// Whether there was no poll yet.
    pub(crate) fn is_new(&self) -> bool {
        matches!(self.0, Stage::New)
    }

    /// Whether branches have wakers of their own.
    pub(crate) fn is_apart(&self) -> bool {
        matches!(self.0, Stage::Apart(_))
    }

    /// Whether branch `index` has a waker of its own: from its first poll with one to [`forget`](Self::forget).
    pub(crate) fn knows(&self, index: usize) -> bool {
        matches!(&self.0, Stage::Apart(wakers) if wakers.wakers[index].is_some())
    }

    /// Branch `index` will not be polled again: its waker is of no more use.
    pub(crate) fn forget(&mut self, index: usize) {
        if let Stage::Apart(wakers) = &mut self.0 {
            wakers.wakers[index] = None;
        }
    }

    /// The first poll begins, with the caller's waker for all.
    pub(crate) fn share(&mut self) {
        self.0 = Stage::Shared;
    }

    /// From now on each branch that is polled has a waker of its own. `woken` says of how many branches in a word
    /// which count as woken; they have to be taken at once.
    pub(crate) fn go_apart(&mut self, branches: usize, parent: &Waker, woken: fn(usize) -> u64) {
        self.0 = Stage::Apart(Wakers::new(branches, parent, woken));
    }
}

impl Attention for Woken {
    #[inline]
    fn listen(&mut self, parent: &Waker) {
        match &self.0 {
            Stage::New => self.0 = Stage::Shared,
            Stage::Shared => {}
            Stage::Apart(wakers) => wakers.bells.parent.register(parent),
        }
    }

    #[inline]
    fn woken(&mut self, word: usize) -> u64 {
        match &self.0 {
            Stage::Apart(wakers) => wakers.bells.take(word),
            _ => u64::MAX,
        }
    }

    #[inline]
    fn poll<R>(&mut self, index: usize, cx: &mut Context<'_>, poll: impl FnOnce(&mut Context<'_>) -> R) -> R {
        match &mut self.0 {
            Stage::Apart(wakers) => poll(&mut Context::from_waker(wakers.waker(index))),
            _ => poll(cx),
        }
    }

    #[inline]
    fn polled_in_vain(&mut self, branches: usize, parent: &Waker) -> bool {
        let shared = matches!(self.0, Stage::Shared);
        if shared {
            self.go_apart(branches, parent, bits::lowest);
        }
        shared
    }
}

/// The wakers of all branches, each made when its branch is first polled with it.
#[derive(Debug)]
struct Wakers {
    bells: Arc<Bells>,
    wakers: Box<[Option<Waker>]>,
}

impl Wakers {
    fn new(branches: usize, parent: &Waker, woken: fn(usize) -> u64) -> Self {
        let bells = Bells {
            parent: AtomicWaker::new(),
            rung: (0..bits::words(branches)).map(|word| AtomicU64::new(woken(branches - word * 64))).collect(),
        };
        bells.parent.register(parent);
        Self { bells: Arc::new(bells), wakers: vec![None; branches].into() }
    }

    fn waker(&mut self, index: usize) -> &Waker {
        self.wakers[index].get_or_insert_with(|| {
            let bells = Arc::clone(&self.bells);
            Waker::from(Arc::new(Bell { bells, index }))
        })
    }
}

/// A bit for each branch, set by whoever wakes it and taken by the driver.
///
/// No wake-up is lost: the driver registers the caller's waker before it takes the bits, and
/// [`Bell`] sets its bit before it wakes the caller.
#[derive(Debug)]
struct Bells {
    parent: AtomicWaker,
    rung: Box<[AtomicU64]>,
}

impl Bells {
    /// Takes the bits of a word. Mostly there are none, which takes no more than a look: a bit that this does not see
    /// yet was set by somebody who wakes the caller after it was registered.
    #[inline]
    fn take(&self, word: usize) -> u64 {
        let rung = &self.rung[word];
        if rung.load(Ordering::Relaxed) == 0 { 0 } else { rung.swap(0, Ordering::AcqRel) }
    }
}

/// The waker of one branch.
struct Bell {
    bells: Arc<Bells>,
    index: usize,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let (word, mask) = bits::place(self.index);
        let before = self.bells.rung[word].fetch_or(mask, Ordering::AcqRel);
        // Whoever rings first in a word wakes the caller, who then takes the whole word.
        if before == 0 {
            self.bells.parent.wake();
        }
    }
}
