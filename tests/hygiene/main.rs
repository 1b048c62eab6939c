//! Pipelines with any names, and in any module or function: nothing generated gets in the way.
//!
//! Most pipelines here have the same graph, which has a bit of everything: a join, a part that is woven, nodes that
//! can fail, a declared output, and a node that always runs.
//!
//! ```text
//! x ─→ a ─┬→ c ─→ (audit)
//!         └→ d
//! y ─→ b ──↗
//! x ─→ e
//! ```

#![allow(unreachable_pub, reason = "the pipelines are written as users write them, with `pub` inputs and outputs")]

mod captured_names;
mod cfg;
mod entry_functions;
mod from_macro_rules;
mod input_struct;
mod items;
mod named_like_std;
mod names;
mod places;
mod prelude;
mod raw_names;
mod statics;
mod std_names;
mod traits;
mod types;
