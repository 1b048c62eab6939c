//! The common support of the tests: an event log and a diary in virtual time, a ledger of living values, polling by
//! hand, and proofs that nodes run at the same time.

mod diary;
mod flaky;
mod gauge;
mod ledger;
mod log;
mod meeting;
mod polling;
mod tasks;
mod workers;

pub use diary::Diary;
pub use flaky::{Flaky, Refused};
pub use gauge::Gauge;
pub use ledger::{Item, Ledger};
pub use log::Log;
pub use meeting::Meeting;
pub use polling::{poll_once, yields};
pub use tasks::{current_task, on_both_flavours};
pub use workers::{Workers, place};
