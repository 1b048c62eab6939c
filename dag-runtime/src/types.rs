//! Questions to the compiler about types, which the macro cannot see: traits that pick an implementation by the traits
//! of a type, and traits whose missing implementation is an error in the words of nodes.

pub mod autoref;
mod coerce;
mod into_error;
mod outcome;
mod plain_value;

pub use coerce::{Coerce, CoerceAny, CoerceArray, CoerceDeref};
pub use into_error::IntoError;
pub use outcome::{ErrorOf, OkOf, Outcome};
pub use plain_value::{Intended, PlainValue, ResultAsValue, ValueOf, value_of};
