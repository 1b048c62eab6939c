//! The options of a node × the way its value is taken × the position of its call in a plan.

mod module;
mod node;
mod position;

use node::{NODES, Taken};
use position::POSITIONS;

/// Output: a module for each node in each position, and `CELLS`, the table of them.
pub(crate) fn source() -> String {
    let (mut text, mut cells) = (String::new(), String::new());
    for node in &NODES {
        for (turn, position) in POSITIONS.iter().filter(|position| position.fits(node)).enumerate() {
            for taken in Taken::of(node, position.is_only(), turn) {
                let (module, cell) = module::module(node, taken, position);
                text += &module;
                cells += &cell;
            }
        }
    }
    format!("{text}\npub const CELLS: &[Cell] = &[\n{cells}];\n")
}
