//! The runs that need the feature `rayon`.

#![allow(unreachable_pub, reason = "the pipelines are written as users write them, with `pub` inputs and outputs")]
#![allow(dead_code, unused_imports, reason = "this uses a part of the common support")]

mod pools;
mod support;
