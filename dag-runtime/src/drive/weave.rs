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
use super::turns::{Turns, budget_is_left, having};
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
    /// True after a poll that left no budget, for the sake of [`Turns`].
    watches: bool,
    /// The set of lanes that had their turn.
    had_turn: [u64; WORDS],
}

/// Somebody who is told of every lane that was polled.
trait Watch {
    const WATCHES: bool;

    fn polled(&mut self, lane: usize);
}

/// Nobody.
struct Unwatched;

impl Watch for Unwatched {
    const WATCHES: bool = false;

    #[inline]
    fn polled(&mut self, _: usize) {}
}

impl Watch for Turns {
    const WATCHES: bool = true;

    fn polled(&mut self, lane: usize) {
        self.polled(lane);
    }
}

impl<'l, const LATCHES: usize, const WORDS: usize> Lanes<'l, PollAll, LATCHES, WORDS> {
    #[inline]
    fn new<E, T: Branches<E>>(latches: &'l Latches<LATCHES, WORDS>) -> Self {
        const { assert!(T::LEAVES <= LATCHES, "every lane has a latch") };
        Self {
            latches,
            policy: PollAll,
            running: [0; WORDS],
            unfinished: T::LEAVES,
            watches: false,
            had_turn: [0; WORDS],
        }
    }
}

impl<P: WakePolicy, const LATCHES: usize, const WORDS: usize> Lanes<'_, P, LATCHES, WORDS> {
    /// Lets the lanes go on that are under way and may have been woken, and after each the lanes whose latches it has
    /// opened, unless something has `failed`.
    #[inline]
    fn go_on<E, T: Branches<E>>(
        &mut self,
        failed: Result<(), Failure<E>>,
        lanes: Pin<&mut T>,
        cx: &mut Context<'_>,
    ) -> Result<(), Failure<E>> {
        let woken = self.take_woken(T::LEAVES);
        self.poll_lanes(woken, failed, lanes, cx, &mut Unwatched)
    }

    /// Does the same as [`go_on`](Self::go_on), but those go on first that had no turn yet.
    #[cold]
    #[inline(never)]
    fn go_on_watched<E, T: Branches<E>>(
        &mut self,
        mut lanes: Pin<&mut T>,
        cx: &mut Context<'_>,
    ) -> Result<(), Failure<E>> {
        let (woken, mut turns, mut failed) = (self.take_woken(T::LEAVES), Turns::begin(), Ok(()));
        for had_turn in [false, true] {
            let chosen = std::array::from_fn(|word| having(had_turn, woken[word], self.had_turn[word]));
            failed = self.poll_lanes(chosen, failed, lanes.as_mut(), cx, &mut turns);
        }
        let passed = failed.and_then(|()| self.pass_latches(LATCHES, lanes, cx, &mut turns));
        turns.end(&mut self.had_turn);
        passed
    }

    /// The lanes that are under way and may have been woken. Taken before any lane is polled, so that no lane is polled
    /// again that only starts meanwhile; and taken even where nothing runs: bits that are not taken would hide later
    /// wake-ups.
    #[inline]
    fn take_woken(&mut self, lanes: usize) -> [u64; WORDS] {
        let mut woken = [0; WORDS];
        for (word, woken) in woken.iter_mut().enumerate().take(bits::words(lanes)) {
            *woken = self.policy.take_woken(word) & self.running[word];
        }
        woken
    }

    #[inline]
    fn poll_lanes<E, T: Branches<E>, W: Watch>(
        &mut self,
        chosen: [u64; WORDS],
        mut failed: Result<(), Failure<E>>,
        mut lanes: Pin<&mut T>,
        cx: &mut Context<'_>,
        watch: &mut W,
    ) -> Result<(), Failure<E>> {
        for (word, chosen) in chosen.into_iter().enumerate() {
            for lane in bits::indices(word, chosen) {
                match self.poll_lane(lanes.as_mut(), lane, cx) {
                    Polled::Waits { in_vain: true } if self.policy.polled_in_vain(T::LEAVES, cx.waker()) => {
                        if !W::WATCHES {
                            return self.go_on(failed, lanes, cx);
                        }
                        // Every lane counts as woken once more, and nobody else will say so.
                        cx.waker().wake_by_ref();
                    }
                    Polled::Waits { .. } => {}
                    Polled::Stops(result) => {
                        self.running[word] &= !bits::position(lane).1;
                        failed = earlier(failed, result);
                    }
                }
                watch.polled(lane);
                if failed.is_ok() {
                    failed = self.pass_latches(self.latches.asynchronous(), lanes.as_mut(), cx, watch);
                }
            }
        }
        failed
    }

    /// Lets one lane after another go on whose latch is open, among the first `count` latches, up to the first lane
    /// that fails.
    #[inline]
    fn pass_latches<E, T: Branches<E>, W: Watch>(
        &mut self,
        count: usize,
        mut lanes: Pin<&mut T>,
        cx: &mut Context<'_>,
        watch: &mut W,
    ) -> Result<(), Failure<E>> {
        while let Some(lane) = self.latches.pass_first(count) {
            match self.poll_lane(lanes.as_mut(), lane, cx) {
                Polled::Waits { .. } => {
                    let (word, mask) = bits::position(lane);
                    self.running[word] |= mask;
                }
                Polled::Stops(result) => result?,
            }
            watch.polled(lane);
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
            watches: self.watches,
            had_turn: self.had_turn,
        }
    }

    #[inline]
    fn poll<E, T: Branches<E>>(
        &mut self,
        mut lanes: Pin<&mut T>,
        cx: &mut Context<'_>,
    ) -> Poll<Result<(), Failure<E>>> {
        self.policy.register(cx.waker());
        let polled = if self.watches {
            self.go_on_watched(lanes, cx)
        } else {
            let went_on = self.go_on(Ok(()), lanes.as_mut(), cx);
            went_on.and_then(|()| self.pass_latches(LATCHES, lanes, cx, &mut Unwatched))
        };
        if polled.is_err() || self.unfinished == 0 {
            return Poll::Ready(polled);
        }
        debug_assert!(self.running != [0; WORDS], "lanes wait at latches that nobody counts down");
        self.watches = !budget_is_left();
        Poll::Pending
    }
}
