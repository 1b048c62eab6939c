//! The work behind the options of a node.

#[cfg(feature = "tokio")]
mod deadline;
mod each;
pub mod elements;
mod fallback;
#[cfg(feature = "tokio")]
mod limit;
#[cfg(feature = "tokio")]
mod retry;
#[cfg(feature = "tokio")]
mod task;
mod timeout;

#[cfg(feature = "tokio")]
pub use deadline::{deadline, timeout};
pub use each::{each, try_each};
pub use fallback::fall_back;
#[cfg(feature = "tokio")]
pub use limit::limit;
#[cfg(feature = "tokio")]
pub use retry::{Backoff, retry};
#[cfg(feature = "tokio")]
pub use task::{blocking, spawn, yield_now};
pub use timeout::{FromTimeout, Timeout};
