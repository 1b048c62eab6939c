use crate::diagnostics::errors::Errors;
use crate::resolve::Resolved;

/// Every output struct has an entry point of its own name.
///
/// ```text
/// #[output] struct DayEnd { ... }     // returned by `run_day_end`
/// #[output] struct Day_end { ... }    // this one, too
/// ```
pub(super) fn entry_functions(pipeline: &Resolved<'_>, errors: &mut Errors) {
    for (number, entry) in pipeline.entries.iter().enumerate() {
        let Some(output) = entry.declared else { continue };
        let earlier = pipeline.entries[..number].iter().find(|earlier| earlier.function == entry.function);
        let Some(first) = earlier.and_then(|earlier| earlier.declared) else { continue };
        let (first, second) = (&pipeline.module.outputs[first].ident, &pipeline.module.outputs[output].ident);
        if first != second {
            errors.at(
                second.span(),
                format_args!(
                    "the outputs `{first}` and `{second}` would both be returned by `{}::{}`\nrename one of them",
                    pipeline.name(),
                    entry.function,
                ),
            );
        }
    }
}
