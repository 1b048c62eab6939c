//! What the tests share: an event log in virtual time, a ledger of what lives, and polling by hand.

mod ledger;
mod log;
mod polling;

pub use ledger::{Item, Ledger};
pub use log::Log;
pub use polling::{poll_once, yields};
