//! The graphs that are compiled.

use std::fmt;
use std::ops::Range;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Layers of 20 (of 5 in small graphs); each node takes the values of two of the layer before.
    Layers,
    /// Each node takes the value of the one before.
    Chain,
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Layers => "layers",
            Self::Chain => "chain",
        })
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Graph {
    pub(crate) shape: Shape,
    pub(crate) nodes: usize,
}

impl Graph {
    fn width(self) -> usize {
        match self.shape {
            Shape::Chain => 1,
            Shape::Layers if self.nodes < 100 => 5,
            Shape::Layers => 20,
        }
    }

    pub(crate) fn layers(self) -> impl Iterator<Item = Range<usize>> {
        let width = self.width();
        (0..self.nodes).step_by(width).map(move |start| start..(start + width).min(self.nodes))
    }

    /// The nodes whose values nobody takes.
    pub(crate) fn last(self) -> Range<usize> {
        self.nodes - self.width()..self.nodes
    }

    /// The nodes whose values `node` takes.
    pub(crate) fn providers(self, node: usize) -> Vec<usize> {
        let width = self.width();
        let Some(layer) = (node / width).checked_sub(1) else { return Vec::new() };
        let steps: &[usize] = if width == 1 { &[0] } else { &[0, 3] };
        steps.iter().map(|step| layer * width + (node + step) % width).collect()
    }
}
