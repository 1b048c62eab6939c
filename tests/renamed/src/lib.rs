//! A library that knows dagwright as `flow`, and hands it on to others.

pub use flow;

/// A module where other crates might find dagwright.
pub mod hidden {
    pub use flow as dagwright;
}

/// Every way to the runtime that generated code takes: a join, woven lanes, comparisons, copies, errors, predicates.
#[flow::dag(crate = flow)]
pub mod by_name {
    /// The name of `u64` here.
    pub type Number = u64;

    /// A number, to be copied.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct Id(pub u64);

    /// Nothing can be done.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct Broken;

    /// This module's own `Result`.
    pub type Result<T> = std::result::Result<T, Broken>;

    /// The input of a run.
    #[input]
    pub struct Input {
        /// A number.
        pub x: u64,
        /// Only where there is no operating system that has a name.
        #[cfg(any())]
        pub missing: u64,
    }

    async fn a(x: &Number) -> Result<Id> {
        if *x == 0 { Err(Broken) } else { Ok(Id(*x)) }
    }
    async fn b() -> u64 {
        2
    }
    async fn c(a: Id, #[cfg(any())] missing: u64) -> u64 {
        a.0
    }
    async fn d(a: Id, b: &Number) -> u64 {
        a.0 + b
    }
    #[cfg_attr(all(), node(always))]
    async fn audit(_c: &Number) -> Result<()> {
        Ok(())
    }
}

/// By a path within this crate, the error converted.
#[crate::flow::dag(crate = crate::hidden::dagwright, error = Failed)]
pub mod by_path {
    /// Something else can be done.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct Failed;

    impl From<super::by_name::Broken> for Failed {
        fn from(_: super::by_name::Broken) -> Self {
            Self
        }
    }

    async fn one() -> super::by_name::Result<u64> {
        Ok(1)
    }
    async fn two() -> Result<u64, super::by_name::Broken> {
        Err(super::by_name::Broken)
    }
    #[cfg(any())]
    async fn two() -> u64 {
        2
    }
    async fn sum(one: u64, two: u64) -> u64 {
        one + two
    }
}

#[cfg(test)]
mod tests {
    use futures::executor::block_on;

    use super::{by_name, by_path};

    #[test]
    fn the_name_in_cargo_toml_serves() {
        let output = block_on(by_name::Pipeline::run(by_name::Input { x: 7 }));
        assert_eq!(output.map(|output| output.d).ok(), Some(9));
    }

    #[test]
    fn a_path_serves() {
        assert_eq!(block_on(by_path::Pipeline::run()).err(), Some(by_path::Failed));
    }
}
