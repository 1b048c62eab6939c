use proc_macro2::Span;
use syn::Ident;

use crate::diagnostics::errors::Errors;
use crate::names;
use crate::resolve::Resolved;

/// The module has no item of a name that `#[dag]` adds to it.
///
/// ```text
/// struct Pipeline;                    // call ours something else: `#[dag(name = Checkout)]`
/// struct Output { page: Page }        // mark it `#[output]`
/// enum Error { ... }                  // use it: `#[dag(error = Error)]`
/// ```
pub(super) fn generated_names(pipeline: &Resolved<'_>, errors: &mut Errors) {
    let names = pipeline.module.items.iter().flat_map(|item| &item.declares);
    let ours = pipeline.name().to_string();
    let chosen = pipeline.module.options.name.as_ref();
    for name in names.chain(chosen) {
        let is_option = chosen.is_some_and(|chosen| std::ptr::eq(chosen, name));
        if !is_option && *name == ours && !pipeline.module.options.unclear {
            errors.at(name.span(), taken(name, &pipeline_way_out(pipeline)));
        } else if *name == names::OUTPUT && pipeline.generates_output() {
            errors.at(
                name.span(),
                taken(name, "if it is what the pipeline returns, mark it `#[output]`; if not, rename it"),
            );
        } else if *name == names::ERROR && pipeline.generates_error() {
            errors.at(
                name.span(),
                taken(name, "if it is to be the pipeline's error, write `#[dag(error = Error)]`; if not, rename it"),
            );
        }
    }
}

fn taken(name: &Ident, way_out: &str) -> String {
    format!("`#[dag]` adds an item called `{name}` to this module, so nothing else in it can have the name\n{way_out}")
}

fn pipeline_way_out(pipeline: &Resolved<'_>) -> String {
    if pipeline.module.options.name.is_some() {
        return "rename it, or choose another `name` in `#[dag(name = ...)]`".to_owned();
    }
    let module = Ident::new(&pipeline.module.header.ident.to_string().to_lowercase(), Span::call_site());
    let suggestion = names::variant(&module).to_string();
    let suggestion = if suggestion == names::PIPELINE { "Checkout" } else { &suggestion };
    format!("rename it, or call the pipeline something else: `#[dag(name = {suggestion})]`")
}
