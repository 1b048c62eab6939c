//! A value that may be freed ends when its last consumer is done, where the types tell that nothing borrows from it.

use std::sync::Arc;

use dagwright::dag;

use crate::support::{Item, Ledger};

fn item(ledger: &Arc<Ledger>, name: &'static str) -> Item {
    Item::new(ledger, name)
}

// a → b → c, where b gives a number
#[dag]
mod numbers {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
    }

    #[node(free)]
    async fn a(ledger: &Arc<Ledger>) -> Item {
        item(ledger, "a")
    }
    async fn b(_a: &Item) -> usize {
        7
    }
    async fn c(_b: usize, ledger: &Arc<Ledger>) -> Vec<&'static str> {
        ledger.live()
    }
}

#[tokio::test]
async fn what_a_number_was_made_of_is_freed_before_the_next_node() {
    let output = numbers::Pipeline::run(numbers::Input { ledger: Arc::default() }).await;
    assert_eq!(output.c, [""; 0]);
}

// a → b → c, where b may borrow from one of two arguments, and so from neither unless it says so
#[dag]
mod two_arguments {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
    }

    #[node(free)]
    async fn a(ledger: &Arc<Ledger>) -> Item {
        item(ledger, "a")
    }
    async fn b(_a: &Item, ledger: &Arc<Ledger>) -> Item {
        item(ledger, "b")
    }
    async fn c(_b: &Item, ledger: &Arc<Ledger>) -> Vec<&'static str> {
        ledger.live()
    }
}

#[tokio::test]
async fn what_two_references_were_given_for_is_freed_as_well() {
    let output = two_arguments::Pipeline::run(two_arguments::Input { ledger: Arc::default() }).await;
    assert_eq!(output.c, ["b"]);
}

struct View<'a>(&'a Item);

// a → view → c, where view's type tells of its borrow from a, hidden or not
#[dag]
mod views {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
    }

    #[node(free)]
    async fn a(ledger: &Arc<Ledger>) -> Item {
        item(ledger, "a")
    }
    async fn view<'a>(a: &'a Item) -> View<'a> {
        View(a)
    }
    #[allow(mismatched_lifetime_syntaxes, reason = "this is what has to work")]
    async fn hidden(a: &Item) -> View {
        View(a)
    }
    async fn c(_view: &View<'_>, _hidden: &View<'_>, ledger: &Arc<Ledger>) -> Vec<&'static str> {
        ledger.live()
    }
    async fn d(_c: &[&str], ledger: &Arc<Ledger>) -> Vec<&'static str> {
        ledger.live()
    }
}

#[tokio::test]
async fn what_another_value_borrows_from_lives_on() {
    let output = views::Pipeline::run(views::Input { ledger: Arc::default() }).await;
    assert_eq!(output.d, ["a"]);
}

// a → c, a → d, b → d, then e
#[dag]
mod woven {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
    }

    #[node(free)]
    async fn a(ledger: &Arc<Ledger>) -> Item {
        item(ledger, "a")
    }
    #[node(free)]
    async fn b(ledger: &Arc<Ledger>) -> Item {
        item(ledger, "b")
    }
    async fn c(_a: &Item) -> usize {
        1
    }
    async fn d(_a: &Item, _b: &Item) -> usize {
        2
    }
    async fn e(_c: usize, _d: usize, ledger: &Arc<Ledger>) -> Vec<&'static str> {
        ledger.live()
    }
}

#[tokio::test]
async fn values_of_a_woven_part_are_freed_when_it_ends() {
    let output = woven::Pipeline::run(woven::Input { ledger: Arc::default() }).await;
    assert_eq!(output.e, [""; 0]);
}

// a → b → c, a being an output too
#[dag]
mod kept {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
    }

    #[output]
    pub struct Output {
        pub a: Item,
        pub c: Vec<&'static str>,
    }

    #[node(free)]
    async fn a(ledger: &Arc<Ledger>) -> Item {
        item(ledger, "a")
    }
    async fn b(_a: &Item) -> usize {
        7
    }
    async fn c(_b: usize, ledger: &Arc<Ledger>) -> Vec<&'static str> {
        ledger.live()
    }
}

#[tokio::test]
async fn what_the_output_takes_is_kept() {
    let output = kept::Pipeline::run(kept::Input { ledger: Arc::default() }).await;
    assert_eq!(output.c, ["a"]);
    drop(output.a);
}

type Found<'a, T> = std::result::Result<T, View<'a>>;

// Consumers that may keep a borrow of x, in ways that do not show: a lifetime hidden beside the type of a function or
// in an alias, a type behind a type parameter.
#[dag]
mod kept_by_others {
    use super::Found as Result;
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
        pub keep: fn(&Item) -> bool,
    }

    #[output]
    pub struct Output {
        pub after_function: bool,
        pub after_alias: bool,
        pub after_first: bool,
    }

    async fn x(ledger: &Arc<Ledger>) -> Item {
        item(ledger, "x")
    }

    #[allow(mismatched_lifetime_syntaxes, reason = "this is what has to work")]
    async fn beside_function(x: &Item, keep: fn(&Item) -> bool) -> View {
        assert!(keep(x));
        View(x)
    }
    async fn function(beside_function: &View<'_>) -> bool {
        beside_function.0.is("x")
    }
    async fn after_function(function: bool) -> bool {
        function
    }

    async fn y(ledger: &Arc<Ledger>) -> Item {
        item(ledger, "y")
    }
    #[allow(mismatched_lifetime_syntaxes, reason = "this is what has to work")]
    async fn alias(y: &Item) -> Result<u32> {
        Err(View(y))
    }
    async fn outcome(alias: std::result::Result<&u32, &View<'_>>) -> bool {
        alias.is_err_and(|view| view.0.is("y"))
    }
    async fn after_alias(outcome: bool) -> bool {
        outcome
    }

    async fn z(ledger: &Arc<Ledger>) -> Item {
        item(ledger, "z")
    }
    async fn all<'a>(z: &'a Item) -> Vec<View<'a>> {
        vec![View(z)]
    }
    async fn place() -> usize {
        0
    }
    async fn first<I: IntoIterator>(all: I, place: &usize, #[from(place)] _again: &usize) -> I::Item {
        all.into_iter().nth(*place).unwrap()
    }
    async fn found(first: &View<'_>) -> bool {
        first.0.is("z")
    }
    async fn after_first(found: bool) -> bool {
        found
    }
}

#[tokio::test]
async fn what_is_kept_in_ways_that_do_not_show_lives_on() {
    let input = kept_by_others::Input { ledger: Arc::default(), keep: |item| item.is("x") };
    let output = kept_by_others::Pipeline::run(input).await;
    assert!(output.after_function && output.after_alias && output.after_first);
}

// text, log → note → noted → after_note, where note leaves its argument in the log
#[dag]
mod left_in_a_log {
    use std::cell::RefCell;

    async fn text() -> String {
        "text".to_owned()
    }
    async fn log<'a>() -> RefCell<Vec<&'a str>> {
        RefCell::default()
    }
    async fn note<'a>(log: &RefCell<Vec<&'a str>>, text: &'a str) -> usize {
        log.borrow_mut().push(text);
        1
    }
    async fn noted(note: usize) -> usize {
        note
    }
    async fn after_note(noted: usize, log: &RefCell<Vec<&str>>) -> usize {
        noted + log.borrow().concat().len()
    }
}

#[tokio::test]
async fn what_is_left_with_another_value_lives_on() {
    assert_eq!(left_in_a_log::Pipeline::run().await.after_note, 1 + 4);
}

// a → path → rest, where path gives a type of the standard library by its whole name
#[dag]
mod well_known {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
    }

    #[node(free)]
    async fn a(ledger: &Arc<Ledger>) -> Item {
        item(ledger, "a")
    }
    async fn path(_a: &Item) -> std::path::PathBuf {
        "a".into()
    }
    async fn name(_a: &Item) -> &'static str {
        "a"
    }
    async fn rest(_path: &std::path::Path, _name: &str, ledger: &Arc<Ledger>) -> Vec<&'static str> {
        ledger.live()
    }
}

#[tokio::test]
async fn well_known_types_and_static_references_borrow_from_nothing() {
    let output = well_known::Pipeline::run(well_known::Input { ledger: Arc::default() }).await;
    assert_eq!(output.rest, [""; 0]);
}
