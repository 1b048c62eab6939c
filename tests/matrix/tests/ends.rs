//! A value whose end means something ends when it should, whoever uses it and wherever its node stands.

#![allow(missing_docs, unreachable_pub, reason = "the generated pipelines are written as users write them")]
#![allow(
    dead_code,
    clippy::vec_box,
    clippy::type_complexity,
    clippy::ptr_arg,
    clippy::borrowed_box,
    reason = "nobody looks into the values"
)]

use std::pin::Pin;
use std::sync::{Arc, Mutex};

use dagwright::dag;

include!(concat!(env!("OUT_DIR"), "/ends.rs"));

/// A module, and the facts about it.
pub struct Cell {
    name: &'static str,
    /// The value ends before the last node begins.
    early: bool,
    /// There are two guards, one for each element.
    each: bool,
    /// Its node may be skipped.
    conditional: bool,
    run: fn(Ends, bool, bool) -> Pin<Box<dyn Future<Output = bool>>>,
}

/// What has ended, in that order.
#[derive(Clone, Default)]
pub struct Ends(Arc<Mutex<Vec<&'static str>>>);

impl Ends {
    fn end(&self, name: &'static str) {
        self.0.lock().unwrap().push(name);
    }

    fn guard(&self) -> Guard {
        Guard(self.clone())
    }
}

pub struct Guard(Ends);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.end("x");
    }
}

/// The value that the guard is made of.
pub struct Base(Ends);

impl Drop for Base {
    fn drop(&mut self) {
        self.0.end("base");
    }
}

async fn step() -> u32 {
    tokio::task::yield_now().await;
    1
}

impl Cell {
    fn expected(&self, on: bool) -> Vec<&'static str> {
        if self.conditional && !on {
            // Nobody needs what the guard would have been made of.
            return vec!["last"];
        }
        let guards: &[_] = if self.each { &["x", "x"] } else { &["x"] };
        if self.early { [guards, &["last", "base"]].concat() } else { [&["last"], guards, &["base"]].concat() }
    }
}

#[tokio::test]
async fn values_end_where_they_should_in_every_cell() {
    assert!(CELLS.len() > 200, "{}", CELLS.len());
    let mut wrong = Vec::new();
    for cell in CELLS {
        for (on, fails) in [(true, false), (true, true), (false, false)] {
            let ends = Ends::default();
            assert_eq!((cell.run)(ends.clone(), on, fails).await, !fails, "{}", cell.name);
            let seen = ends.0.lock().unwrap().clone();
            if seen != cell.expected(on) {
                wrong.push(format!("{} (on: {on}, fails: {fails}): {seen:?}", cell.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), CELLS.len() * 3, wrong.join("\n"));
}
