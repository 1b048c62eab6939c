use syn::Path;

use crate::diagnostics::errors::Errors;
use crate::resolve::Resolved;

/// What is derived is derived for the output and the error that are generated.
///
/// ```text
/// #[dag(derive(Clone))]                       // put it on the struct itself
/// mod checkout { #[output] struct Output { page: Page } .. }
/// #[dag(derive(Display))]                     // an `Error` has that already
/// ```
pub(super) fn derives(pipeline: &Resolved<'_>, errors: &mut Errors) {
    let Some(derive) = pipeline.module.options.derive.as_ref().filter(|_| pipeline.consumers_known()) else { return };
    let (output, error) = (pipeline.generates_output(), pipeline.generates_error());
    if !output && !error {
        errors.at(derive.at, nothing_generated(pipeline));
        return;
    }
    for path in derive.paths.iter().filter(|_| error) {
        for name in ["Display", "Error"].into_iter().filter(|name| is(path, name)) {
            errors.on(path, format_args!("the generated `Error` implements `{name}` already\nleave it out"));
        }
        if is(path, "Default") && !output {
            errors.on(path, "the generated `Error` has no default, as it says which node failed\nleave it out");
        }
    }
}

fn is(path: &Path, name: &str) -> bool {
    path.segments.last().is_some_and(|last| last.ident == name)
}

fn nothing_generated(pipeline: &Resolved<'_>) -> String {
    let outputs: Vec<String> = pipeline.module.outputs.iter().map(|output| format!("`{}`", output.ident)).collect();
    let error = if pipeline.module.options.error.is_some() { "the error is your own" } else { "no node can fail" };
    format!(
        "`derive` is for the output and the error that `#[dag]` generates: here the output is declared, and {error}\n\
         write `#[derive(...)]` on {}",
        outputs.join(" and "),
    )
}
