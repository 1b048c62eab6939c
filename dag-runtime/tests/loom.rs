//! What threads share under the model checker loom, which tries every order of their reads and writes: slots, the wake
//! bits of branches, and the queue of woken elements.

#![allow(unsafe_code, reason = "the slot file is a module of this test as well")]
#![allow(dead_code, unreachable_pub, unused_imports, reason = "they are used in part")]

mod primitives {
    use std::task::Waker;

    pub(crate) use loom::cell::UnsafeCell;
    pub(crate) use loom::sync::Mutex;
    pub(crate) use loom::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, AtomicUsize};

    /// What `futures_util::task::AtomicWaker` does, with a lock.
    #[derive(Debug)]
    pub(crate) struct AtomicWaker(Mutex<Option<Waker>>);

    impl AtomicWaker {
        pub(crate) fn new() -> Self {
            Self(Mutex::new(None))
        }

        pub(crate) fn register(&self, waker: &Waker) {
            *self.0.lock().unwrap() = Some(waker.clone());
        }

        pub(crate) fn wake(&self) {
            let waker = self.0.lock().unwrap().take();
            waker.into_iter().for_each(Waker::wake);
        }
    }
}
#[path = "../src/drive"]
mod drive {
    mod bits;
    mod branches;
    mod driver;
    mod failure;
    mod join;
    mod leaf;
    mod turns;
    mod wake_bits;
    mod wakes;

    pub(crate) use branches::{branch, pair};
    pub(crate) use join::join;
    pub(crate) use turns::budget_is_left;
}
#[path = "../src/options"]
mod options {
    pub(crate) mod each;
    mod slots;
    mod stage;
    mod supply;
    mod woken;
}
#[path = "../src/store/slot.rs"]
mod slot;

use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll, Wake, Waker};

use drive::{branch, join, pair};
use loom::sync::atomic::AtomicUsize;
use loom::sync::{Arc, Notify};
use loom::thread;
use options::each::each;
use slot::{Handoff, Row, Slot, Turns};

/// Borrowed for as long as threads want; a model's run is short.
fn forever<T>(value: T) -> &'static mut T {
    Box::leak(Box::new(value))
}

#[test]
fn a_reader_on_another_thread_sees_nothing_or_the_whole_value() {
    loom::model(|| {
        let (writer, reader) = forever(Slot::new()).split();
        let seen = thread::spawn(move || reader.peek().map(Box::as_ref));
        assert_eq!(writer.set(Box::new([7; 4])).as_ref(), &[7; 4]);
        assert!(matches!(seen.join().unwrap(), None | Some(&[7, 7, 7, 7])));
        assert_eq!(reader.get().as_ref(), &[7; 4]);
    });
}

#[test]
fn two_readers_share_what_a_third_thread_writes() {
    loom::model(|| {
        let (writer, reader) = forever(Slot::new()).split();
        let other = thread::spawn(move || reader.peek().copied());
        let making = thread::spawn(move || *writer.set(7));
        assert!(matches!(reader.peek().copied(), None | Some(7)));
        assert!(matches!(other.join().unwrap(), None | Some(7)));
        assert_eq!(making.join().unwrap(), 7);
    });
}

#[test]
fn what_one_thread_gives_another_takes_once_it_is_there() {
    loom::model(|| {
        let (giver, taker) = forever(Handoff::new()).split();
        let giving = thread::spawn(move || giver.give(Arc::new(RefCell::new(7))));
        giving.join().unwrap();
        let taken = thread::spawn(move || taker.take().replace(8));
        assert_eq!(taken.join().unwrap(), 7);
    });
}

#[test]
fn what_is_left_on_another_thread_is_dropped_once() {
    loom::model(|| {
        let counted = Arc::new(());
        let (mut slot, mut handoff) = (Slot::new(), Handoff::new());
        slot.split().0.set(Arc::clone(&counted));
        handoff.split().0.give(Arc::clone(&counted));
        thread::spawn(move || drop((slot, handoff))).join().unwrap();
        assert!(Arc::try_unwrap(counted).is_ok());
    });
}

#[test]
fn what_one_user_changes_the_next_one_sees() {
    loom::model(|| {
        let turns = &*forever(Turns::<_, Box<u32>>::new());
        turns.put(Box::new(1));
        thread::spawn(move || **turns.lend_mut() += 1).join().unwrap();
        let readers = [(); 2].map(|()| thread::spawn(move || **turns.lend()));
        assert_eq!(readers.map(|reader| reader.join().unwrap()), [2, 2]);
        thread::spawn(move || assert_eq!(*turns.take(), 2)).join().unwrap();
    });
}

#[test]
fn nobody_reads_while_somebody_changes_the_value() {
    // Whoever comes out of turn panics, and has seen nothing.
    let quiet = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| ()));
    loom::model(|| {
        let turns = &*forever(Turns::<_, [u32; 2]>::of([0, 0]));
        let changing = thread::spawn(move || {
            let changed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| *turns.lend_mut() = [1, 1]));
            changed.is_ok()
        });
        let seen = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| *turns.lend()));
        assert!(matches!(seen, Ok([0, 0] | [1, 1]) | Err(_)));
        let changed = changing.join().unwrap();
        assert_eq!(*turns.lend(), if changed { [1, 1] } else { [0, 0] });
    });
    std::panic::set_hook(quiet);
}

#[test]
fn of_values_that_two_threads_write_side_by_side_a_third_sees_those_that_are_there() {
    loom::model(|| {
        let row: &Row<Box<usize>> = forever(Row::new(2));
        let writing = [0, 1].map(|index| thread::spawn(move || row.set(index, Box::new(index))));
        for index in 0..2 {
            assert!(row.get(index).is_none_or(|value| **value == index));
        }
        assert!(row.whole().is_none_or(|whole| whole.iter().map(|value| **value).eq([0, 1])));
        writing.into_iter().for_each(|thread| thread.join().unwrap());
        assert_eq!(row.whole().map(Vec::len), Some(2));
    });
}

/// The task that polls. It waits until it is woken.
struct Task(Notify);

impl Wake for Task {
    fn wake(self: std::sync::Arc<Self>) {
        self.0.notify();
    }
}

/// Something that another thread rings twice.
#[derive(Default)]
struct Bell {
    /// Relaxed: that a ring is seen is up to the wake-up.
    rings: AtomicUsize,
    waker: RefCell<Option<Waker>>,
}

/// Completes once it has seen both rings. It wants to be polled for each.
async fn hear(bell: &'static Bell) {
    poll_fn(|cx| {
        bell.waker.borrow_mut().get_or_insert_with(|| cx.waker().clone());
        if bell.rings.load(Ordering::Relaxed) == 2 { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}

/// Two threads ring two bells, which a `run` hears in a branch each. It is polled when it was woken: where a wake-up is
/// lost it waits forever, which loom reports; where an order is too weak it sees too few rings, and waits forever too.
fn two_branches_are_rung_twice_each<F: Future>(run: impl Fn([&'static Bell; 2]) -> F + Send + Sync + 'static) {
    let mut model = loom::model::Builder::new();
    // Few enough orders for seconds. Switches of threads that something forces do not count.
    model.preemption_bound = Some(2);
    model.check(move || {
        let bells: [&Bell; 2] = [0, 1].map(|_| &*forever(Bell::default()));
        let mut run = pin!(run(bells));
        let task = std::sync::Arc::new(Task(Notify::new()));
        let waker = Waker::from(std::sync::Arc::clone(&task));
        let mut cx = Context::from_waker(&waker);
        assert!(run.as_mut().poll(&mut cx).is_pending());
        let ringing = bells.map(|bell| {
            let (waker, rings) = (bell.waker.take().unwrap(), &bell.rings);
            thread::spawn(move || {
                for ring in 1..=2 {
                    rings.store(ring, Ordering::Relaxed);
                    waker.wake_by_ref();
                }
            })
        });
        while run.as_mut().poll(&mut cx).is_pending() {
            task.0.wait();
        }
        ringing.into_iter().for_each(|thread| thread.join().unwrap());
    });
}

#[test]
fn no_wake_up_of_a_branch_is_lost() {
    two_branches_are_rung_twice_each(|[a, b]| join(pair(branch(hear(a)), branch(hear(b)))).wide().at_once());
}

#[test]
fn no_wake_up_of_an_element_is_lost() {
    two_branches_are_rung_twice_each(|bells| each(bells.into_iter(), usize::MAX, hear));
}
