//! The type of a node's value may be told by the node's own generics alone, whatever its options are.

#![allow(missing_docs, unreachable_pub, unused_imports, reason = "the pipelines are written as users write them")]
#![allow(clippy::ptr_arg, reason = "this is among what is tested")]

use std::fmt::Debug;
use std::pin::Pin;
use std::sync::Arc;

use dagwright::{Timeout, dag};
use dagwright_matrix::given::{Grid, Refused, Shelf, Shop, Store, instead};
use tokio::sync::Semaphore;

include!(concat!(env!("OUT_DIR"), "/generics.rs"));

/// A module, and the facts about it.
pub struct Cell {
    name: &'static str,
    /// The node may be skipped.
    conditional: bool,
    /// Its value, as shown.
    shown: &'static str,
    /// Its consumers take a `Result`.
    handled: bool,
    run: fn(bool) -> Run,
}

/// The values that the consumers have seen, or that the output has.
type Run = Pin<Box<dyn Future<Output = Vec<String>>>>;

impl Cell {
    fn expected(&self, on: bool) -> String {
        let value = match (self.conditional, on) {
            (true, true) => format!("Some({})", self.shown),
            (true, false) => "None".to_owned(),
            (false, _) => self.shown.to_owned(),
        };
        if self.handled { format!("Ok({value})") } else { value }
    }
}

#[tokio::test]
async fn a_type_made_of_a_nodes_own_generics_is_known_in_every_position() {
    for cell in CELLS {
        for on in [true, false] {
            for seen in (cell.run)(on).await {
                assert_eq!(seen, cell.expected(on), "{}, {on}", cell.name);
            }
        }
    }
}

/// The pipelines are futures like any others, where the types allow that.
#[test]
fn they_are_many() {
    assert!(CELLS.len() > 500, "there are only {}", CELLS.len());
}
