//! The queue of the slots that were woken.

use std::mem;
use std::panic::RefUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Wake, Waker};

use crate::primitives::{AtomicBool, AtomicWaker, Mutex};

/// The slots that were woken, in the order in which they were.
///
/// No wake-up is lost: the caller's waker is registered before the queue is taken, a [`SlotWaker`] enters its slot
/// before it wakes the caller, and a slot counts as no longer entered before it is polled.
#[derive(Debug)]
pub(crate) struct Woken {
    caller: AtomicWaker,
    slots: Mutex<Vec<usize>>,
}

/// Its waker is only ever replaced as a whole.
impl RefUnwindSafe for Woken {}

impl Woken {
    pub(crate) fn new() -> Self {
        Self { caller: AtomicWaker::new(), slots: Mutex::new(Vec::new()) }
    }

    /// Takes the queue; `slots` is empty. Wakes that come from now on reach `caller`.
    pub(crate) fn take(&self, caller: &Waker, slots: &mut Vec<usize>) {
        self.caller.register(caller);
        mem::swap(&mut *self.slots.lock().expect("nobody panics with the lock"), slots);
    }

    fn enter(&self, slot: usize) {
        let first = {
            let mut slots = self.slots.lock().expect("nobody panics with the lock");
            slots.push(slot);
            slots.len() == 1
        };
        // The first wakes the caller, who then takes the whole queue.
        if first {
            self.caller.wake();
        }
    }
}

/// The waker of a slot.
#[derive(Debug)]
pub(crate) struct SlotWaker {
    woken: Arc<Woken>,
    slot: usize,
    /// True from the slot's entry into the queue to its next poll.
    entered: AtomicBool,
}

impl SlotWaker {
    pub(crate) fn new(woken: Arc<Woken>, slot: usize) -> Self {
        Self { woken, slot, entered: AtomicBool::new(false) }
    }

    /// The slot has left the queue. To be called before it is polled, so that wakes from then on enter it again.
    pub(crate) fn leave(&self) {
        self.entered.swap(false, Ordering::AcqRel);
    }

    pub(crate) fn wake(&self) {
        if !self.entered.swap(true, Ordering::AcqRel) {
            self.woken.enter(self.slot);
        }
    }
}

impl Wake for SlotWaker {
    fn wake(self: Arc<Self>) {
        Self::wake(&self);
    }

    fn wake_by_ref(self: &Arc<Self>) {
        Self::wake(self);
    }
}
