//! Borrows that a node leaves in a value that was there before.

use std::cell::{Cell, RefCell};
use std::sync::Mutex;

use dagwright::dag;
use futures::executor::block_on;

// log ─┬→ a → note_a ─┬→ all       a and b are made in branches, beside each other
//      └→ b → note_b ─┘
#[dag]
mod branches {
    use super::*;

    async fn log<'a>() -> RefCell<Vec<&'a str>> {
        RefCell::default()
    }
    #[node(after(log))]
    async fn a() -> String {
        "a".into()
    }
    async fn note_a<'x>(log: &RefCell<Vec<&'x str>>, a: &'x str) {
        log.borrow_mut().push(a);
    }
    #[node(after(log))]
    async fn b() -> String {
        "b".into()
    }
    async fn note_b<'x>(log: &RefCell<Vec<&'x str>>, b: &'x str) {
        log.borrow_mut().push(b);
    }
    #[node(after(note_a, note_b))]
    async fn all(log: &RefCell<Vec<&str>>) -> String {
        log.borrow().concat()
    }
}

#[test]
fn what_is_noted_in_a_branch_lives_as_long_as_the_log() {
    assert_eq!(block_on(branches::Pipeline::run()).all, "ab");
}

// the same with values that do not depend on the log
#[dag]
mod beside {
    use super::*;

    async fn log<'a>() -> RefCell<Vec<&'a str>> {
        RefCell::default()
    }
    async fn a() -> String {
        "a".into()
    }
    async fn b() -> String {
        "b".into()
    }
    async fn note_a<'x>(log: &RefCell<Vec<&'x str>>, a: &'x str) {
        log.borrow_mut().push(a);
    }
    async fn note_b<'x>(log: &RefCell<Vec<&'x str>>, b: &'x str, _note_a: ()) {
        log.borrow_mut().push(b);
    }
    async fn all(log: &RefCell<Vec<&str>>, _note_b: ()) -> String {
        log.borrow().concat()
    }
}

#[test]
fn what_is_noted_may_be_made_beside_the_log() {
    assert_eq!(block_on(beside::Pipeline::run()).all, "ab");
}

pub struct View<'a>(&'a str);

// log → a → view → note; log → b → both, note_b: woven, by way of a view that is taken
#[dag]
mod views {
    use super::*;

    #[output]
    pub struct Output {
        pub length: usize,
        pub b: String,
    }

    async fn log<'a>() -> Mutex<Vec<&'a str>> {
        Mutex::default()
    }
    #[node(after(log))]
    async fn a() -> String {
        "a".into()
    }
    async fn view(a: &str) -> View<'_> {
        View(a)
    }
    async fn note<'x>(log: &Mutex<Vec<&'x str>>, view: View<'x>) {
        log.lock().unwrap().push(view.0);
    }
    #[node(after(log))]
    async fn b() -> String {
        "b".into()
    }
    async fn note_b<'x>(log: &Mutex<Vec<&'x str>>, b: &'x str) -> usize {
        log.lock().unwrap().push(b);
        1
    }
    async fn both<'x>(log: &Mutex<Vec<&'x str>>, a: &'x str, b: &'x str) {
        log.lock().unwrap().extend([a, b]);
    }
    #[node(after(note, both))]
    async fn length(log: &Mutex<Vec<&str>>, note_b: usize) -> usize {
        log.lock().unwrap().concat().len() + 10 * note_b
    }
}

#[test]
fn what_a_view_borrows_from_lives_as_long_as_the_log() {
    let output = block_on(views::Pipeline::run());
    assert_eq!((output.length, output.b.as_str()), (14, "b"));
}

// cell → a → word → set, in a branch; the type parameter is a reference
#[dag]
mod generic {
    use super::*;

    async fn cell<'a>() -> Cell<Option<&'a str>> {
        Cell::default()
    }
    #[node(after(cell))]
    async fn a() -> String {
        "a".into()
    }
    async fn word(a: &str) -> &str {
        a
    }
    async fn set<T: Copy>(cell: &Cell<Option<T>>, word: T) {
        cell.set(Some(word));
    }
    #[node(after(cell))]
    async fn other() -> usize {
        1
    }
    #[node(after(set))]
    async fn length(cell: &Cell<Option<&str>>, other: usize) -> usize {
        cell.get().map_or(0, str::len) + other
    }
}

#[test]
fn what_a_type_parameter_stands_for_lives_on_too() {
    assert_eq!(block_on(generic::Pipeline::run()).length, 2);
}
