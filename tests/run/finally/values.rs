//! The values that `finally` nodes look at.

use std::sync::Arc;

use dagwright::dag;

use super::{Refused, unless};
use crate::support::{Item, Ledger};

pub type Notes = std::sync::Mutex<Vec<String>>;

// text ─→ words (borrow from text) ─→ count (may fail)      handled (may fail) ─→ shown
// vip ─→ badge (when = vip) ─→ framed; photo ─→ badge       token (future) ─→ doubled
#[dag]
mod looks {
    use super::*;

    #[input]
    pub struct Input<'a, F: Future<Output = u64>> {
        pub failing: &'a [&'a str],
        pub notes: &'a Notes,
        pub vip: bool,
        pub names: Vec<String>,
        #[future]
        pub token: F,
    }

    async fn text() -> String {
        "a b".to_owned()
    }
    async fn words<'t>(text: &'t str) -> Vec<&'t str> {
        text.split(' ').collect()
    }
    async fn count(words: &[&str], failing: &[&str]) -> Result<usize, Refused> {
        unless("count", failing, words.len())
    }
    async fn handled(failing: &[&str]) -> Result<Box<str>, Refused> {
        unless("handled", failing, "h".into())
    }
    async fn shown(handled: Result<&str, &Refused>) -> bool {
        handled.is_ok()
    }
    async fn doubled(token: u64) -> u64 {
        token * 2
    }
    async fn photo() -> u8 {
        3
    }
    #[node(when = vip)]
    async fn badge(photo: u8) -> String {
        photo.to_string()
    }
    async fn framed(badge: Option<&str>) -> usize {
        badge.map_or(0, str::len)
    }
    async fn noted() -> Option<u8> {
        None
    }
    #[node(finally)]
    async fn seen(
        words: Option<&[&str]>,
        text: Option<&str>,
        #[from(count)] total: Option<&usize>,
        handled: Option<&str>,
        badge: Option<&str>,
        photo: Option<&u8>,
        noted: Option<&Option<u8>>,
        token: Option<&u64>,
        names: &[String],
        vip: bool,
        notes: &Notes,
    ) {
        let line =
            format!("{words:?} {text:?} {total:?} {handled:?} {badge:?} {photo:?} {noted:?} {token:?} {names:?} {vip}");
        notes.lock().unwrap().push(line);
    }
    #[node(finally)]
    fn counted(shown: Option<&bool>, framed: Option<&impl std::fmt::Debug>, names: &Vec<String>, notes: &Notes) {
        notes.lock().unwrap().push(format!("{shown:?} {framed:?} {}", names.len()));
    }
}

#[tokio::test]
async fn each_kind_of_value_is_seen_if_it_was_given() {
    let run = async |failing: &[&str], vip| {
        let notes = Notes::default();
        let names = vec!["n".to_owned()];
        let token = async { 9 };
        let run = looks::Pipeline::run(looks::Input { failing, notes: &notes, vip, names, token });
        let failed = run.await.err().map(|error| error.node());
        (failed, notes.into_inner().unwrap())
    };
    let all = r#"Some(["a", "b"]) Some("a b") Some(2) Some("h") Some("3") Some(3) Some(None) Some(9) ["n"] true"#;
    assert_eq!(run(&[], true).await, (None, vec![all.to_owned(), "Some(true) Some(1) 1".to_owned()]));
    let some = r#"Some(["a", "b"]) Some("a b") Some(2) None None None Some(None) Some(9) ["n"] false"#;
    assert_eq!(run(&["handled"], false).await, (None, vec![some.to_owned(), "Some(false) Some(0) 1".to_owned()]));
    let (failed, notes) = run(&["count"], true).await;
    assert_eq!(failed, Some("count"));
    assert!(notes[0].starts_with(r#"Some(["a", "b"]) Some("a b") None"#), "{notes:?}");
}

// folder, taken by the output      list (Copy), taken by `sum`      moved: an input that only `clear` takes
#[dag]
mod given {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
        pub moved: Box<u32>,
        pub lent: String,
    }

    #[output]
    pub struct Output {
        pub folder: Item,
        pub sum: u32,
        pub lent: String,
    }

    async fn folder(ledger: &Arc<Ledger>) -> Item {
        Item::make(ledger, "body", 1, "folder").await
    }
    async fn list(folder: &Item) -> [u32; 2] {
        [u32::from(folder.is("folder")), 2]
    }
    async fn sum(list: [u32; 2], lent: &str) -> u32 {
        list.iter().sum::<u32>() + lent.len() as u32
    }
    #[node(finally)]
    async fn clear(folder: Option<&Item>, list: Option<&[u32]>, moved: Box<u32>, lent: &str) {
        assert!(folder.is_some_and(|folder| folder.is("folder")));
        assert_eq!((list, *moved, lent), (Some(&[1, 2][..]), 5, "l"));
    }
}

#[tokio::test]
async fn what_the_output_takes_is_looked_at_before_it_goes_out() {
    let ledger = Arc::new(Ledger::default());
    let input = given::Input { ledger: Arc::clone(&ledger), moved: Box::new(5), lent: "l".to_owned() };
    let output = given::Pipeline::run(input).await;
    assert_eq!((output.sum, output.lent.as_str(), ledger.live()), (4, "l", vec!["folder"]));
    drop(output);
    ledger.assert_settled();
}

// lock ─→ file ─→ read; clear (finally) looks at the file
#[dag]
mod guarded {
    use super::*;

    #[input]
    pub struct Input {
        pub ledger: Arc<Ledger>,
    }

    async fn lock(ledger: &Arc<Ledger>) -> Item {
        Item::new(ledger, "lock")
    }
    async fn file(_lock: &Item, ledger: &Arc<Ledger>) -> Item {
        Item::new(ledger, "file")
    }
    async fn read(_file: &Item, ledger: &Arc<Ledger>) -> Item {
        Item::new(ledger, "read")
    }
    async fn shown(_read: &Item) -> u32 {
        1
    }
    #[node(finally)]
    async fn clear(_file: Option<&Item>, ledger: &Arc<Ledger>) {
        assert_eq!(ledger.live(), ["file", "lock"]);
    }
}

#[tokio::test]
async fn what_guards_a_value_that_it_looks_at_is_there_too() {
    let ledger = Arc::new(Ledger::default());
    guarded::Pipeline::run(guarded::Input { ledger: Arc::clone(&ledger) }).await;
    ledger.assert_settled();
}
