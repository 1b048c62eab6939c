//! Late variables, slots and handoffs.

mod support;

use std::sync::Arc;

use dag_runtime::{Handoff, Late, Slot, ran, unshare};
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
    let mut late = Late::new();
    let mut slot = Slot::new();
    let (writer, reader) = slot.split();
    let (mut doc_slot, mut doc_handoff) = (Slot::new(), Handoff::new());
    let ((doc_writer, doc_reader), (giver, taker)) = (doc_slot.split(), doc_handoff.split());
    let text: &String = late.writer().set(String::from("text"));
    writer.set(text.as_str());
    doc_writer.set(Doc(reader.get()));
    giver.give(Doc(reader.get()));
    assert_eq!((doc_reader.get().0, taker.take().0), ("text", "text"));
    assert_eq!(doc_slot.take().0, "text");
}

#[test]
fn what_is_left_in_a_cell_is_dropped_with_it() {
    let alive = Alive::default();
    {
        let (mut late, mut slot, mut handoff) = (Late::new(), Slot::new(), Handoff::new());
        for _ in 0..2 {
            late.writer().set(alive.value());
            slot.split().0.set(alive.value());
            handoff.split().0.give(alive.value());
        }
        assert_eq!(alive.count(), 3);
    }
    assert_eq!(alive.count(), 0);
}

#[test]
fn a_slot_can_be_cleared() {
    let alive = Alive::default();
    let mut slot = Slot::new();
    slot.split().0.set(alive.value());
    slot.clear();
    assert_eq!(alive.count(), 0);
    assert!(slot.peek().is_none());
}

#[test]
fn what_is_taken_leaves_its_cell() {
    let alive = Alive::default();
    let (mut late, mut slot, mut handoff) = (Late::new(), Slot::new(), Handoff::new());
    late.writer().set(alive.value());
    slot.split().0.set(alive.value());
    let (giver, taker) = handoff.split();
    giver.give(alive.value());
    let taken = (late.take(), slot.take(), taker.take());
    drop(handoff);
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
#[should_panic = "read from a slot before it was set"]
fn an_empty_slot_cannot_be_taken() {
    Slot::<u8>::new().take();
}

#[test]
#[should_panic = "before it was handed over"]
fn an_empty_handoff_cannot_be_taken() {
    Handoff::<u8>::new().split().1.take();
}

#[test]
#[should_panic = "from a variable before it was set"]
fn an_empty_variable_cannot_be_taken() {
    Late::<u8>::new().take();
}

#[test]
fn a_slot_can_be_looked_at_before_it_is_set() {
    let mut slot = Slot::new();
    let (writer, reader) = slot.split();
    assert_eq!(reader.peek(), None);
    assert_eq!(writer.set("user"), &"user");
    assert_eq!(reader.peek(), Some(&"user"));
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
