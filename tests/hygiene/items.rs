//! Other items of the module beside the nodes, and nodes with the names of the pipeline's own items.

use dagwright::dag;
use futures::executor::block_on;

#[derive(Debug)]
pub struct Broken;

// run → pipeline → output → error, run → node → error: a diamond of the names of generated items.
#[dag(name = Checkout)]
pub mod called_like_the_added_items {
    use super::Broken;

    /// Ours is called `Checkout` here.
    #[derive(Debug, Clone, Copy)]
    pub struct Pipeline(pub u8);

    /// Methods called like entry points.
    impl Pipeline {
        pub fn run(self) -> u8 {
            self.0
        }
    }

    #[output]
    pub struct Output {
        pub error: u8,
        pub run_summary: u8,
    }
    #[output]
    pub struct Summary {
        pub output: u8,
    }

    async fn run() -> Result<Pipeline, Broken> {
        Ok(Pipeline(1))
    }
    async fn pipeline(run: Pipeline) -> u8 {
        run.run()
    }
    #[node]
    fn node(run: Pipeline) -> Result<u8, Broken> {
        Ok(run.run())
    }
    async fn output(pipeline: u8) -> u8 {
        pipeline + 1
    }
    async fn error(output: &u8, node: u8) -> u8 {
        output + node
    }
    async fn run_summary(node: u8) -> u8 {
        node
    }
}

#[test]
fn nodes_may_be_called_like_entry_points() {
    use called_like_the_added_items::Checkout;
    let output = block_on(Checkout::run()).unwrap();
    assert_eq!((output.error, output.run_summary), (3, 1));
    assert_eq!(block_on(Checkout::run_summary()).unwrap().output, 2);
}

// Each kind of item, none of them a node.
#[dag]
pub mod full_of_items {
    #![allow(dead_code, unused_macros, unused_imports)]
    //! With inner documentation.

    extern crate std as standard;

    pub use self::inner::*;
    use super::{Broken as Failure, *};

    pub mod inner {
        pub const LIMIT: u8 = 3;
        pub async fn user() -> u8 {
            unreachable!("no node of the pipeline")
        }
    }

    macro_rules! five {
        () => {
            5
        };
    }

    const TWO: u8 = 2;
    static FOUR: u8 = 4;
    type Byte = u8;
    union Either {
        a: u8,
        b: i8,
    }
    enum Error_ {
        Ok,
        Err,
    }
    trait Doubles {
        fn doubled(self) -> Self;
    }
    impl Doubles for u8 {
        fn doubled(self) -> Self {
            self * 2
        }
    }

    #[input]
    #[derive(Clone, Debug, Default)]
    #[allow(dead_code)]
    pub(crate) struct Input {
        /// Documented, and private to the module.
        pub(super) start: Byte,
        #[allow(unused)]
        pub(crate) other: u8,
    }

    impl Input {
        pub(super) fn new(start: Byte) -> Self {
            Self { start, other: 0 }
        }
        async fn start(&self) -> u8 {
            unreachable!("a method is no node")
        }
    }

    async fn sum(start: u8, other: u8) -> Result<u8, Failure> {
        _helper();
        Ok(helper(start).doubled() + TWO + FOUR + five!() + LIMIT + other)
    }

    fn helper(number: u8) -> u8 {
        number
    }
    fn _helper() {}
    async fn _waits(start: u8) -> u8 {
        start
    }
    #[node(skip)]
    async fn skipped(anything: u8) -> u8 {
        anything
    }

    #[cfg(test)]
    mod tests {
        #[test]
        fn a_node_can_be_called() {
            let sum = futures::executor::block_on(super::sum(1, 0));
            assert_eq!(sum.unwrap(), 16);
        }
    }
}

#[test]
fn items_that_are_no_nodes_stay_what_they_are() {
    let output = block_on(full_of_items::Pipeline::run(full_of_items::Input::new(1))).unwrap();
    assert_eq!(output.sum, 16);
}

// The same provider, spelled in two ways, in two parameters of one node; two providers of one type.
#[dag]
pub mod spelled_twice {
    pub type Number = u64;
    #[derive(Clone, Copy)]
    pub struct Id(pub u64);
    pub type Key = Id;

    #[output]
    pub struct Output {
        pub sum: Number,
    }
    /// Called like a node.
    #[output]
    pub struct Sum {
        pub a: Number,
        pub sum: Number,
    }

    async fn a() -> u64 {
        1
    }
    async fn b() -> u64 {
        2
    }
    async fn id() -> Id {
        Id(3)
    }
    async fn sum(
        a: &Number,
        #[from(a)] again: &Number,
        #[from(a)] copied: Number,
        b: &Number,
        #[from(b)] copied_too: Number,
        id: Key,
        #[from(id)] key: Key,
        #[from(id)] lent: &Key,
        #[from(id)] same: Id,
    ) -> u64 {
        a + again + copied + b + copied_too + id.0 + key.0 + lent.0 + same.0
    }
}

#[test]
fn one_value_goes_into_many_parameters_however_they_spell_its_type() {
    assert_eq!(block_on(spelled_twice::Pipeline::run()).sum, 19);
    let output = block_on(spelled_twice::Pipeline::run_sum());
    assert_eq!((output.a, output.sum), (1, 19));
}
