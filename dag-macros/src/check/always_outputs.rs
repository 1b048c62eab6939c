use proc_macro2::Span;
use syn::Ident;

use super::words::line;
use crate::diagnostics::errors::Errors;
use crate::diagnostics::suggest::{did_you_mean, list};
use crate::resolve::Resolved;

/// A node that always runs says so of outputs that there are.
///
/// ```text
/// #[output] struct Receipt { ... }
/// #[node(always(Reciept))] async fn audit(charge: &Charge)        // no output is called so
/// ```
pub(super) fn always_outputs(pipeline: &Resolved<'_>, errors: &mut Errors) {
    let outputs: Vec<Ident> = pipeline.entries.iter().map(|entry| pipeline.output_name(entry.declared)).collect();
    let always = pipeline.module.nodes.rows().filter_map(|node| node.policy.always.as_ref());
    let named: Vec<&Ident> = always.flat_map(|always| always.outputs.iter().flatten()).collect();
    for name in named.into_iter().filter(|name| !outputs.contains(name)) {
        errors.at(name.span(), no_output(pipeline, name, &outputs));
    }
}

/// The message to an option that names an output which is not among those that there are.
pub(super) fn no_output(pipeline: &Resolved<'_>, name: &Ident, outputs: &[Ident]) -> String {
    let outputs: Vec<String> = outputs.iter().map(ToString::to_string).collect();
    let known = || outputs.iter().map(String::as_str);
    let plural = if outputs.len() == 1 { "the output is" } else { "the outputs are" };
    let there = format!("{plural} {}", list(known()));
    match declared(pipeline, name) {
        Some(span) => format!("`{name}` on line {} is no output: mark it `#[output]`\n{there}", line(span)),
        None => format!("no output is called `{name}`{}\n{there}", did_you_mean(&name.to_string(), known())),
    }
}

/// The item of the module that has the name.
fn declared(pipeline: &Resolved<'_>, name: &Ident) -> Option<Span> {
    pipeline.module.items.iter().flat_map(|item| &item.declares).find(|declared| *declared == name).map(Ident::span)
}
