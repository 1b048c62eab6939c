//! The work that is under way, each in a slot of its own that later work takes over.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use super::woken::{SlotWaker, Woken};

/// One piece of work, or room for it.
struct Slot<F> {
    work: Pin<Box<Option<F>>>,
    /// The index of the element that the work is for.
    element: usize,
    entry: Arc<SlotWaker>,
    /// Made of `entry`.
    waker: Waker,
}

impl<F: Future> Slot<F> {
    /// The output, if the work ends now; then it is dropped. `None` if there is none to poll.
    fn poll(&mut self) -> Option<Poll<F::Output>> {
        let work = self.work.as_mut().as_pin_mut()?;
        let polled = work.poll(&mut Context::from_waker(&self.waker));
        if polled.is_ready() {
            self.work.set(None);
        }
        Some(polled)
    }
}

/// Slots, and those of them that are to be polled.
///
/// A poll of all begins fed, with budget left, or unfed, with none ([`budget_is_left`](crate::drive::budget_is_left)).
/// Slots go on in the order of the queue, so that one that uses up the budget at every poll comes behind all others; an
/// unfed poll must not change this order.
pub(crate) struct Slots<F> {
    slots: Vec<Slot<F>>,
    free: Vec<usize>,
    woken: Arc<Woken>,
    /// The slots that have been woken, as far as this side of the queue knows.
    queue: VecDeque<usize>,
    /// Those that were polled in vain since the last fed poll. They are to be polled again.
    unfed: Vec<usize>,
    /// What was just taken out of `woken`; kept for its memory.
    taken: Vec<usize>,
}

impl<F: Future> Slots<F> {
    pub(crate) fn new() -> Self {
        Self {
            slots: vec![],
            free: vec![],
            woken: Arc::new(Woken::new()),
            queue: VecDeque::new(),
            unfed: vec![],
            taken: vec![],
        }
    }

    /// The number of slots with work.
    pub(crate) fn under_way(&self) -> usize {
        self.slots.len() - self.free.len()
    }

    /// True if a slot is to be polled that [`next`](Self::next) can give.
    pub(crate) fn is_woken(&self) -> bool {
        !self.queue.is_empty() || !self.unfed.is_empty()
    }

    /// A poll begins: wakes that come from now on reach `caller`. Of slots woken since the last poll, the one whose
    /// element comes first goes first.
    pub(crate) fn begin(&mut self, caller: &Waker, fed: bool) {
        if fed || self.queue.is_empty() {
            self.unfed.drain(..).rev().for_each(|slot| self.queue.push_front(slot));
        }
        self.woken.take(caller, &mut self.taken);
        self.taken.sort_unstable_by_key(|&slot| self.slots[slot].element);
        self.queue.extend(self.taken.drain(..));
    }

    /// Puts work for an element into a free slot, and polls it: its element, and its output if it ends.
    pub(crate) fn start(&mut self, element: usize, work: F) -> (usize, Poll<F::Output>) {
        let slot = self.free.pop().unwrap_or_else(|| self.add());
        // If the slot is in the queue still, because of a late wake for the work before, then it is there for this one.
        self.slots[slot].element = element;
        self.slots[slot].work.set(Some(work));
        self.poll(slot).expect("there is work")
    }

    /// Polls the next slot of the queue: its element, and its output if it ends.
    pub(crate) fn poll_next(&mut self, fed: bool) -> Option<(usize, Poll<F::Output>)> {
        loop {
            let slot = self.queue.pop_front()?;
            if fed {
                self.slots[slot].entry.leave();
            }
            let polled = self.poll(slot);
            if !fed {
                match polled {
                    // It stays entered, so that its own wake does not put it behind the others.
                    Some((_, Poll::Pending)) => self.unfed.push(slot),
                    _ => self.slots[slot].entry.leave(),
                }
            }
            // A free slot may be woken, too.
            if polled.is_some() {
                return polled;
            }
        }
    }

    fn poll(&mut self, slot: usize) -> Option<(usize, Poll<F::Output>)> {
        let polled = self.slots[slot].poll()?;
        if polled.is_ready() {
            self.free.push(slot);
        }
        Some((self.slots[slot].element, polled))
    }

    fn add(&mut self) -> usize {
        let slot = self.slots.len();
        let entry = Arc::new(SlotWaker::new(Arc::clone(&self.woken), slot));
        let waker = Waker::from(Arc::clone(&entry));
        self.slots.push(Slot { work: Box::pin(None), element: 0, entry, waker });
        slot
    }
}
