use syn::ext::IdentExt;

use super::asked::{Asked, Asker};
use super::missing::Missing;
use crate::diagnostics::errors::Errors;
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
        let Some(output) = entry.declared.map(|output| &pipeline.module.outputs[output]) else { continue };
        for name in entry.fields.iter().filter(|field| field.provider.is_none()).map(|field| &field.name) {
            let Some(others) = missing.told_at(name) else { continue };
            let field = output.fields.iter().find(|field| field.ident == *name);
            let asker = Asker::of_output(field.map(|field| &field.ty));
            let Asked { suggestion, way_out, found } = Asked::new(pipeline, &name.unraw().to_string(), asker, &[]);
            let way_out = if found { way_out } else { String::new() };
            errors.at(
                name.span(),
                format_args!(
                    "no node or input named `{name}`{suggestion}\n`{}` is an output: its fields take the values of the nodes and inputs of the same names{others}\n{}{way_out}",
                    output.ident,
                    names.text(),
                ),
            );
        }
    }
}
