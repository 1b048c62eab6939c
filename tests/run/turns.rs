//! Users of a value in turn: some change it, some read it, one may take it in the end.

mod elsewhere;
mod lanes;
mod rollback;
