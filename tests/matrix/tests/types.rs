//! A type that serves `&X` serves it in every form of a parameter, in all positions of provider and consumer.

#![allow(missing_docs, unreachable_pub, unused_imports, reason = "the pipelines are written as users write them")]
#![allow(deprecated, reason = "a failure that ends the run in any case is looked at, too, and dagwright warns of that")]
#![allow(
    clippy::borrowed_box,
    clippy::box_collection,
    clippy::ptr_arg,
    clippy::redundant_allocation,
    clippy::type_complexity,
    clippy::vec_box,
    reason = "these are among what is tested"
)]

use std::borrow::Cow;
use std::ffi::{CStr, CString, OsStr, OsString};
use std::fmt::Debug;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use dagwright::dag;
use dagwright_matrix::given::{Bytes, Label, Name, Own, Plain, Refused, Shape, Shared, Slice, Text, Three, leaked};

include!(concat!(env!("OUT_DIR"), "/types.rs"));

/// A module, and the facts about it.
pub struct Cell {
    pair: &'static str,
    position: &'static str,
    /// The value asked for, as shown.
    shown: &'static str,
    forms: &'static [(&'static str, Kind)],
    run: fn(Setting) -> Run,
}

/// The possible outcomes of a provider.
#[derive(Clone, Copy)]
pub enum Kind {
    Direct,
    Elements,
    Conditional,
    Fallible,
    ConditionalFallible,
    /// It may fail, but that ends the run.
    LookedAt,
    /// It always gives an `Option` or a `Result`.
    Optional,
    Outcome,
    /// It always fails.
    Refusal,
    ConditionalLookedAt,
}

/// The input of a run.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Conditional nodes run.
    on: bool,
    /// Nodes whose failure is taken as a value fail.
    refuses: bool,
    /// Nodes whose failure ends the run fail.
    ends: bool,
}

/// The values that the consumers have seen, form by form, or the node whose failure ended the run.
type Run = Pin<Box<dyn Future<Output = Result<Vec<(&'static str, String)>, &'static str>>>>;

impl Kind {
    /// The consumer's text for a value that is shown as `shown`.
    fn seen(self, shown: &str, setting: Setting) -> String {
        let optional = if setting.on { format!("Some({shown})") } else { "None".to_owned() };
        match self {
            Self::Direct => shown.to_owned(),
            Self::Elements => shown.repeat(2),
            Self::Conditional => optional,
            Self::Optional => format!("Some({shown})"),
            Self::Outcome => format!("Ok({shown})"),
            Self::Refusal => format!("Err({shown})"),
            Self::Fallible if setting.refuses => "Err(Refused)".to_owned(),
            Self::Fallible | Self::LookedAt => format!("Ok({shown})"),
            Self::ConditionalFallible if setting.on && setting.refuses => "Err(Refused)".to_owned(),
            Self::ConditionalFallible | Self::ConditionalLookedAt => format!("Ok({optional})"),
        }
    }

    fn ends_run(self) -> bool {
        matches!(self, Self::LookedAt | Self::ConditionalLookedAt)
    }
}

impl Cell {
    /// The mistakes in a run.
    async fn mistakes(&self, setting: Setting) -> Vec<String> {
        let ending: Vec<_> = self.forms.iter().filter(|(_, kind)| setting.ends && kind.ends_run()).collect();
        let here = |what: String| format!("{} in {}, {setting:?}: {what}", self.pair, self.position);
        match (self.run)(setting).await {
            Ok(seen) if ending.is_empty() => {
                let wrong = seen.into_iter().filter_map(|(form, seen)| {
                    let (_, kind) = self.forms.iter().find(|(name, _)| *name == form)?;
                    let expected = kind.seen(self.shown, setting);
                    // A consumer that runs for each of two elements sees the same twice.
                    let expected = if self.position == "each" { expected.repeat(2) } else { expected };
                    (seen != expected).then(|| here(format!("`{form}` is {seen}, not {expected}")))
                });
                wrong.collect()
            }
            Ok(seen) => vec![here(format!("the run ends well: {seen:?}"))],
            Err(node) if ending.iter().any(|(name, _)| *name == node) => Vec::new(),
            Err(node) => vec![here(format!("`{node}` ends the run"))],
        }
    }
}

/// Checks all pairs in a position: each form, skipped, failing, and neither.
async fn assert_position(position: &str) {
    let cells: Vec<_> = CELLS.iter().filter(|cell| cell.position == position).collect();
    assert!(!cells.is_empty(), "nothing is {position}");
    let mut mistakes = Vec::new();
    for cell in cells {
        for (on, refuses) in [(true, false), (false, false), (true, true), (false, true)] {
            mistakes.extend(cell.mistakes(Setting { on, refuses, ends: false }).await);
        }
        mistakes.extend(cell.mistakes(Setting { on: true, refuses: false, ends: true }).await);
    }
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
}

// provider → consumer → the next provider → ...
#[tokio::test]
async fn in_a_sequence_a_value_is_lent_in_every_form() {
    assert_position("sequence").await;
}

// provider → consumer
// provider → consumer ...
#[tokio::test]
async fn in_branches_a_value_is_lent_in_every_form() {
    assert_position("branches").await;
}

// provider ─┬→ gate ─┬→ consumer
// provider ─┘        └→ consumer ...
#[tokio::test]
async fn to_a_consumer_alone_in_its_branch_a_value_is_lent_in_every_form() {
    assert_position("alone").await;
}

// provider ─┬→ consumer
//           └→ consumer
// other ─────┘
#[tokio::test]
async fn within_a_lane_and_to_another_a_value_is_lent_in_every_form() {
    assert_position("lanes").await;
}

// provider → consumer (inline)
#[tokio::test]
async fn to_an_inline_consumer_a_value_is_lent_in_every_form() {
    assert_position("inline").await;
}

// provider → consumer (spawned)
#[tokio::test]
async fn to_a_spawned_consumer_a_value_is_lent_in_every_form() {
    assert_position("into_spawned").await;
}

// provider → consumer (blocking)
#[tokio::test]
async fn to_a_blocking_consumer_a_value_is_lent_in_every_form() {
    assert_position("into_blocking").await;
}

// provider (spawned) → consumer
#[tokio::test]
async fn from_a_spawned_provider_a_value_is_lent_in_every_form() {
    assert_position("from_spawned").await;
}

// provider (blocking) → consumer
#[tokio::test]
async fn from_a_blocking_provider_a_value_is_lent_in_every_form() {
    assert_position("from_blocking").await;
}

// provider (spawned) → consumer (spawned)
#[tokio::test]
async fn within_one_task_a_value_is_lent_in_every_form() {
    assert_position("line").await;
}

// provider → consumer (retry)
#[tokio::test]
async fn to_a_consumer_that_is_called_again_a_value_is_lent_in_every_form() {
    assert_position("retried").await;
}

// provider → consumer (for each of two elements)
#[tokio::test]
async fn to_a_consumer_that_runs_for_each_element_a_value_is_lent_in_every_form() {
    assert_position("each").await;
}
