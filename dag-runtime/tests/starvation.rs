//! A branch whose resources are always ready uses up the cooperative budget of the task at every poll. The others go on
//! all the same, within a number of polls that is bounded.

#![cfg(feature = "tokio")]

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use dag_runtime::{
    Failure, Latch, Latches, branch, deadline, each, join, limit, pair, try_branch, try_each, try_join, weave,
};
use tokio::sync::{Mutex, Semaphore, mpsc};
use tokio::task::coop::consume_budget;
use tokio::task::yield_now;

type Run<'a> = Pin<Box<dyn Future<Output = ()> + 'a>>;

/// The number of steps that are still to be done by all steppers of a test.
type Left = Rc<Cell<usize>>;

/// The steps of a stepper, each of which takes a poll with budget left.
const STEPS: usize = 5;

async fn stepper(left: Left) {
    for _ in 0..STEPS {
        consume_budget().await;
        left.set(left.get() - 1);
        yield_now().await;
    }
}

/// Uses the budget up at every poll, until the steppers are done.
async fn greedy(left: Left) {
    while left.get() > 0 {
        consume_budget().await;
    }
}

/// Panics where a future is polled more than `most` times.
async fn within<F: Future>(most: usize, future: F) -> F::Output {
    let (mut future, mut polls) = (std::pin::pin!(future), 0);
    poll_fn(|cx| {
        polls += 1;
        assert!(polls <= most, "still not done after {most} polls");
        future.as_mut().poll(cx)
    })
    .await
}

/// A way to drive two branches.
#[derive(Clone, Copy, Debug)]
enum Way {
    Join,
    WideJoin,
    WideJoinAtOnce,
    Weave,
    WideWeave,
    Each,
}

const WAYS: [Way; 6] = [Way::Join, Way::WideJoin, Way::WideJoinAtOnce, Way::Weave, Way::WideWeave, Way::Each];

/// Both, side by side.
fn both<'a>(way: Way, one: Run<'a>, other: Run<'a>) -> Run<'a> {
    if let Way::Each = way {
        return Box::pin(async { _ = each([one, other].into_iter(), usize::MAX, |run| run).await });
    }
    let tree = pair(branch(one), branch(other));
    let latches = const { Latches::<2, 1>::new(&[Latch { lane: 0, count: 0 }, Latch { lane: 1, count: 0 }]) };
    match way {
        Way::Join => Box::pin(async { _ = join(tree).await }),
        Way::WideJoin => Box::pin(async { _ = join(tree).wide().await }),
        Way::WideJoinAtOnce => Box::pin(async { _ = join(tree).wide().at_once().await }),
        Way::Weave => Box::pin(async move { _ = weave(&latches, tree).await }),
        Way::WideWeave => Box::pin(async move { _ = weave(&latches, tree).wide().await }),
        Way::Each => unreachable!(),
    }
}

// (greedy | stepper), (stepper | greedy)
#[tokio::test]
async fn a_greedy_branch_holds_up_nobody() {
    for way in WAYS {
        for greedy_first in [true, false] {
            let left = Rc::new(Cell::new(STEPS));
            let (one, other) = (greedy(left.clone()), stepper(left.clone()));
            let run = match greedy_first {
                true => both(way, Box::pin(one), Box::pin(other)),
                false => both(way, Box::pin(other), Box::pin(one)),
            };
            within(40, run).await;
        }
    }
}

/// Eight branches in one tree.
macro_rules! eight {
    ($leaf:expr) => {{
        let mut four = || pair(pair(branch($leaf), branch($leaf)), pair(branch($leaf), branch($leaf)));
        pair(four(), four())
    }};
}

// (greedy | greedy | greedy | ... | stepper), 8 and 64 branches in one join
#[tokio::test]
async fn many_greedy_branches_hold_up_nobody() {
    let left = Rc::new(Cell::new(STEPS));
    let run = |count: usize| {
        let (mut made, left) = (0, left.clone());
        move || -> Run<'static> {
            made += 1;
            if made == count { Box::pin(stepper(left.clone())) } else { Box::pin(greedy(left.clone())) }
        }
    };
    let mut leaf = run(8);
    within(200, join(eight!(leaf()))).await;
    left.set(STEPS);
    let mut leaf = run(8);
    within(200, join(eight!(leaf())).wide()).await;
    left.set(STEPS);
    let mut leaf = run(64);
    let mut sixteen = || pair(eight!(leaf()), eight!(leaf()));
    within(1_000, join(pair(pair(sixteen(), sixteen()), pair(sixteen(), sixteen()))).wide()).await;
}

/// Marsaglia's xorshift generator: the nests must be the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit
    }
}

/// A nest of one of the `ways`, of greedy branches and steppers, and the number of its steppers.
fn nest<'a>(random: &mut Random, ways: &[Way], depth: usize, left: &Left) -> (Run<'a>, usize) {
    if depth == 0 || random.below(5) == 0 {
        return match random.below(2) {
            0 => (Box::pin(greedy(left.clone())), 0),
            _ => (Box::pin(stepper(left.clone())), 1),
        };
    }
    let way = ways[random.below(ways.len())];
    let ((one, first), (other, second)) = (nest(random, ways, depth - 1, left), nest(random, ways, depth - 1, left));
    (both(way, one, other), first + second)
}

/// 300 nests up to five deep.
async fn nobody_starves_in_nests_of(ways: &[Way]) {
    let mut random = Random(11);
    for index in 0..300 {
        let left = Rc::new(Cell::new(0));
        let (run, steppers) = nest(&mut random, ways, 1 + index % 5, &left);
        left.set(steppers * STEPS);
        within(2_000, run).await;
    }
}

#[tokio::test]
async fn nobody_starves_in_any_nest() {
    nobody_starves_in_nests_of(&WAYS).await;
    for way in WAYS {
        nobody_starves_in_nests_of(&[way]).await;
    }
}

// (greedy | deadline of 50 ms)
#[tokio::test(start_paused = true)]
async fn a_deadline_is_told_in_time() {
    for way in WAYS {
        let (started, left) = (tokio::time::Instant::now(), Rc::new(Cell::new(1)));
        let late = async {
            let never = std::future::pending::<()>();
            deadline("x", Duration::from_millis(50), never).await.expect_err("it never ends");
            left.set(0);
        };
        let clock = advance(&left);
        let run = both(way, Box::pin(greedy(left.clone())), both(way, Box::pin(late), Box::pin(clock)));
        within(600, run).await;
        assert!(started.elapsed() <= Duration::from_millis(70), "{way:?}: {:?}", started.elapsed());
    }
}

/// Lets the paused clock go on, which it does by itself only where nobody is busy.
async fn advance(left: &Left) {
    while left.get() > 0 {
        tokio::time::advance(Duration::from_millis(1)).await;
    }
}

// A branch on each kind of resource, beside a stepper.
#[tokio::test]
async fn no_resource_that_is_always_ready_holds_up_the_others() {
    for way in WAYS {
        let left = Rc::new(Cell::new(4 * STEPS));
        let (permits, lock) = (Semaphore::new(1), Mutex::new(()));
        let (sender, mut receiver) = mpsc::unbounded_channel();
        let on_permits = async {
            while left.get() > 0 {
                drop(permits.acquire().await);
            }
        };
        let on_lock = async {
            while left.get() > 0 {
                drop(lock.lock().await);
            }
        };
        let on_channel = async {
            while left.get() > 0 {
                sender.send(()).expect("there is a receiver");
                receiver.recv().await;
            }
        };
        let step = || -> Run<'_> { Box::pin(stepper(left.clone())) };
        let run = both(way, both(way, Box::pin(on_permits), step()), both(way, Box::pin(on_lock), step()));
        let run = both(way, both(way, Box::pin(on_channel), step()), both(way, run, step()));
        within(400, run).await;
    }
}

// (greedy | gated): lane 0 is polled in vain when lane 1 was polled before it
#[tokio::test]
async fn a_wide_weave_hears_every_lane_when_its_wakers_begin_in_the_middle_of_a_round() {
    let latches = const { Latches::<2, 1>::new(&[Latch { lane: 0, count: 0 }, Latch { lane: 1, count: 0 }]) };
    let (mut greedy_polls, mut gated_polls, mut polls) = (0, 0, 0);
    let opened = Cell::new(false);
    let greedy = poll_fn(|cx| {
        greedy_polls += 1;
        if greedy_polls < 3 {
            latches.count_down(&[]);
            while std::pin::pin!(consume_budget()).poll(cx).is_ready() {}
        }
        std::task::Poll::<()>::Pending
    });
    let waker = Cell::new(None);
    let gated = poll_fn(|cx| {
        gated_polls += 1;
        latches.count_down(&[]);
        waker.set(Some(cx.waker().clone()));
        assert!(!opened.get(), "heard in poll {gated_polls}");
        std::task::Poll::<()>::Pending
    });
    let mut run = Box::pin(weave(&latches, pair(branch(greedy), branch(gated))).wide());
    let heard = std::panic::AssertUnwindSafe(poll_fn(|cx| {
        polls += 1;
        if polls == 6 {
            opened.set(true);
            waker.take().into_iter().for_each(|waker: std::task::Waker| waker.wake());
        }
        assert!(polls < 20, "lost after {polls} polls");
        cx.waker().wake_by_ref();
        run.as_mut().poll(cx)
    }));
    let panic = futures::FutureExt::catch_unwind(heard).await.unwrap_err();
    let message = panic.downcast_ref::<String>().expect("a message");
    assert!(message.starts_with("heard"), "{message}");
}

/// Two steps with a yield in between, the second one logged.
async fn two_steps(name: &'static str, log: &RefCell<Vec<&'static str>>) {
    yield_now().await;
    log.borrow_mut().push(name);
}

/// Uses the budget up at so many polls.
async fn greedy_for(polls: usize) {
    for _ in 0..128 * polls {
        consume_budget().await;
    }
}

// (a | greedy | b | greedy | c): a, b and c go on at the same wake-up, again and again
#[tokio::test]
async fn those_that_are_not_greedy_go_on_in_their_order() {
    let log = RefCell::new(vec![]);
    let step = async |name| {
        for _ in 0..5 {
            two_steps(name, &log).await;
        }
    };
    let tree = || {
        let left = pair(branch(step("a")), branch(greedy_for(9)));
        pair(left, pair(branch(step("b")), pair(branch(greedy_for(9)), branch(step("c")))))
    };
    join(tree()).await;
    assert_eq!(log.take(), ["a", "b", "c"].repeat(5));
    join(tree()).wide().await;
    assert_eq!(log.take(), ["a", "b", "c"].repeat(5));
    join(tree()).wide().at_once().await;
    assert_eq!(log.take(), ["a", "b", "c"].repeat(5));
    const LANES: [Latch; 5] =
        [Latch::new(0, 0), Latch::new(1, 0), Latch::new(2, 0), Latch::new(3, 0), Latch::new(4, 0)];
    weave(&Latches::<5, 1>::new(&LANES), tree()).await;
    assert_eq!(log.take(), ["a", "b", "c"].repeat(5));
}

// (fails as 1 | greedy | fails as 0)
#[tokio::test]
async fn of_failures_at_one_wake_up_the_one_declared_first_is_told_beside_a_greedy_branch_too() {
    let fails = async |node| {
        for _ in 0..5 {
            yield_now().await;
        }
        Err::<(), _>(Failure::new(node, node))
    };
    let tree = || pair(try_branch(fails(1)), pair(branch(greedy_for(20)), try_branch(fails(0))));
    assert_eq!(try_join(tree()).await.unwrap_err().error, 0);
    assert_eq!(try_join(tree()).wide().await.unwrap_err().error, 0);
}

/// The number of times that the work was polled which `make` wraps.
async fn counted<F: Future>(polls: &Cell<usize>, work: F) -> F::Output {
    let mut work = std::pin::pin!(work);
    poll_fn(|cx| {
        polls.set(polls.get() + 1);
        work.as_mut().poll(cx)
    })
    .await
}

// 4,000 elements, ten permits
#[tokio::test]
async fn elements_with_a_limit_are_polled_a_few_times_each() {
    let (permits, polls) = (Semaphore::new(10), Cell::new(0));
    let work = |_| counted(&polls, limit("x", &permits, yield_now()));
    within(1_000, each(0..4_000, usize::MAX, work)).await;
    assert!(polls.get() <= 4 * 4_000, "{}", polls.get());
}

// 2,000 elements, each with a channel full of messages
#[tokio::test]
async fn elements_on_channels_are_polled_a_few_times_each() {
    let polls = Cell::new(0);
    let channels = (0..2_000).map(|_| {
        let (sender, receiver) = mpsc::channel(8);
        (0..8).for_each(|message| sender.try_send(message).expect("there is room"));
        receiver
    });
    let work =
        |mut receiver: mpsc::Receiver<i32>| counted(&polls, async move { while receiver.recv().await.is_some() {} });
    within(1_000, each(channels, usize::MAX, work)).await;
    assert!(polls.get() <= 3 * 2_000, "{}", polls.get());
}

// Elements that need no budget, in a run that never has any.
#[tokio::test]
async fn elements_that_need_no_budget_go_on_without_one() {
    use futures::channel::mpsc::unbounded;
    use futures::{StreamExt, join};
    let (senders, receivers): (Vec<_>, Vec<_>) = (0..5).map(|_| unbounded()).unzip();
    let work = |receiver: futures::channel::mpsc::UnboundedReceiver<usize>| receiver.take(3).collect::<Vec<_>>();
    let done = Cell::new(false);
    let greedy = async {
        while !done.get() {
            consume_budget().await;
        }
    };
    let run = async {
        assert_eq!(each(receivers.into_iter(), usize::MAX, work).await, vec![vec![0, 1, 2]; 5]);
        done.set(true);
    };
    let sending = async {
        for message in 0..3 {
            for sender in &senders {
                sender.unbounded_send(message).expect("there is a receiver");
                let mut yielded = false;
                poll_fn(|cx| {
                    cx.waker().wake_by_ref();
                    if std::mem::replace(&mut yielded, true) {
                        std::task::Poll::Ready(())
                    } else {
                        std::task::Poll::Pending
                    }
                })
                .await;
            }
        }
    };
    within(200, async { join!(greedy, run, sending) }).await;
}

// 0 | 1 | 2: 2 and 1 fail at one wake-up, 2 being woken first
#[tokio::test]
async fn of_elements_that_fail_at_one_wake_up_the_first_is_told() {
    let wakers = RefCell::new(vec![]);
    let work = |index: usize| {
        let wakers = &wakers;
        let mut waited = false;
        poll_fn(move |cx| {
            if std::mem::replace(&mut waited, true) {
                return std::task::Poll::Ready(Err::<(), _>(index));
            }
            if index > 0 {
                wakers.borrow_mut().push(cx.waker().clone());
            }
            std::task::Poll::Pending
        })
    };
    let mut run = Box::pin(try_each(0..3, usize::MAX, work));
    poll_fn(|cx| {
        assert!(run.as_mut().poll(cx).is_pending());
        std::task::Poll::Ready(())
    })
    .await;
    wakers.take().into_iter().rev().for_each(std::task::Waker::wake);
    assert_eq!(run.await, Err(1));
}
