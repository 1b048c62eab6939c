//! The graphs, each with the ways to run it. All ways call the same nodes, those of the pipeline.

use std::hint::black_box;

use crate::body::{Once, Ready, drive};

mod chain;
mod diamond;
mod five;
mod six;

/// One way to run one graph, with nodes of one kind.
#[derive(Clone, Copy)]
pub struct Program {
    pub graph: &'static str,
    pub body: &'static str,
    pub way: Way,
    /// Makes so many runs; answers the sum of their values.
    pub make: fn(u64) -> u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Dagwright,
    StraightLine,
    /// The best nest of `futures::join!`.
    Joined,
}

impl Way {
    pub const ALL: [Self; 3] = [Self::Dagwright, Self::StraightLine, Self::Joined];

    pub fn name(self) -> &'static str {
        match self {
            Self::Dagwright => "dagwright",
            Self::StraightLine => "straight-line",
            Self::Joined => "join",
        }
    }
}

/// The programs of the graph in `$module`, whose last node is `$sink`.
macro_rules! programs {
    ($graph:literal, $module:ident, $sink:ident) => {
        [programs!($graph, $module, $sink, "ready", Ready), programs!($graph, $module, $sink, "once", Once)].concat()
    };
    ($graph:literal, $module:ident, $sink:ident, $body:literal, $kind:ident) => {{
        use $module::{joined, nodes, straight_line};
        let program = |way, make| Program { graph: $graph, body: $body, way, make };
        [
            program(Way::Dagwright, |runs| {
                drive(runs, || nodes::Pipeline::run(nodes::Input { body: black_box(&$kind) }), |output| output.$sink)
            }),
            program(Way::StraightLine, |runs| drive(runs, || straight_line(black_box(&$kind)), |value| value)),
            program(Way::Joined, |runs| drive(runs, || joined(black_box(&$kind)), |value| value)),
        ]
    }};
}

/// All programs, those of a graph and a kind of node in the order of [`Way::ALL`].
pub fn programs() -> Vec<Program> {
    [
        programs!("diamond", diamond, d),
        programs!("six", six, e),
        programs!("five", five, e),
        programs!("chain32", chain, n32),
    ]
    .concat()
}
