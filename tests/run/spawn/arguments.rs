//! The arguments of spawned nodes, and their use by others meanwhile.

use std::cell::Cell;
use std::fmt::Display;
use std::sync::Arc;

use dagwright::dag;

use crate::support::{on_both_flavours, yields};

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Broken(pub u32);

// name ─→ text ─┬→ length (spawn) ──┐
//               ├→ shouted (spawn) ─┼→ line (spawn)         `text`, `words` and `name` are returned as well
//               ├→ first ───────────┤
//               └→ words (spawn) ─┬→┘
//                                 └→ count
#[dag]
mod shared {
    use super::*;

    #[input]
    pub struct Input {
        pub name: String,
        pub factor: usize,
    }

    #[output]
    pub struct Output {
        pub line: String,
        pub count: usize,
        pub text: String,
        pub words: Vec<String>,
        pub name: String,
    }

    async fn text(name: &str) -> String {
        format!("hi {name}")
    }
    #[node(spawn)]
    async fn length(text: &str, factor: usize) -> usize {
        yields(3).await;
        text.len() * factor
    }
    #[node(spawn)]
    async fn shouted(text: &String) -> String {
        text.to_uppercase()
    }
    async fn first(text: &str) -> Option<char> {
        yields(2).await;
        text.chars().next()
    }
    #[node(spawn)]
    async fn words(text: &str) -> Vec<String> {
        text.split(' ').map(String::from).collect()
    }
    async fn count(words: &[String]) -> usize {
        yields(1).await;
        words.len()
    }
    #[node(spawn)]
    async fn line(length: &usize, shouted: &str, first: Option<char>, words: &[String], name: &str) -> String {
        format!("{length} {shouted} {first:?} {words:?} {name}")
    }
}

#[test]
fn spawned_nodes_and_others_borrow_the_same_values_and_the_output_takes_them_afterwards() {
    on_both_flavours(async || {
        let output = shared::Pipeline::run(shared::Input { name: "Ada".into(), factor: 10 }).await;
        assert_eq!(output.line, "60 HI ADA Some('h') [\"hi\", \"Ada\"] Ada");
        assert_eq!((output.count, output.text.as_str(), output.name.as_str()), (2, "hi Ada", "Ada"));
        assert_eq!(output.words, ["hi", "Ada"]);
    });
}

// text ─┬→ length (spawn) ─┐
//       └──────────────────┴→ moved         the last consumer takes a value that a task has borrowed before
#[dag]
mod handed_back {
    use super::*;

    async fn text() -> String {
        "text".into()
    }
    #[node(spawn)]
    async fn length(text: &str) -> usize {
        yields(1).await;
        text.len()
    }
    #[output]
    pub struct Output {
        pub text: String,
        pub longer: String,
    }
    async fn longer(#[clone] text: String, length: usize) -> String {
        text + &length.to_string()
    }
}

#[test]
fn a_value_that_a_task_borrowed_can_be_cloned_and_returned() {
    on_both_flavours(async || {
        let output = handed_back::Pipeline::run().await;
        assert_eq!((output.text.as_str(), output.longer.as_str()), ("text", "text4"));
    });
}

// cell ──→ emptied (spawn, moved) → boxed (spawn, moved)
// label ─┬→ long (spawn, clone) ─┐
//        └→ short (clone) ───────┴→ both (spawn, moved)
// id ────┬→ double (spawn, Copy)
//        └→ triple (Copy)
#[dag]
mod owned {
    use super::*;

    async fn cell() -> Cell<u32> {
        Cell::new(4)
    }
    #[node(spawn)]
    async fn emptied(cell: Cell<u32>) -> Cell<u32> {
        yields(1).await;
        Cell::new(cell.replace(0) + 1)
    }
    #[node(spawn)]
    async fn boxed(emptied: Cell<u32>) -> Box<u32> {
        Box::new(emptied.get())
    }
    async fn label() -> String {
        "label".into()
    }
    #[node(spawn)]
    async fn long(#[clone] label: String) -> String {
        label + "s/"
    }
    async fn short(#[clone] mut label: String) -> String {
        label.truncate(1);
        label
    }
    #[node(spawn)]
    async fn both(long: String, short: String) -> String {
        long + &short
    }
    #[node(spawn)]
    async fn id() -> u32 {
        5
    }
    #[node(spawn)]
    async fn double(id: u32) -> u32 {
        id * 2
    }
    async fn triple(id: u32) -> u32 {
        id * 3
    }
}

#[test]
fn a_spawned_node_takes_values_moved_cloned_and_copied() {
    on_both_flavours(async || {
        let output = owned::Pipeline::run().await;
        assert_eq!((*output.boxed, output.both.as_str()), (5, "labels/l"));
        assert_eq!((output.double, output.triple), (10, 15));
    });
}

// read (spawn, may fail) ─┬→ shown (takes the result)
//                         └→ stored (spawn, takes the result)
// parsed (spawn, may fail) → double (spawn)
#[dag]
mod results {
    use super::*;

    #[input]
    pub struct Input {
        pub number: u32,
        pub text: String,
    }

    #[node(spawn)]
    async fn read(number: u32) -> Result<String, Broken> {
        yields(1).await;
        if number < 10 { Ok(number.to_string()) } else { Err(Broken(number)) }
    }
    async fn shown(read: Result<&String, &Broken>) -> String {
        yields(1).await;
        format!("{read:?}")
    }
    #[node(spawn)]
    async fn stored(read: Result<&String, &Broken>) -> bool {
        yields(2).await;
        read.is_ok()
    }
    #[node(spawn)]
    async fn parsed(text: &str) -> Result<u32, std::num::ParseIntError> {
        text.parse()
    }
    #[node(spawn)]
    async fn double(parsed: u32) -> u32 {
        parsed * 2
    }
}

#[test]
fn the_failure_of_a_spawned_node_is_a_value_to_those_who_take_it_so() {
    on_both_flavours(async || {
        let run = |number, text: &str| results::Pipeline::run(results::Input { number, text: text.into() });
        let output = run(7, "8").await.unwrap();
        assert_eq!((output.shown.as_str(), output.stored, output.double), ("Ok(\"7\")", true, 16));
        let output = run(70, "8").await.unwrap();
        assert_eq!((output.shown.as_str(), output.stored), ("Err(Broken(70))", false));
        let error = run(7, "x").await.expect_err("`x` is no number");
        assert!(matches!(error, results::Error::Parsed(_)));
    });
}

// buffer (owned, &mut) → written (spawn) → total (spawn)
#[dag]
mod exclusive {
    use super::*;

    #[input]
    pub struct Input {
        pub buffer: Vec<u32>,
    }

    #[node(spawn)]
    async fn written(buffer: &mut Vec<u32>) -> usize {
        yields(1).await;
        buffer.push(3);
        buffer.len()
    }
    #[node(spawn)]
    async fn total(written: &usize) -> usize {
        written * 10
    }
}

#[test]
fn a_spawned_node_borrows_an_owned_input_mutably() {
    on_both_flavours(async || {
        let output = exclusive::Pipeline::run(exclusive::Input { buffer: vec![1, 2] }).await;
        assert_eq!(output.total, 30);
    });
}

// item ─┬→ shown (spawn) → loud (spawn)
//       └→ kept
#[dag]
mod generic {
    use super::*;

    #[input]
    pub struct Input<T>
    where
        T: Display + Clone + Send + Sync + 'static,
    {
        pub item: T,
    }

    #[node(spawn)]
    async fn shown<T: Display>(item: &T) -> String {
        yields(1).await;
        item.to_string()
    }
    #[node(spawn)]
    async fn loud(shown: &impl AsRef<str>) -> String {
        shown.as_ref().to_uppercase()
    }
    async fn kept<T: Clone>(item: &T) -> Vec<T> {
        yields(2).await;
        vec![item.clone()]
    }
}

#[test]
fn a_spawned_node_may_be_generic() {
    on_both_flavours(async || {
        let output = generic::Pipeline::run(generic::Input { item: String::from("a1") }).await;
        assert_eq!(output.loud, "A1");
        assert_eq!(output.kept, ["a1"]);
    });
}

pub trait Greet: Send + Sync {
    fn greet(&self, name: &str) -> String;
}

pub struct Polite;

impl Greet for Polite {
    fn greet(&self, name: &str) -> String {
        format!("good day, {name}")
    }
}

// names ─┬→ first (spawn)
//        ├→ count (spawn)
//        └→ joined (spawn)
// greet ──→ line (spawn)
// boxed ──→ other (spawn)
#[dag]
mod arcs {
    use super::*;

    #[input]
    pub struct Input {
        pub names: Arc<Vec<String>>,
        pub separator: &'static str,
        pub greet: Arc<dyn Greet>,
        pub boxed: Box<dyn Greet>,
    }

    #[node(spawn)]
    async fn first(names: &Vec<String>) -> String {
        names[0].clone()
    }
    #[node(spawn)]
    async fn count(names: &Arc<Vec<String>>) -> usize {
        names.len()
    }
    #[node(spawn)]
    async fn joined(#[clone] names: Arc<Vec<String>>, separator: &str) -> String {
        names.join(separator)
    }
    #[node(spawn)]
    async fn line(greet: &dyn Greet, joined: &str) -> String {
        greet.greet(joined)
    }
    #[node(spawn)]
    async fn other(boxed: &dyn Greet, separator: &'static str) -> String {
        boxed.greet(separator)
    }
}

#[test]
fn inputs_behind_an_arc_or_a_box_and_static_ones_serve_spawned_nodes() {
    on_both_flavours(async || {
        let names = Arc::new(vec!["a".into(), "b".into()]);
        let input = arcs::Input { names, separator: "-", greet: Arc::new(Polite), boxed: Box::new(Polite) };
        let output = arcs::Pipeline::run(input).await;
        assert_eq!((output.first.as_str(), output.count), ("a", 2));
        assert_eq!((output.line.as_str(), output.other.as_str()), ("good day, a-b", "good day, -"));
    });
}

// path ─→ text (spawn) ─┬→ words → longest         `words` borrows from a task's value, and another borrows
//                       └→ length (spawn)
#[dag]
mod lifetimes {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub path: &'a str,
    }

    async fn owned_path(path: &str) -> String {
        path.to_owned()
    }
    #[node(spawn)]
    async fn text(owned_path: &str) -> String {
        yields(1).await;
        format!("read from {owned_path}")
    }
    async fn words<'a>(text: &'a str) -> Vec<&'a str> {
        text.split(' ').collect()
    }
    async fn longest(words: &[&str], path: &str) -> usize {
        yields(1).await;
        words.iter().filter(|word| **word != path).map(|word| word.len()).max().unwrap_or(0)
    }
    #[node(spawn)]
    async fn length(text: &str) -> usize {
        yields(2).await;
        text.len()
    }
}

#[test]
fn other_nodes_borrow_from_the_input_and_from_what_tasks_made() {
    on_both_flavours(async || {
        let path = String::from("somewhere");
        let output = lifetimes::Pipeline::run(lifetimes::Input { path: &path }).await;
        assert_eq!((output.longest, output.length), (4, 19));
    });
}

// numbers (spawn) ─┬→ total (spawn)         both parameters of `total` are filled from one provider
//                  └→
#[dag]
mod twice {
    use super::*;

    #[node(spawn)]
    async fn numbers() -> Vec<u32> {
        vec![1, 2, 3]
    }
    #[node(spawn)]
    async fn total(numbers: &[u32], #[from(numbers)] again: &Vec<u32>) -> u32 {
        yields(1).await;
        numbers.iter().chain(again).sum()
    }
}

#[test]
fn one_provider_serves_two_parameters_of_a_spawned_node() {
    on_both_flavours(async || assert_eq!(twice::Pipeline::run().await.total, 12));
}

// token (future) ─┬→ spawned (spawn)
//                 └→ here
#[dag]
mod future {
    use super::*;

    #[input]
    pub struct Input<F: Future<Output = String> + Send> {
        #[future]
        pub token: F,
    }

    #[node(spawn)]
    async fn spawned(token: &str) -> usize {
        yields(1).await;
        token.len()
    }
    async fn here(token: &str) -> String {
        format!("<{token}>")
    }
}

#[test]
fn a_future_input_serves_spawned_nodes() {
    on_both_flavours(async || {
        let token = async {
            yields(2).await;
            String::from("abc")
        };
        let output = future::Pipeline::run(future::Input { token }).await;
        assert_eq!((output.spawned, output.here.as_str()), (3, "<abc>"));
    });
}
