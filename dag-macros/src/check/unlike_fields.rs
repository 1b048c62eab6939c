use syn::ext::IdentExt;

use super::words::line;
use crate::diagnostics::errors::Errors;
use crate::read::model::InputField;
use crate::resolve::Resolved;
use crate::types;

/// To the nodes, fields of one name are one value, whichever input it comes from: they have one type.
///
/// ```text
/// #[input] struct Input { id: u64 }
/// #[input(for = Summary)] struct SummaryInput { id: String }      // a parameter `id` is either
/// ```
pub(super) fn unlike_fields(pipeline: &Resolved<'_>, errors: &mut Errors) {
    let all = || pipeline.module.input_fields();
    for (input, field) in all() {
        let Some((other, first)) = all().find(|(_, first)| first.ident.unraw() == field.ident.unraw()) else {
            continue;
        };
        if !std::ptr::eq(input, other) && !field.is_like(first) {
            let (struct_name, line) = (&other.ident, line(first.ident.span()));
            let there = format!("in `{struct_name}`, on line {line}, {}", words(first));
            errors.on(
                &field.ty,
                format_args!("`{}` is {} here, and {there}\n{}", field.ident, words(field), way_out(field, first)),
            );
        }
    }
}

fn words(field: &InputField) -> String {
    let ty = types::text(&field.ty);
    if field.future.is_some() { format!("a future (`{ty}`)") } else { format!("`{ty}`") }
}

fn way_out(field: &InputField, first: &InputField) -> String {
    let (ty, other) = (types::text(&field.ty), types::text(&first.ty));
    if field.future.is_some() == first.future.is_some() && types::elided(&ty) == types::elided(&other) {
        return format!("call its lifetimes alike: `{other}`");
    }
    "fields of one name have one type, as they serve the same parameters: give this one another name".to_owned()
}
