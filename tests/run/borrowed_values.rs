//! Nodes whose values borrow from other nodes' values.

use std::fmt::Display;
use std::sync::atomic::{AtomicUsize, Ordering};

use dagwright::dag;
use futures::executor::block_on;

use crate::support::{Log, yields};

/// Borrows the text that it was made from.
pub struct Doc<'a> {
    pub words: Vec<&'a str>,
}

impl<'a> Doc<'a> {
    pub fn parse(text: &'a str) -> Self {
        Self { words: text.split(' ').collect() }
    }
}

// text → doc → title
#[dag]
mod chain {
    use super::*;

    async fn text() -> String {
        "once upon a time".into()
    }
    async fn doc<'a>(text: &'a str) -> Doc<'a> {
        Doc::parse(text)
    }
    async fn title(doc: &Doc<'_>) -> String {
        doc.words[0].to_owned()
    }
}

#[test]
fn a_value_may_borrow_from_another_nodes_value() {
    assert_eq!(block_on(chain::Pipeline::run()).title, "once");
}

// text → doc ─┬→ first ─┐
//             └→ last ──┴→ both        references into references
#[dag]
mod deeper {
    use super::*;

    async fn text() -> String {
        "once upon a time".into()
    }
    async fn doc(text: &str) -> Doc<'_> {
        Doc::parse(text)
    }
    async fn first<'a>(doc: &Doc<'a>) -> &'a str {
        doc.words[0]
    }
    async fn last<'d, 'a>(doc: &'d Doc<'a>) -> &'d &'a str {
        doc.words.last().unwrap()
    }
    async fn both(first: &str, last: &str) -> String {
        format!("{first} … {last}")
    }
}

#[test]
fn borrowing_goes_on_through_several_nodes() {
    assert_eq!(block_on(deeper::Pipeline::run()).both, "once … time");
}

// text ─┬→ doc ─┬→ title        doc borrows from text and is read on the other side
//       │       └→ count
// limit ┴→ cut ─┘
#[dag]
mod woven {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn text(log: &Log) -> String {
        log.work("text", 10, "once upon a time".into()).await
    }
    async fn limit(log: &Log) -> usize {
        log.work("limit", 30, 9).await
    }
    async fn doc<'a>(text: &'a str, log: &Log) -> Doc<'a> {
        log.work("doc", 40, Doc::parse(text)).await
    }
    async fn cut<'a>(text: &'a str, limit: usize, log: &Log) -> &'a str {
        log.work("cut", 5, &text[..limit]).await
    }
    async fn title(doc: &Doc<'_>, log: &Log) -> String {
        log.work("title", 5, doc.words[0].to_owned()).await
    }
    async fn count(doc: &Doc<'_>, cut: &str, log: &Log) -> usize {
        log.work("count", 5, doc.words.len() + cut.len()).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_borrowed_value_is_read_across_woven_branches() {
    let log = Log::new();
    let output = woven::Pipeline::run(woven::Input { log: &log }).await;
    assert_eq!((output.title.as_str(), output.count), ("once", 13));
    log.assert_earliest("text, limit, doc: text, cut: text limit, title: doc, count: doc cut");
}

/// Looks at its borrowed text when it is dropped.
pub struct Guard<'a> {
    text: &'a str,
    seen: &'a AtomicUsize,
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.seen.fetch_add(self.text.len(), Ordering::Relaxed);
    }
}

// text → guard → length
#[dag]
mod with_drop {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub seen: &'a AtomicUsize,
    }

    async fn text() -> String {
        "four".into()
    }
    async fn guard<'a>(text: &'a str, seen: &'a AtomicUsize) -> Guard<'a> {
        Guard { text, seen }
    }
    async fn length(guard: &Guard<'_>) -> usize {
        guard.text.len()
    }
}

#[test]
fn a_borrowing_value_with_a_drop_goes_before_what_it_borrows() {
    let seen = AtomicUsize::new(0);
    let output = block_on(with_drop::Pipeline::run(with_drop::Input { seen: &seen }));
    assert_eq!(output.length, 4);
    assert_eq!(seen.into_inner(), 4);
}

// text ─┬→ guard ─┬→ length       woven; declared against the direction of the edges
//       └──────┐  └→ total
// other ───────┴→ pair ─┘
#[dag]
mod woven_with_drop {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub seen: &'a AtomicUsize,
    }

    async fn total(guard: &Guard<'_>, pair: &Guard<'_>) -> usize {
        guard.text.len() + pair.text.len()
    }
    async fn length(guard: &Guard<'_>) -> usize {
        guard.text.len()
    }
    async fn pair<'a>(text: &'a str, other: &'a str, seen: &'a AtomicUsize) -> Guard<'a> {
        Guard { text: if text.len() > other.len() { text } else { other }, seen }
    }
    async fn guard<'a>(text: &'a str, seen: &'a AtomicUsize) -> Guard<'a> {
        Guard { text, seen }
    }
    async fn other() -> String {
        "sixsix".into()
    }
    async fn text() -> String {
        "four".into()
    }
}

#[test]
fn a_borrowing_value_with_a_drop_may_be_woven() {
    let seen = AtomicUsize::new(0);
    let input = woven_with_drop::Input { seen: &seen };
    let output = block_on(woven_with_drop::Pipeline::run(input));
    assert_eq!((output.length, output.total), (4, 10));
    assert_eq!(seen.into_inner(), 10);
}

// guard taken by value: text → guard → taken
#[dag]
mod moved_borrow {
    use super::*;

    async fn text() -> String {
        "once upon a time".into()
    }
    async fn doc(text: &str) -> Doc<'_> {
        Doc::parse(text)
    }
    async fn taken(doc: Doc<'_>) -> usize {
        doc.words.len()
    }
}

#[test]
fn a_borrowing_value_may_be_moved() {
    assert_eq!(block_on(moved_borrow::Pipeline::run()).taken, 4);
}

// line → word → (output)        borrows from the input, so it may leave the run
#[dag]
mod from_input {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub line: &'a str,
    }

    #[output]
    pub struct Output<'a> {
        pub word: &'a str,
        pub doc: Doc<'a>,
    }

    async fn doc<'a>(line: &'a str) -> Doc<'a> {
        Doc::parse(line)
    }
    async fn word<'a>(doc: &Doc<'a>) -> &'a str {
        doc.words[1]
    }
}

#[test]
fn what_borrows_from_the_input_outlives_the_run() {
    let line = String::from("once upon a time");
    let output = block_on(from_input::Pipeline::run(from_input::Input { line: &line }));
    assert_eq!(output.word, "upon");
    assert_eq!(output.doc.words.len(), 4);
}

/// An error whose type could hide a lifetime, for all its name says.
#[derive(Debug)]
pub struct Unread;

/// Borrows, and has a destructor.
pub struct Words<'a>(&'a str);

impl Drop for Words<'_> {
    fn drop(&mut self) {}
}

// text ─→ words ─→ shown ─→ title ─→ letters ─→ length      text, title and length are returned
#[dag]
mod returned_in_between {
    use super::*;

    #[output]
    pub struct Output {
        pub text: String,
        pub title: String,
        pub length: usize,
    }

    async fn text() -> String {
        yields(1).await;
        "a b".into()
    }
    async fn words<'a>(text: &'a str) -> Words<'a> {
        Words(text)
    }
    async fn shown(words: &Words<'_>) -> impl Display + use<> {
        words.0.to_uppercase()
    }
    async fn title(shown: &impl Display) -> Result<String, Unread> {
        Ok(shown.to_string())
    }
    #[node]
    fn letters<'a>(title: &'a str) -> Words<'a> {
        Words(title)
    }
    async fn length(letters: &Words<'_>) -> usize {
        letters.0.len()
    }
}

#[test]
fn the_output_takes_values_that_others_with_a_drop_have_borrowed() {
    let output = block_on(returned_in_between::Pipeline::run()).unwrap();
    assert_eq!((output.text.as_str(), output.title.as_str(), output.length), ("a b", "A B", 3));
}
