//! Branches that wait for each other.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::bits;
use super::branches::Branches;
use super::driver::{Driver, earlier};
use super::failure::Failure;
use super::join::{Join, TryJoin};
use super::latches::{Latches, Progress};
use super::wakes::{PollAll, PollWoken, WakePolicy};

/// Runs branches that wait for each other at `latches`: lane number i is branch number i of the tree.
///
/// At a wake-up the lanes that are under way go on, one after another. After each come those whose latch is open by
/// then, the first latch first, but for [inline](Latches::inline_from) nodes: they come last. A lane parked at a latch
/// is not polled.
///
/// In debug builds the future panics where lanes wait at latches that nobody counts down.
///
/// ```
/// use dag_runtime::{Latch, Latches, Slot, branch, pair, weave};
///
/// // a → c, a → d, b → d: lanes a c and b d; d waits for a as well.
/// # futures::executor::block_on(async {
/// const LATCHES: [Latch; 3] = [Latch::new(0, 0), Latch::new(1, 0), Latch::new(1, 2)];
/// let latches = const { Latches::<3, 1>::new(&LATCHES) };
/// let mut a_slot = Slot::new();
/// let (a_writer, a_reader) = a_slot.split();
/// let left = async {
///     let a = a_writer.set(1);
///     latches.count_down(&[2]);
///     a + 10
/// };
/// let right = async {
///     let b = 2;
///     latches.wait(2).await;
///     a_reader.get() + b
/// };
/// let (c, d) = weave(&latches, pair(branch(left), branch(right))).await;
/// assert_eq!((c, d), (11, 3));
/// # });
/// ```
#[inline]
pub fn weave<T, const LATCHES: usize, const WORDS: usize>(
    latches: &Latches<LATCHES, WORDS>,
    lanes: T,
) -> Join<T, Lanes<'_, PollAll, LATCHES, WORDS>>
where
    T: Branches<Infallible>,
{
    Join::new(lanes, Lanes::new::<Infallible, T>(latches))
}

/// Like [`weave`], until a branch fails.
///
/// ```
/// use dag_runtime::{Failure, Latch, Latches, branch, pair, try_branch, try_weave};
///
/// // a → b, where a fails, so that b is never started.
/// # futures::executor::block_on(async {
/// let latches = const { Latches::<2, 1>::new(&[Latch { lane: 0, count: 0 }, Latch { lane: 1, count: 1 }]) };
/// let a = async { Err::<u8, _>(Failure::new(0, "no")) };
/// let b = async { 2 };
/// let run = try_weave(&latches, pair(try_branch(a), branch(b)));
/// assert_eq!(run.await, Err(Failure::new(0, "no")));
/// # });
/// ```
#[inline]
pub fn try_weave<E, T, const LATCHES: usize, const WORDS: usize>(
    latches: &Latches<LATCHES, WORDS>,
    lanes: T,
) -> TryJoin<E, T, Lanes<'_, PollAll, LATCHES, WORDS>>
where
    T: Branches<E>,
{
    TryJoin::new(lanes, Lanes::new::<E, T>(latches))
}

/// The end of a poll of a lane.
enum Polled<E> {
    /// The lane waits for something else than a latch. `in_vain` is true if it did so before, as far as can be told.
    Waits { in_vain: bool },
    /// The lane is parked, has finished or failed.
    Stops(Result<(), Failure<E>>),
}

/// Drives lanes, the branches of a weave, which wait for each other at [`Latches`].
#[derive(Debug)]
pub struct Lanes<'l, P, const LATCHES: usize, const WORDS: usize> {
    latches: &'l Latches<LATCHES, WORDS>,
    policy: P,
    /// The set of lanes whose last poll left them waiting for something else than a latch. Every lane has a latch, so
    /// the words of the latches do for the lanes too.
    running: [u64; WORDS],
    unfinished: usize,
}

impl<'l, const LATCHES: usize, const WORDS: usize> Lanes<'l, PollAll, LATCHES, WORDS> {
    #[inline]
    fn new<E, T: Branches<E>>(latches: &'l Latches<LATCHES, WORDS>) -> Self {
        const { assert!(T::LEAVES <= LATCHES, "every lane has a latch") };
        Self { latches, policy: PollAll, running: [0; WORDS], unfinished: T::LEAVES }
    }
}

impl<P: WakePolicy, const LATCHES: usize, const WORDS: usize> Lanes<'_, P, LATCHES, WORDS> {
    /// Lets the lanes go on that are under way and may have been woken, and after each the lanes whose latches it has
    /// opened, unless something has `failed`.
    #[inline]
    fn go_on<E, T: Branches<E>>(
        &mut self,
        mut failed: Result<(), Failure<E>>,
        mut lanes: Pin<&mut T>,
        cx: &mut Context<'_>,
    ) -> Result<(), Failure<E>> {
        // Taken before any lane is polled, so that no lane is polled again that only starts meanwhile; and taken even
        // where nothing runs: bits that are not taken would hide later wake-ups.
        let mut woken = [0; WORDS];
        for (word, woken) in woken.iter_mut().enumerate().take(bits::words(T::LEAVES)) {
            *woken = self.policy.take_woken(word) & self.running[word];
        }
        for (word, woken) in woken.into_iter().enumerate() {
            for lane in bits::indices(word, woken) {
                match self.poll_lane(lanes.as_mut(), lane, cx) {
                    Polled::Waits { in_vain: true } if self.policy.polled_in_vain(T::LEAVES, cx.waker()) => {
                        return self.go_on(failed, lanes, cx);
                    }
                    Polled::Waits { .. } => {}
                    Polled::Stops(result) => {
                        self.running[word] &= !bits::position(lane).1;
                        failed = earlier(failed, result);
                    }
                }
                if failed.is_ok() {
                    failed = self.pass_latches(self.latches.asynchronous(), lanes.as_mut(), cx);
                }
            }
        }
        failed
    }

    /// Lets one lane after another go on whose latch is open, among the first `count` latches, up to the first lane
    /// that fails.
    #[inline]
    fn pass_latches<E, T: Branches<E>>(
        &mut self,
        count: usize,
        mut lanes: Pin<&mut T>,
        cx: &mut Context<'_>,
    ) -> Result<(), Failure<E>> {
        while let Some(lane) = self.latches.pass_first(count) {
            match self.poll_lane(lanes.as_mut(), lane, cx) {
                Polled::Waits { .. } => {
                    let (word, mask) = bits::position(lane);
                    self.running[word] |= mask;
                }
                Polled::Stops(result) => result?,
            }
        }
        Ok(())
    }

    #[inline]
    fn poll_lane<E, T: Branches<E>>(&mut self, lanes: Pin<&mut T>, lane: usize, cx: &mut Context<'_>) -> Polled<E> {
        self.latches.reset_progress();
        match self.policy.poll(lane, cx, |cx| lanes.poll_one(lane, cx)) {
            Poll::Ready(result) => {
                self.unfinished -= 1;
                Polled::Stops(result)
            }
            Poll::Pending => match self.latches.progress() {
                Progress::Parked => Polled::Stops(Ok(())),
                progress => Polled::Waits { in_vain: progress == Progress::None },
            },
        }
    }
}

impl<'l, P: WakePolicy, const LATCHES: usize, const WORDS: usize> Driver for Lanes<'l, P, LATCHES, WORDS> {
    type Wide = Lanes<'l, PollWoken, LATCHES, WORDS>;

    #[inline]
    fn wide(self) -> Self::Wide {
        Lanes {
            latches: self.latches,
            policy: PollWoken::default(),
            running: self.running,
            unfinished: self.unfinished,
        }
    }

    #[inline]
    fn poll<E, T: Branches<E>>(
        &mut self,
        mut lanes: Pin<&mut T>,
        cx: &mut Context<'_>,
    ) -> Poll<Result<(), Failure<E>>> {
        self.policy.register(cx.waker());
        let went_on = self.go_on(Ok(()), lanes.as_mut(), cx);
        let polled = went_on.and_then(|()| self.pass_latches(LATCHES, lanes, cx));
        if polled.is_err() || self.unfinished == 0 {
            return Poll::Ready(polled);
        }
        debug_assert!(self.running != [0; WORDS], "lanes wait at latches that nobody counts down");
        Poll::Pending
    }
}
