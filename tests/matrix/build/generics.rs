//! The generics of a node's own, in its value × its options × its position.

mod case;
mod module;
mod shape;

use case::{CASES, POSITIONS};
use shape::SHAPES;

/// Output: a module for each shape with each set of options in each position, and `CELLS`, the table of them.
pub(crate) fn source() -> String {
    let (mut text, mut cells) = (String::new(), String::new());
    for shape in &SHAPES {
        for case in &CASES {
            for position in POSITIONS.iter().filter(|position| shape.fits(case, **position)) {
                let (module, cell) = module::module(shape, case, *position);
                text += &module;
                cells += &cell;
            }
        }
    }
    format!("{text}\npub const CELLS: &[Cell] = &[\n{cells}];\n")
}
