//! The slot file under the model checker loom, which tries every order of the threads' reads and writes.

#![allow(unsafe_code, reason = "the slot file is a module of this test as well")]
#![allow(dead_code, unreachable_pub, reason = "it is used in part")]

mod primitives {
    pub(crate) use loom::cell::UnsafeCell;
    pub(crate) use loom::sync::atomic::AtomicBool;
}
#[path = "../src/store/slot.rs"]
mod slot;

use std::cell::RefCell;

use loom::sync::Arc;
use loom::thread;
use slot::{Handoff, Slot};

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
