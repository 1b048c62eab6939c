//! The arguments of blocking functions, and their use by others meanwhile.

use std::cell::Cell;
use std::fmt::Display;
use std::sync::{Arc, Mutex};

use dagwright::dag;

use crate::support::{on_both_flavours, yields};

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Broken(pub u32);

// text ──┬→ length (blocking) ──┐
//        ├→ shouted (blocking) ─┼→ line         `text` and `bytes` are returned as well
//        └→ first ──────────────┤
// bytes ─┬→ sum (blocking) ─────┘
//        └→ count
#[dag]
mod borrowed {
    use super::*;

    #[input]
    pub struct Input {
        pub name: String,
        pub factor: u32,
    }

    #[output]
    pub struct Output {
        pub line: String,
        pub count: usize,
        pub text: String,
        pub bytes: Vec<u8>,
        pub name: String,
    }

    async fn text(name: &str) -> String {
        format!("hi {name}")
    }
    #[node(blocking)]
    fn bytes(name: &String) -> Vec<u8> {
        name.bytes().collect()
    }
    #[node(blocking)]
    fn length(text: &str) -> usize {
        text.len()
    }
    #[node(blocking)]
    fn shouted(text: &String) -> String {
        text.to_uppercase()
    }
    async fn first(text: &str) -> Option<char> {
        yields(2).await;
        text.chars().next()
    }
    #[node(blocking)]
    fn sum(bytes: &[u8], factor: u32) -> u32 {
        bytes.iter().map(|byte| u32::from(*byte) * factor).sum()
    }
    async fn count(bytes: &[u8]) -> usize {
        yields(1).await;
        bytes.len()
    }
    #[node(blocking)]
    fn line(text: &str, length: &usize, shouted: &str, first: Option<char>, sum: &u32) -> String {
        format!("{text} {length} {shouted} {first:?} {sum}")
    }
}

#[test]
fn a_blocking_function_borrows_like_any_other_and_the_output_takes_the_value_afterwards() {
    on_both_flavours(async || {
        let input = borrowed::Input { name: "Ada".into(), factor: 2 };
        let output = borrowed::Pipeline::run(input).await;
        assert_eq!(output.line, "hi Ada 6 HI ADA Some('h') 524");
        assert_eq!((output.count, output.text.as_str()), (3, "hi Ada"));
        assert_eq!((output.bytes.as_slice(), output.name.as_str()), (&b"Ada"[..], "Ada"));
    });
}

// cell ──→ emptied (moved)
// label ─┬→ long (clone) ──┐
//        └→ short (clone) ─┴→ both (moved)
// id ────┬→ double (Copy)
//        └→ triple (Copy)
#[dag]
mod owned {
    use super::*;

    async fn cell() -> Cell<u32> {
        Cell::new(4)
    }
    #[node(blocking)]
    fn emptied(cell: Cell<u32>) -> u32 {
        cell.replace(0)
    }
    async fn label() -> String {
        "label".into()
    }
    #[node(blocking)]
    fn long(#[clone] label: String) -> String {
        label + label_end()
    }
    #[node(blocking)]
    fn short(#[clone] mut label: String) -> String {
        label.truncate(1);
        label
    }
    #[node(blocking)]
    fn both(long: String, short: String) -> String {
        long + &short
    }
    fn label_end() -> &'static str {
        "s/"
    }
    #[node(blocking)]
    fn id() -> u32 {
        5
    }
    #[node(blocking)]
    fn double(id: u32) -> u32 {
        id * 2
    }
    #[node(blocking)]
    fn triple(id: u32) -> u32 {
        id * 3
    }
}

#[test]
fn a_blocking_function_takes_values_moved_cloned_and_copied() {
    on_both_flavours(async || {
        let output = owned::Pipeline::run().await;
        assert_eq!((output.emptied, output.both.as_str()), (4, "labels/l"));
        assert_eq!((output.double, output.triple), (10, 15));
    });
}

// buffer (owned, &mut) → written → total
#[dag]
mod exclusive {
    #[input]
    pub struct Input {
        pub buffer: Vec<u32>,
    }

    #[node(blocking)]
    fn written(buffer: &mut Vec<u32>) -> usize {
        buffer.push(3);
        buffer.len()
    }
    #[node(blocking)]
    fn total(written: &usize) -> usize {
        written * 10
    }
}

#[test]
fn a_blocking_function_borrows_an_owned_input_mutably() {
    on_both_flavours(async || {
        let output = exclusive::Pipeline::run(exclusive::Input { buffer: vec![1, 2] }).await;
        assert_eq!(output.total, 30);
    });
}

// shared ─┬→ name (blocking)
//         └→ users (blocking)
// label ──┴→ labelled (blocking)
#[dag]
mod arcs {
    use super::*;

    #[input]
    pub struct Input {
        pub shared: Arc<Mutex<Vec<String>>>,
        pub label: &'static str,
    }

    #[node(blocking)]
    fn name(shared: &Mutex<Vec<String>>) -> String {
        shared.lock().unwrap()[0].clone()
    }
    #[node(blocking)]
    fn users(shared: &Arc<Mutex<Vec<String>>>) -> usize {
        shared.lock().unwrap().len()
    }
    #[node(blocking)]
    fn labelled(label: &str, #[clone] shared: Arc<Mutex<Vec<String>>>) -> String {
        shared.lock().unwrap().join(label)
    }
}

#[test]
fn inputs_behind_an_arc_and_static_ones_serve_blocking_functions() {
    on_both_flavours(async || {
        let shared = Arc::new(Mutex::new(vec!["a".into(), "b".into()]));
        let output = arcs::Pipeline::run(arcs::Input { shared, label: "-" }).await;
        assert_eq!((output.name.as_str(), output.users, output.labelled.as_str()), ("a", 2, "a-b"));
    });
}

// item ─┬→ shown (blocking) → loud (blocking)
//       └→ kept
#[dag]
mod generic {
    use super::*;

    #[input]
    pub struct Input<T: Display + Clone + Send + Sync + 'static> {
        pub item: T,
    }

    #[node(blocking)]
    fn shown<T: Display>(item: &T) -> String {
        item.to_string()
    }
    #[node(blocking)]
    fn loud(shown: &impl AsRef<str>) -> String {
        shown.as_ref().to_uppercase()
    }
    async fn kept<T: Clone>(item: &T) -> T {
        item.clone()
    }
}

#[test]
fn a_blocking_function_may_be_generic() {
    on_both_flavours(async || {
        let output = generic::Pipeline::run(generic::Input { item: "a1" }).await;
        assert_eq!((output.loud.as_str(), output.kept), ("A1", "a1"));
    });
}

// text → words → count (blocking)         `words` borrows from `text`, in the caller's task
#[dag]
mod lifetimes {
    #[input]
    pub struct Input<'a> {
        pub text: &'a str,
    }

    async fn words<'a>(text: &'a str) -> Vec<&'a str> {
        text.split(' ').collect()
    }
    async fn owned(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| String::from(*word)).collect()
    }
    #[node(blocking)]
    fn longest(owned: &[String]) -> usize {
        owned.iter().map(String::len).max().unwrap_or(0)
    }
}

#[test]
fn other_nodes_may_borrow_from_the_input_beside_a_blocking_one() {
    on_both_flavours(async || {
        let text = String::from("not that long");
        assert_eq!(lifetimes::Pipeline::run(lifetimes::Input { text: &text }).await.longest, 4);
    });
}

// read (blocking, may fail) ─┬→ shown (takes the result)
//                            └→ stored (blocking, takes the result)
// parsed (blocking, may fail)
#[dag]
mod fallible {
    use super::*;

    #[input]
    pub struct Input {
        pub number: u32,
        pub text: String,
    }

    #[node(blocking)]
    fn read(number: u32) -> Result<String, Broken> {
        if number < 10 { Ok(number.to_string()) } else { Err(Broken(number)) }
    }
    async fn shown(read: Result<&String, &Broken>) -> String {
        format!("{read:?}")
    }
    #[node(blocking)]
    fn stored(read: Result<&String, &Broken>) -> bool {
        read.is_ok()
    }
    #[node(blocking)]
    fn parsed(text: &str) -> Result<u32, std::num::ParseIntError> {
        text.parse()
    }
}

#[test]
fn a_blocking_function_may_fail() {
    on_both_flavours(async || {
        let run = |number, text: &str| fallible::Pipeline::run(fallible::Input { number, text: text.into() });
        let output = run(7, "8").await.unwrap();
        assert_eq!((output.shown.as_str(), output.stored, output.parsed), ("Ok(\"7\")", true, 8));
        let output = run(70, "8").await.unwrap();
        assert_eq!((output.shown.as_str(), output.stored), ("Err(Broken(70))", false));
        let error = run(7, "x").await.expect_err("`x` is no number");
        assert!(matches!(error, fallible::Error::Parsed(_)));
    });
}
