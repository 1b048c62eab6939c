//! Wake-ups told apart.

mod support;

use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::task::Poll;
use std::thread;

use dag_runtime::{Branch, Pair, branch, join, pair};
use support::{Caller, Eight, Gate, Log, eight, gates, in_time, only, poll_once};

type Boxed = Pin<Box<dyn Future<Output = ()> + Send>>;
type SixtyFour = Eight<Eight<Branch<Boxed>>>;

fn sixty_four(make: impl Fn(usize) -> Boxed) -> SixtyFour {
    let mut index = 0..;
    eight(|| eight(|| branch(make(index.next().unwrap()))))
}

fn sixty_four_gates() -> [Gate; 64] {
    gates()
}

// (0 | 1 | … | 63), the gates opened one by one, in an order that is not theirs
#[test]
fn staggered_waits_of_64_branches_cost_at_most_three_polls_each_and_one_more_where_wakers_begin() {
    let gates = sixty_four_gates();
    let polls: [AtomicUsize; 64] = std::array::from_fn(|_| AtomicUsize::new(0));
    let polls = Arc::new(polls);
    let tree = sixty_four(|index| {
        let (mut gate, polls) = (Box::pin(gates[index].wait()), polls.clone());
        Box::pin(std::future::poll_fn(move |cx| {
            polls[index].fetch_add(1, SeqCst);
            gate.as_mut().poll(cx)
        }))
    });
    let mut run = pin!(join(tree).wide());
    assert!(poll_once(run.as_mut()).is_pending());
    for step in 0..64 {
        gates[step * 37 % 64].open();
        assert_eq!(poll_once(run.as_mut()).is_ready(), step == 63);
    }
    let polls: Vec<usize> = polls.iter().map(|polls| polls.load(SeqCst)).collect();
    assert!(polls.iter().all(|&polls| polls <= 4) && polls.iter().sum::<usize>() <= 3 * 64 + 1, "{polls:?}");
}

// (a | b): a is woken again after it finished
#[test]
fn a_finished_branch_may_be_woken_but_is_not_polled() {
    let (log, [a, b]) = (Log::default(), gates());
    let tree = pair(branch(log.watch("a", a.wait())), branch(log.watch("b", b.wait())));
    let mut run = pin!(join(tree).wide());
    assert!(poll_once(run.as_mut()).is_pending());
    assert!(poll_once(run.as_mut()).is_pending());
    let waker = a.waker().unwrap();
    a.open();
    assert!(poll_once(run.as_mut()).is_pending());
    log.events();
    waker.wake();
    assert!(poll_once(run.as_mut()).is_pending());
    assert_eq!(log.events(), Vec::<String>::new());
    b.open();
    assert!(poll_once(run.as_mut()).is_ready());
}

// (a | b)
#[test]
fn the_caller_is_woken_once_for_a_branch_that_is_woken_twice() {
    let [a, b] = gates();
    let caller = Arc::new(Caller::default());
    let mut run = pin!(join(pair(branch(a.wait()), branch(b.wait()))).wide());
    assert!(caller.poll(run.as_mut()).is_pending());
    assert!(caller.poll(run.as_mut()).is_pending());
    let waker = a.waker().unwrap();
    waker.wake_by_ref();
    waker.wake_by_ref();
    assert_eq!(caller.wakes(), 1);
    assert!(caller.poll(run.as_mut()).is_pending());
    waker.wake();
    assert_eq!(caller.wakes(), 1);
}

// (a | b), polled by one caller and then by another
#[test]
fn a_wake_up_reaches_the_caller_of_the_last_poll() {
    let [a, b] = gates();
    let [first, last] = [Arc::new(Caller::default()), Arc::new(Caller::default())];
    let mut run = pin!(join(pair(branch(a.wait()), branch(b.wait()))).wide());
    assert!(first.poll(run.as_mut()).is_pending());
    assert!(first.poll(run.as_mut()).is_pending());
    assert!(last.poll(run.as_mut()).is_pending());
    a.open();
    assert_eq!([first.wakes(), last.wakes()], [0, 1]);
}

// (a | b): a keeps the waker it has, as a future may whose waker is as good as the last
#[test]
fn a_branch_has_one_waker_for_the_whole_run() {
    let [a, b] = gates();
    let mut run = pin!(join(pair(branch(a.wait()), branch(b.wait()))).wide());
    assert!(poll_once(run.as_mut()).is_pending());
    assert!(poll_once(run.as_mut()).is_pending());
    let before = a.waker().unwrap();
    before.wake_by_ref();
    assert!(poll_once(run.as_mut()).is_pending());
    assert!(a.waker().unwrap().will_wake(&before));
    assert!(!b.waker().unwrap().will_wake(&before));
}

// (a | b)
#[test]
fn wakers_outlive_their_join() {
    let [a, b] = gates();
    let caller = Arc::new(Caller::default());
    {
        let mut run = pin!(join(pair(branch(a.wait()), branch(b.wait()))).wide());
        assert!(caller.poll(run.as_mut()).is_pending());
        assert!(caller.poll(run.as_mut()).is_pending());
    }
    let waker = b.waker().unwrap().clone();
    a.open();
    waker.wake();
    b.open();
}

// (a | b): a wakes itself while it is polled
#[test]
fn a_branch_that_wakes_itself_is_polled_again() {
    let log = Log::default();
    let gate = Gate::default();
    let mut yields = 3;
    let yielding = std::future::poll_fn(move |cx| {
        if yields == 0 {
            return Poll::Ready(());
        }
        yields -= 1;
        cx.waker().wake_by_ref();
        Poll::Pending
    });
    let tree = pair(branch(log.watch("a", yielding)), branch(log.watch("b", gate.wait())));
    let caller = Arc::new(Caller::default());
    let mut run = pin!(join(tree).wide());
    assert!(caller.poll(run.as_mut()).is_pending());
    assert_eq!(caller.wakes(), 1);
    // Polled once more where wakers begin, so it wakes the caller for that, too.
    assert!(caller.poll(run.as_mut()).is_pending());
    assert_eq!(caller.wakes(), 2);
    assert!(caller.poll(run.as_mut()).is_pending());
    assert_eq!(caller.wakes(), 0);
    let polls = ["poll a", "poll b", "poll a", "poll a", "poll b", "poll a"];
    assert_eq!(only("poll", log.events()), polls);
}

// (0 | … | 63), all going on at the second poll
#[test]
fn branches_that_all_go_on_at_once_need_no_wakers_of_their_own() {
    let gates = sixty_four_gates();
    let tree = sixty_four(|index| Box::pin(gates[index].wait()));
    let caller = Arc::new(Caller::default());
    let mut run = pin!(join(tree).wide());
    assert!(caller.poll(run.as_mut()).is_pending());
    gates.iter().for_each(Gate::open);
    let allocated = allocation_counter::measure(|| assert!(caller.poll(run.as_mut()).is_ready()));
    assert_eq!(allocated.count_total, 0);
}

// (a | b): told apart from the start
#[test]
fn at_once_the_first_waker_is_that_of_the_whole_run() {
    let (log, [a, b]) = (Log::default(), gates());
    let tree = pair(branch(log.watch("a", a.wait())), branch(log.watch("b", b.wait())));
    let caller = Arc::new(Caller::default());
    let mut run = pin!(join(tree).wide().at_once());
    assert!(caller.poll(run.as_mut()).is_pending());
    a.open();
    assert_eq!(caller.wakes(), 1);
    assert!(caller.poll(run.as_mut()).is_pending());
    b.open();
    assert!(caller.poll(run.as_mut()).is_ready());
    assert_eq!(only("poll", log.events()), ["poll a", "poll b", "poll a", "poll b"]);
}

// (0 | … | 63), each through three gates, which two threads open while a third polls
#[test]
fn no_wake_up_from_another_thread_is_lost() {
    in_time(|| {
        for round in 0..100 {
            let gates: Arc<[[Gate; 3]; 64]> = Arc::new(std::array::from_fn(|_| gates()));
            let tree: Pair<_, _> = sixty_four(|index| {
                let gates = gates.clone();
                Box::pin(async move {
                    for gate in &gates[index] {
                        gate.wait().await;
                    }
                })
            });
            let openers = [5, 11].map(|stride| {
                let gates = gates.clone();
                thread::spawn(move || {
                    for step in 0..192 {
                        let at = (step * stride + round) % 192;
                        gates[at % 64][at / 64].open();
                    }
                })
            });
            futures::executor::block_on(join(tree).wide());
            for opener in openers {
                opener.join().unwrap();
            }
        }
    });
}
