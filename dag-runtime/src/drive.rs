//! Futures that poll branches: branches that are independent of each other, and woven ones.

mod bits;
mod branches;
mod driver;
mod failure;
mod join;
mod latches;
mod leaf;
mod turns;
mod wake_bits;
mod wakes;
mod weave;

pub use branches::{Branch, Branches, Pair, TryBranch, branch, pair, try_branch};
pub use driver::{Driver, JoinDriver, WideJoinDriver};
pub use failure::Failure;
pub use join::{Join, TryJoin, join, try_join};
pub use latches::{Latch, Latches, Wait};
pub(crate) use turns::budget_is_left;
pub use wakes::{PollAll, PollWoken, WakePolicy};
pub use weave::{Lanes, try_weave, weave};
