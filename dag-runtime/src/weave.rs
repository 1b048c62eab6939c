//! Branches that wait for each other.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::bits;
use crate::branches::Branches;
use crate::driver::{Driver, earlier};
use crate::failure::Failure;
use crate::join::{Join, TryJoin};
use crate::loom::{Loom, News};
use crate::wakes::{Attention, Everyone, Woken};

/// Runs branches that wait for each other at the joints of `loom`: lane number i is branch number i
/// of the tree.
///
/// At a wake-up the lanes that are under way go on, one after another. After each come those whose
/// joint has become ready by then, the first joint first, but for [inline](Loom::inline_from) nodes:
/// they come last. A lane parked at a joint is not polled.
///
/// ```
/// use dag_runtime::{Joint, Loom, Slot, branch, pair, weave};
///
/// // a → c, a → d, b → d: lanes a c and b d; d waits for a as well.
/// # futures::executor::block_on(async {
/// const JOINTS: [Joint; 3] = [Joint::new(0, 0), Joint::new(1, 0), Joint::new(1, 2)];
/// let loom = const { Loom::<3, 1>::new(&JOINTS) };
/// let mut a_slot = Slot::new();
/// let (a_writer, a_reader) = a_slot.split();
/// let left = async {
///     let a = a_writer.set(1);
///     loom.provide(&[2]);
///     a + 10
/// };
/// let right = async {
///     let b = 2;
///     loom.arrive(2).await;
///     a_reader.get() + b
/// };
/// let (c, d) = weave(&loom, pair(branch(left), branch(right))).await;
/// assert_eq!((c, d), (11, 3));
/// # });
/// ```
#[inline]
pub fn weave<T, const JOINTS: usize, const WORDS: usize>(
    loom: &Loom<JOINTS, WORDS>,
    lanes: T,
) -> Join<T, Shuttle<'_, Everyone, JOINTS, WORDS>>
where
    T: Branches<Infallible>,
{
    Join::new(lanes, Shuttle::new::<Infallible, T>(loom))
}

/// Like [`weave`], until a branch fails.
///
/// ```
/// use dag_runtime::{Failure, Joint, Loom, branch, pair, try_branch, try_weave};
///
/// // a → b, where a fails, so that b is never started.
/// # futures::executor::block_on(async {
/// let loom = const { Loom::<2, 1>::new(&[Joint { lane: 0, arrivals: 0 }, Joint { lane: 1, arrivals: 1 }]) };
/// let a = async { Err::<u8, _>(Failure::new(0, "no")) };
/// let b = async { 2 };
/// let run = try_weave(&loom, pair(try_branch(a), branch(b)));
/// assert_eq!(run.await, Err(Failure::new(0, "no")));
/// # });
/// ```
#[inline]
pub fn try_weave<E, T, const JOINTS: usize, const WORDS: usize>(
    loom: &Loom<JOINTS, WORDS>,
    lanes: T,
) -> TryJoin<E, T, Shuttle<'_, Everyone, JOINTS, WORDS>>
where
    T: Branches<E>,
{
    TryJoin::new(lanes, Shuttle::new::<E, T>(loom))
}

/// How a poll of a lane ended.
enum Lane<E> {
    /// It waits for something else than a joint. `in_vain`: it did so before, as far as can be told.
    Waits { in_vain: bool },
    /// It is parked, has finished or failed.
    Stops(Result<(), Failure<E>>),
}

/// Drives the lanes of a [`Loom`].
#[derive(Debug)]
pub struct Shuttle<'l, A, const JOINTS: usize, const WORDS: usize> {
    loom: &'l Loom<JOINTS, WORDS>,
    attention: A,
    /// Lanes whose last poll left them waiting for something else than a joint. Every lane has a
    /// joint, so the words of the joints do for the lanes too.
    running: [u64; WORDS],
    unfinished: usize,
}

impl<'l, const JOINTS: usize, const WORDS: usize> Shuttle<'l, Everyone, JOINTS, WORDS> {
    #[inline]
    fn new<E, T: Branches<E>>(loom: &'l Loom<JOINTS, WORDS>) -> Self {
        const { assert!(T::LEAVES <= JOINTS, "every lane has a joint") };
        Self { loom, attention: Everyone, running: [0; WORDS], unfinished: T::LEAVES }
    }
}

impl<A: Attention, const JOINTS: usize, const WORDS: usize> Shuttle<'_, A, JOINTS, WORDS> {
    /// Lets the lanes go on that are under way and may have been woken, and after each what it makes possible, unless
    /// something has `failed`.
    #[inline]
    fn go_on<E, T: Branches<E>>(
        &mut self,
        mut failed: Result<(), Failure<E>>,
        mut lanes: Pin<&mut T>,
        cx: &mut Context<'_>,
    ) -> Result<(), Failure<E>> {
        // Taken before any lane is polled, so that none is polled again that only starts meanwhile; and taken even where
        // nothing runs: what is not taken would hide later wake-ups.
        let mut woken = [0; WORDS];
        for (word, woken) in woken.iter_mut().enumerate().take(bits::words(T::LEAVES)) {
            *woken = self.attention.woken(word) & self.running[word];
        }
        for (word, woken) in woken.into_iter().enumerate() {
            for lane in bits::indices(word, woken) {
                match self.poll_lane(lanes.as_mut(), lane, cx) {
                    Lane::Waits { in_vain: true } if self.attention.polled_in_vain(T::LEAVES, cx.waker()) => {
                        return self.go_on(failed, lanes, cx);
                    }
                    Lane::Waits { .. } => {}
                    Lane::Stops(result) => {
                        self.running[word] &= !bits::place(lane).1;
                        failed = earlier(failed, result);
                    }
                }
                if failed.is_ok() {
                    failed = self.pass_joints(self.loom.asynchronous(), lanes.as_mut(), cx);
                }
            }
        }
        failed
    }

    /// Lets one lane after another go on whose joint has become ready, of the first `count` joints, up to the first
    /// that fails.
    #[inline]
    fn pass_joints<E, T: Branches<E>>(
        &mut self,
        count: usize,
        mut lanes: Pin<&mut T>,
        cx: &mut Context<'_>,
    ) -> Result<(), Failure<E>> {
        while let Some(lane) = self.loom.pop(count) {
            match self.poll_lane(lanes.as_mut(), lane, cx) {
                Lane::Waits { .. } => {
                    let (word, mask) = bits::place(lane);
                    self.running[word] |= mask;
                }
                Lane::Stops(result) => result?,
            }
        }
        Ok(())
    }

    #[inline]
    fn poll_lane<E, T: Branches<E>>(&mut self, lanes: Pin<&mut T>, lane: usize, cx: &mut Context<'_>) -> Lane<E> {
        self.loom.listen();
        match self.attention.poll(lane, cx, |cx| lanes.poll_one(lane, cx)) {
            Poll::Ready(result) => {
                self.unfinished -= 1;
                Lane::Stops(result)
            }
            Poll::Pending => match self.loom.news() {
                News::Parked => Lane::Stops(Ok(())),
                news => Lane::Waits { in_vain: news == News::None },
            },
        }
    }
}

impl<'l, A: Attention, const JOINTS: usize, const WORDS: usize> Driver for Shuttle<'l, A, JOINTS, WORDS> {
    type Wide = Shuttle<'l, Woken, JOINTS, WORDS>;

    #[inline]
    fn wide(self) -> Self::Wide {
        Shuttle { loom: self.loom, attention: Woken::default(), running: self.running, unfinished: self.unfinished }
    }

    #[inline]
    fn poll<E, T: Branches<E>>(
        &mut self,
        mut lanes: Pin<&mut T>,
        cx: &mut Context<'_>,
    ) -> Poll<Result<(), Failure<E>>> {
        self.attention.listen(cx.waker());
        let went_on = self.go_on(Ok(()), lanes.as_mut(), cx);
        let polled = went_on.and_then(|()| self.pass_joints(JOINTS, lanes, cx));
        if polled.is_err() || self.unfinished == 0 {
            return Poll::Ready(polled);
        }
        debug_assert!(self.running != [0; WORDS], "lanes wait for joints that nothing arrives at");
        Poll::Pending
    }
}
