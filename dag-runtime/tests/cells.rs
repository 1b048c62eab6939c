//! Places, slots and handoffs.

mod support;

use std::sync::Arc;

use dag_runtime::{Handoff, Place, Slot, ran, unshare};
use support::Alive;

/// Borrows from another node's value, and looks at it to the very end.
struct Doc<'a>(&'a str);

impl Drop for Doc<'_> {
    fn drop(&mut self) {
        assert_eq!(self.0, "text");
    }
}

// text → doc
#[test]
fn a_value_may_borrow_from_another_in_a_cell_declared_before_it() {
    let mut place = Place::new();
    let (slot, doc_slot, doc_handoff) = (Slot::new(), Slot::new(), Handoff::new());
    let text: &String = place.set(String::from("text"));
    let shared: &&str = slot.set(text.as_str());
    doc_slot.set(Doc(shared));
    doc_handoff.put(Doc(shared));
    assert_eq!((doc_slot.get().0, doc_handoff.take().0), ("text", "text"));
    assert_eq!(doc_slot.take().0, "text");
}

#[test]
fn what_is_left_in_a_cell_is_dropped_with_it() {
    let alive = Alive::default();
    {
        let (mut place, slot, handoff) = (Place::new(), Slot::new(), Handoff::new());
        place.set(alive.value());
        place.set(alive.value());
        slot.set(alive.value());
        handoff.put(alive.value());
        assert_eq!(alive.count(), 3);
    }
    assert_eq!(alive.count(), 0);
}

#[test]
fn what_is_taken_leaves_its_cell() {
    let alive = Alive::default();
    let (mut place, slot, handoff) = (Place::new(), Slot::new(), Handoff::new());
    place.set(alive.value());
    slot.set(alive.value());
    handoff.put(alive.value());
    let taken = (place.take(), slot.take(), handoff.take());
    assert_eq!(alive.count(), 3);
    drop(taken);
    assert_eq!(alive.count(), 0);
}

#[test]
#[should_panic = "read from a slot before it was set"]
fn an_empty_slot_cannot_be_read() {
    Slot::<u8>::new().get();
}

#[test]
#[should_panic = "set twice"]
fn a_slot_cannot_be_set_twice() {
    let slot = Slot::new();
    slot.set(1);
    slot.set(2);
}

#[test]
#[should_panic = "before it was handed over"]
fn an_empty_handoff_cannot_be_taken() {
    Handoff::<u8>::new().take();
}

#[test]
#[should_panic = "from a place before it was set"]
fn an_empty_place_cannot_be_taken() {
    Place::<u8>::new().take();
}

#[test]
fn a_slot_can_be_looked_at_before_it_is_set() {
    let slot = Slot::new();
    assert_eq!(slot.peek(), None);
    slot.set("user");
    assert_eq!(slot.peek(), Some(&"user"));
}

#[test]
fn what_nobody_shares_any_more_is_had_back() {
    let alive = Alive::default();
    let shared = Arc::new(alive.value());
    drop(shared.clone());
    let value = unshare(shared);
    assert_eq!(alive.count(), 1);
    drop(value);
    assert_eq!(alive.count(), 0);
}

#[test]
#[should_panic = "still shared"]
fn what_is_shared_cannot_be_had_back() {
    let shared = Arc::new(7);
    let _other = shared.clone();
    unshare(shared);
}

#[test]
#[should_panic = "node that was skipped"]
fn what_did_not_run_has_no_value() {
    assert_eq!(ran(Some(7)), 7);
    ran(None::<u8>);
}
