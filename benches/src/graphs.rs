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

    /// The predecessors of each node, in the order of the nodes' numbers.
    const PREDECESSORS: &'static [&'static [usize]];

    /// True if a nest of sequences and joins can start every node as soon as its values are there.
    const SERIES_PARALLEL: bool;

    /// dagwright first, then the others.
    fn contenders<B: Body>(body: &'static B) -> Vec<Contender>;
}

/// Something to be done with every graph.
pub trait Visitor {
    fn graph<G: Graph>(&mut self);
}

pub fn visit(visitor: &mut impl Visitor) {
    visitor.graph::<Diamond>();
    visitor.graph::<Six>();
    visitor.graph::<Five>();
    visitor.graph::<Chain32>();
    visitor.graph::<Fan64>();
    visitor.graph::<Layers8x8>();
    #[cfg(feature = "large")]
    {
        visitor.graph::<Layers30x30>();
        visitor.graph::<Fan1000>();
        visitor.graph::<Random300>();
    }
}

/// Implements [`Graph`] for the graph whose last node is `$sink`, from the items of its module: the pipeline `nodes`,
/// `PREDECESSORS`, the function `straight_line`, and the functions that are named after their work.
macro_rules! graph {
    ($graph:ident, $name:literal, $sink:ident, series_parallel: $series_parallel:literal, $($kind:ident $label:literal $run:ident,)*) => {
        #[derive(Debug)]
        pub struct $graph;

        impl crate::graphs::Graph for $graph {
            const NAME: &'static str = $name;
            const PREDECESSORS: &'static [&'static [usize]] = PREDECESSORS;
            const SERIES_PARALLEL: bool = $series_parallel;

            fn contenders<B: crate::body::Body>(body: &'static B) -> Vec<crate::contender::Contender> {
                use crate::contender::{Contender, Kind};
                let run = |body| nodes::Pipeline::run(nodes::Input { body });
                let mut contenders = vec![
                    Contender::new(Kind::Dagwright, "dagwright", body, run, |out| out.$sink),
                    Contender::new(Kind::Sequential, "straight line", body, straight_line, |value| value),
                    $(Contender::new(Kind::$kind, $label, body, $run, |value| value),)*
                ];
                contenders.extend(crate::peers::contenders(PREDECESSORS, body));
                contenders
            }
        }
    };
}
use graph;
