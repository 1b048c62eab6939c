//! Allocations and polls of runs of every shape.

#![allow(missing_docs, reason = "the pipelines are generated")]
#![allow(unreachable_pub, reason = "the generated pipelines are written as users write them, with `pub` inputs")]

use dagwright::dag;

mod allocations;
mod driving;
mod polls;

include!(concat!(env!("OUT_DIR"), "/shapes.rs"));
