#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub use dag_macros::{dag, input, node, output};
pub use dag_runtime::{ErrorOf, OkOf, Timeout};

/// The items that generated code calls; not part of the public interface.
#[doc(hidden)]
pub mod runtime {
    pub use dag_macros::dag_decided;
    #[cfg(feature = "tokio")]
    pub use dag_runtime::JoinError;
    pub use dag_runtime::{
        AsCount, AsDuration, AsRatio, BecomesError, ErrorOf, Failure, Fallback, Handoff, HoldsTimeout, Latch, Latches,
        Late, MadeFromTimeout, MeantAsValue, OkOf, Outcome, PlainValue, ResultAsValue, Slot, TakesTimeout, Timeout,
        TimeoutIsOwn, TimeoutStays, Turns, ValueOf, autoref, branch, each, elements, fall_back, free, join, lent,
        output_of, own_error, own_error_of, pair, ran, try_branch, try_each, try_join, try_weave, type_of, unshare,
        unshared_mut, value_of, weave, without_value,
    };
    #[cfg(feature = "tokio")]
    pub use dag_runtime::{
        Backoff, blocking, deadline, limit, or_timeout, retry, retry_only, retry_only_own, spawn, spawn_handle,
        spawn_on, timeout, yield_now,
    };
    pub use dag_runtime::{Belt, Handoffs, counted, in_step, stage, stage_onto, try_stage, try_stage_onto};
    #[cfg(any(feature = "tokio", feature = "rayon"))]
    pub use dag_runtime::{blocking_on, blocking_pool};
    pub use std::sync::Arc;
    pub use std::vec::Vec;
}
