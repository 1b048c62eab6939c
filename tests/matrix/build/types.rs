//! The type of a node's value × the type that another asks for × the positions of the two.

mod form;
mod module;
mod pair;
mod position;

use form::FORMS;
use pair::PAIRS;
use position::{POSITIONS, Position};

use crate::red;

/// Output: a module for each pair in each position, and `CELLS`, the table of them.
pub(crate) fn source() -> String {
    let names = [names(&PAIRS, |pair| pair.name), names(&FORMS, |form| form.name), names(&POSITIONS, |at| at.name())];
    red::check(&names.concat());
    let (mut text, mut cells) = (String::new(), String::new());
    for pair in &PAIRS {
        for position in &POSITIONS {
            let everywhere = *position == Position::Sequence || pair.everywhere;
            if !everywhere || (position.elsewhere() && !pair.sendable) {
                continue;
            }
            let stays = |form: &&form::Form| {
                form.fits(*position) && pair.fits(form) && !red::is_red(pair.name, form.name, position.name())
            };
            let forms: Vec<_> = FORMS.iter().filter(stays).collect();
            if !forms.is_empty() {
                let (module, cell) = module::module(pair, *position, &forms);
                text += &module;
                cells += &cell;
            }
        }
    }
    format!("{text}\npub const CELLS: &[Cell] = &[\n{cells}];\n")
}

fn names<T>(of: &[T], name: fn(&T) -> &'static str) -> Vec<&'static str> {
    of.iter().map(name).collect()
}
