//! What woven branches wait at.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicU8, AtomicU16, AtomicU64, Ordering::Relaxed};
use std::task::{Context, Poll};

use crate::bits;

/// A point in a woven branch, called its lane, that is passed when enough has arrived: the values
/// from other lanes that what follows it needs, and the lane itself, unless it starts there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Joint {
    /// The branch it is in.
    pub lane: usize,
    /// How many arrivals it waits for. A joint without any is ready from the start.
    pub arrivals: usize,
}

impl Joint {
    /// A joint in branch number `lane` that waits for `arrivals`.
    pub const fn new(lane: usize, arrivals: usize) -> Self {
        Self { lane, arrivals }
    }
}

/// What a lane did when it was polled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum News {
    /// Nothing that the loom knows of.
    None,
    /// It came to the end of a node, or went on behind a joint at once.
    WentOn,
    /// It waits at a joint.
    Parked,
}

/// The joints of one run of woven branches, in the order in which those that can be passed at the
/// same time are passed. Every lane has a first joint, which starts it; the others it comes to by
/// itself, with [`arrive`](Loom::arrive) or [`turn`](Loom::turn).
///
/// `WORDS` is `JOINTS.div_ceil(64)`. See [`weave`](crate::weave()) for a whole example.
///
/// Its state is in atomics only for the sake of `Sync`: it belongs to one run, which is polled by
/// one thread at a time, so plain loads and stores do.
#[derive(Debug)]
pub struct Loom<const JOINTS: usize, const WORDS: usize> {
    joints: &'static [Joint; JOINTS],
    /// Arrivals each joint still waits for.
    missing: [AtomicU16; JOINTS],
    /// Joints that wait for nothing more and were not popped yet.
    ready: [AtomicU64; WORDS],
    /// The joints in front of asynchronous nodes; those behind are in front of inline ones.
    asynchronous: u16,
    /// What the lane that is being polled has done, a [`News`].
    news: AtomicU8,
}

impl<const JOINTS: usize, const WORDS: usize> Loom<JOINTS, WORDS> {
    /// A loom where nothing has arrived.
    ///
    /// ```
    /// use dag_runtime::{Joint, Loom};
    ///
    /// let loom = const { Loom::<2, 1>::new(&[Joint { lane: 0, arrivals: 0 }, Joint { lane: 1, arrivals: 1 }]) };
    /// ```
    #[inline]
    pub const fn new(joints: &'static [Joint; JOINTS]) -> Self {
        const { assert!(WORDS == bits::words(JOINTS), "a word holds 64 joints") };
        let mut missing = [const { AtomicU16::new(0) }; JOINTS];
        let mut ready = [0; WORDS];
        let mut joint = 0;
        while joint < JOINTS {
            let arrivals = joints[joint].arrivals;
            missing[joint] = AtomicU16::new(narrow(arrivals));
            if arrivals == 0 {
                let (word, mask) = bits::place(joint);
                ready[word] |= mask;
            }
            joint += 1;
        }
        Self {
            joints,
            missing,
            ready: atomic(ready),
            asynchronous: narrow(JOINTS),
            news: AtomicU8::new(News::None as u8),
        }
    }

    /// Says that from joint number `first` on, what stands behind the joints runs without waiting. Such a node is not
    /// started as long as a lane that was woken has not gone on: it could delay what comes next there.
    ///
    /// ```
    /// use dag_runtime::{Joint, Loom};
    ///
    /// const JOINTS: [Joint; 3] = [Joint::new(0, 0), Joint::new(1, 0), Joint::new(1, 2)];
    /// let loom = const { Loom::<3, 1>::new(&JOINTS).inline_from(2) };
    /// ```
    #[inline]
    pub const fn inline_from(mut self, first: usize) -> Self {
        self.asynchronous = narrow(first);
        self
    }

    /// The number of joints in front of asynchronous nodes.
    #[inline]
    pub(crate) fn asynchronous(&self) -> usize {
        usize::from(self.asynchronous)
    }

    /// A node of the lane came to its end; its value is there, which each of `joints` waits for.
    #[inline]
    pub fn provide(&self, joints: &[usize]) {
        self.tell(News::WentOn);
        self.count_down_each(joints);
    }

    #[inline]
    fn count_down_each(&self, joints: &[usize]) {
        for &joint in joints {
            if self.count_down(joint) == 0 {
                self.make_ready(joint);
            }
        }
    }

    /// The lane came to `joint`: goes on at once if it was the last to arrive.
    #[inline]
    pub fn arrive(&self, joint: usize) -> Arrive<'_, JOINTS, WORDS> {
        Arrive { loom: self, joint, arrived: false, in_turn: false }
    }

    /// The lane came to `joint`: goes on after the joints before it in the order that are ready by
    /// then.
    #[inline]
    pub fn turn(&self, joint: usize) -> Arrive<'_, JOINTS, WORDS> {
        Arrive { loom: self, joint, arrived: false, in_turn: true }
    }

    /// The lane of the first joint that is ready, of the first `count` joints. It is no longer ready then.
    #[inline]
    pub(crate) fn pop(&self, count: usize) -> Option<usize> {
        for (word, ready) in self.ready.iter().enumerate() {
            let bits = ready.load(Relaxed);
            if bits != 0 {
                let joint = word * 64 + bits.trailing_zeros() as usize;
                if joint >= count {
                    return None;
                }
                ready.store(bits & (bits - 1), Relaxed);
                return Some(self.joints[joint].lane);
            }
        }
        None
    }

    /// A lane is about to be polled.
    #[inline]
    pub(crate) fn listen(&self) {
        self.tell(News::None);
    }

    /// What the lane that was polled has done last.
    #[inline]
    pub(crate) fn news(&self) -> News {
        match self.news.load(Relaxed) {
            news if news == News::Parked as u8 => News::Parked,
            news if news == News::None as u8 => News::None,
            _ => News::WentOn,
        }
    }

    #[inline]
    fn tell(&self, news: News) {
        self.news.store(news as u8, Relaxed);
    }

    #[inline]
    fn count_down(&self, joint: usize) -> u16 {
        let missing = self.missing[joint].load(Relaxed);
        debug_assert!(missing > 0, "joint {joint} waits for no more arrivals");
        let missing = missing.wrapping_sub(1);
        self.missing[joint].store(missing, Relaxed);
        missing
    }

    #[inline]
    fn make_ready(&self, joint: usize) {
        let (word, mask) = bits::place(joint);
        self.ready[word].store(self.ready[word].load(Relaxed) | mask, Relaxed);
    }
}

const fn narrow(count: usize) -> u16 {
    assert!(count <= u16::MAX as usize, "too many joints, or arrivals at one of them");
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

/// Waits at a joint, made by [`Loom::arrive`] and [`Loom::turn`].
#[derive(Debug)]
#[must_use = "futures do nothing unless awaited or polled"]
pub struct Arrive<'l, const JOINTS: usize, const WORDS: usize> {
    loom: &'l Loom<JOINTS, WORDS>,
    joint: usize,
    arrived: bool,
    /// Even the last to arrive is started by the driver.
    in_turn: bool,
}

impl<const JOINTS: usize, const WORDS: usize> Future for Arrive<'_, JOINTS, WORDS> {
    type Output = ();

    #[inline]
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        // A parked lane is polled only once its joint was popped.
        if self.arrived {
            return Poll::Ready(());
        }
        self.arrived = true;
        if self.in_turn {
            self.loom.count_down_each(&[self.joint]);
        } else if self.loom.count_down(self.joint) == 0 {
            self.loom.tell(News::WentOn);
            return Poll::Ready(());
        }
        self.loom.tell(News::Parked);
        Poll::Pending
    }
}
