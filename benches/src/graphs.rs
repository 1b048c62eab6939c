//! The graphs. Those of a few nodes are written out by hand, the others by the build script in the same form.

use crate::body::Body;
use crate::contender::Contender;

pub mod diamond;
pub mod five;
pub mod six;

include!(concat!(env!("OUT_DIR"), "/large_graphs.rs"));

pub use diamond::Diamond;
pub use five::Five;
pub use six::Six;

/// A graph and the ways to run it.
pub trait Graph {
    const NAME: &'static str;

    /// dagwright first, then the others.
    fn contenders<'b, B: Body>(body: &'b B) -> Vec<Contender<'b>>;
}

/// Implements [`Graph`] for the graph whose last node is `$sink`, from what its module defines: the pipeline `nodes`
/// and the functions `straight_line`, `joined` and `async_dag`.
macro_rules! graph {
    ($graph:ident, $name:literal, $sink:ident) => {
        #[derive(Debug)]
        pub struct $graph;

        impl crate::graphs::Graph for $graph {
            const NAME: &'static str = $name;

            fn contenders<'b, B: crate::body::Body>(body: &'b B) -> Vec<crate::contender::Contender<'b>> {
                use crate::contender::Contender;
                vec![
                    Contender::new(
                        "dagwright",
                        body,
                        |body| nodes::Pipeline::run(nodes::Input { body }),
                        |out| out.$sink,
                    ),
                    Contender::new("straight line", body, straight_line, |value| value),
                    Contender::new("join!", body, joined, |value| value),
                    Contender::new("async_dag", body, async_dag, |value| value),
                ]
            }
        }
    };
}
use graph;
