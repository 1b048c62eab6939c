//! Variables and cells for the values of nodes.

mod late;
mod shared;
#[allow(unsafe_code, reason = "spares an atomic read-modify-write per value; sound as argued in the file")]
mod slot;

pub use late::{Late, LateWriter};
pub use shared::{free, ran, unshare, unshared_mut};
pub(crate) use slot::Row;
pub use slot::{Giver, Handoff, Slot, Taker, TurnMut, TurnRef, Turns, Writer};
