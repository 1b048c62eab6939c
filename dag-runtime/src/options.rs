//! The work behind the options of a node.

mod amount;
mod belt;
#[cfg(feature = "tokio")]
mod deadline;
mod each;
pub mod elements;
#[cfg(any(feature = "tokio", feature = "rayon"))]
mod executor;
mod fallback;
#[cfg(feature = "tokio")]
mod limit;
mod or_timeout;
#[cfg(feature = "tokio")]
mod place;
#[cfg(feature = "tokio")]
mod retry;
mod slots;
mod stage;
mod supply;
#[cfg(feature = "tokio")]
mod task;
mod timeout;
mod woken;

pub use amount::{AsCount, AsDuration, AsRatio};
pub use belt::{Belt, Coming, Handoffs, Indices, Lent};
#[cfg(feature = "tokio")]
pub use deadline::{deadline, or_timeout, timeout};
pub use each::{each, try_each};
#[cfg(any(feature = "tokio", feature = "rayon"))]
pub use executor::{BlockingExecutor, Pool, blocking_on, blocking_pool};
#[cfg(feature = "tokio")]
pub use executor::{TaskExecutor, spawn_handle, spawn_on};
pub use fallback::{Fallback, fall_back, without_value};
#[cfg(feature = "tokio")]
pub use limit::limit;
pub use or_timeout::{OrTimeout, OwnError, TimeoutIsOwn, TimeoutStays, own_error, own_error_of};
#[cfg(feature = "tokio")]
pub use retry::{Backoff, retry, retry_only, retry_only_own};
pub use stage::{stage, stage_onto, try_stage, try_stage_onto};
pub use supply::{Counted, InStep, Listed, Sink, Supply, counted, in_step};
#[cfg(feature = "tokio")]
pub use task::{blocking, spawn, yield_now};
pub use timeout::{HoldsTimeout, MadeFromTimeout, TakesTimeout, Timeout};
