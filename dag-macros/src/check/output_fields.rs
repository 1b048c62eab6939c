use syn::ext::IdentExt;

use super::missing::Missing;
use crate::diagnostics::errors::Errors;
use crate::diagnostics::suggest::did_you_mean;
use crate::resolve::Resolved;

/// Every field of an output struct has the name of a node or an input.
///
/// ```text
/// async fn page() -> Page
/// #[output] struct Output { pgae: Page }      // nothing is called `pgae`
/// ```
pub(super) fn output_fields(pipeline: &Resolved<'_>, errors: &mut Errors) {
    if pipeline.module.nodes.is_empty() {
        return;
    }
    let (names, missing) = (pipeline.names(None), Missing::of(pipeline));
    for entry in &pipeline.entries {
        let Some(output) = entry.declared.map(|output| &pipeline.module.outputs[output].ident) else { continue };
        for name in entry.fields.iter().filter(|field| field.provider.is_none()).map(|field| &field.name) {
            let Some(others) = missing.told_at(name) else { continue };
            let suggestion = did_you_mean(&name.unraw().to_string(), names.all());
            errors.at(
                name.span(),
                format_args!(
                    "no node or input named `{name}`{suggestion}\n`{output}` is an output: its fields take the values of the nodes and inputs of the same names{others}\n{}",
                    names.text(),
                ),
            );
        }
    }
}
