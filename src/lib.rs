#![doc = include_str!("../README.md")]

pub use dag_macros::dag;
pub use dag_runtime::Timeout;

/// What generated code calls; not part of the public interface.
#[doc(hidden)]
pub mod __private {
    pub use dag_macros::dag_decided;
    pub use dag_runtime::{
        Failure, Handoff, IntoError, Joint, Lend, LendDeref, Loom, Outcome, Place, Slot, branch, join, pair, probe,
        try_branch, try_join, try_weave, weave,
    };
}
