#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub use dag_macros::dag;
pub use dag_runtime::Timeout;

/// What generated code calls; not part of the public interface.
#[doc(hidden)]
pub mod __private {
    pub use dag_macros::dag_decided;
    #[cfg(feature = "tokio")]
    pub use dag_runtime::{Backoff, blocking, deadline, limit, retry, spawn, step_aside, timeout};
    pub use dag_runtime::{
        Failure, FromTimeout, Handoff, IntoError, Joint, Lend, LendDeref, Loom, Outcome, Place, ResultByAnotherName,
        Slot, Timeout, Unmarked, Value, branch, each, elements, fall_back, free, join, pair, probe, ran, try_branch,
        try_each, try_join, try_weave, unshare, weave,
    };
}
