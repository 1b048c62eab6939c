use syn::Ident;

use super::always_outputs::no_output;
use super::words::line;
use crate::diagnostics::errors::Errors;
use crate::read::model::InputStruct;
use crate::resolve::Resolved;

/// Every entry point has one input, and every input struct an entry point.
///
/// ```text
/// #[input] struct Input { id: u64 }
/// #[input] struct More { db: Db }                     // which of them does `run` take?
/// #[input(for = Sumary)] struct Part { id: u64 }      // no output is called so
/// ```
pub(super) fn inputs(pipeline: &Resolved<'_>, errors: &mut Errors) {
    let outputs: Vec<Ident> = pipeline.entries.iter().map(|entry| pipeline.output_name(entry.declared)).collect();
    let mut first_for_all: Option<&InputStruct> = None;
    let mut taken: Vec<(&Ident, &InputStruct)> = Vec::new();
    for input in &pipeline.module.inputs {
        let Some(named) = &input.outputs else {
            match first_for_all {
                Some(first) => errors.at(input.ident.span(), two_for_all(first, input, &outputs)),
                None => first_for_all = Some(input),
            }
            continue;
        };
        for name in named {
            if !outputs.contains(name) {
                errors.at(name.span(), unknown(pipeline, name, &outputs));
            } else if let Some((_, first)) = taken.iter().find(|(other, _)| *other == name) {
                errors.at(name.span(), two_for_one(first, input, name));
            }
            taken.push((name, input));
        }
    }
    let own = |output: &Ident| taken.iter().any(|(name, _)| *name == output);
    if let Some(input) = first_for_all.filter(|_| pipeline.inputs_clear() && outputs.iter().all(own)) {
        let name = &input.ident;
        let message = "every entry point has an input of its own";
        errors.at(name.span(), format_args!("nothing takes `{name}`: {message}\nleave it out, or one of the others"));
    }
}

fn two_for_all(first: &InputStruct, second: &InputStruct, outputs: &[Ident]) -> String {
    let (first, second) = (&first.ident, &second.ident);
    let way_out = match outputs {
        _ if first == second => "write all fields into one".to_owned(),
        [_, .., last] => format!(
            "move the fields of `{second}` into `{first}`, or say which output it is for: `#[input(for = {last})]`"
        ),
        _ => format!("move the fields of `{second}` into `{first}`"),
    };
    format!("an entry point takes one `#[input]` struct, and `{first}` is it already\n{way_out}")
}

fn two_for_one(first: &InputStruct, second: &InputStruct, output: &Ident) -> String {
    if std::ptr::eq(first, second) {
        return format!("`{output}` is named twice");
    }
    let (first, line) = (&first.ident, line(first.ident.span()));
    format!(
        "the entry point of `{output}` takes one `#[input]` struct, and `{first}` on line {line} is it already\n\
         write the fields of both into one, or leave out `{output}` here"
    )
}

fn unknown(pipeline: &Resolved<'_>, name: &Ident, outputs: &[Ident]) -> String {
    match pipeline.entries.iter().find(|entry| entry.function == *name) {
        Some(entry) => {
            let output = pipeline.output_name(entry.declared);
            format!("`{name}` is a function, and an input is for an output\nwrite `#[input(for = {output})]`")
        }
        None => no_output(pipeline, name, outputs),
    }
}
