//! Questions to the compiler about types, which the macro cannot see: traits that pick an implementation by the traits
//! of a type, and traits whose missing implementation is an error in the words of nodes.

pub mod autoref;
mod into_error;
pub mod lent;
mod outcome;
mod plain_value;

pub use into_error::BecomesError;
pub use outcome::{ErrorOf, OkOf, Outcome};
pub use plain_value::{MeantAsValue, PlainValue, ResultAsValue, ValueOf, output_of, type_of, value_of};
