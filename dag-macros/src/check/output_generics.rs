use std::collections::BTreeSet;

use syn::{GenericParam, Ident, Type};

use crate::diagnostics::errors::Errors;
use crate::read::model::OutputStruct;
use crate::resolve::Resolved;
use crate::types;

/// What an output is generic over, the input is too: the caller says what it is.
///
/// ```text
/// #[input] struct Input { id: u64 }
/// #[output] struct Output<'a> { user: &'a User }      // nothing outside of the run lends it
/// #[output] struct Output<T> { page: T }              // whatever the node returns?
/// ```
pub(super) fn output_generics(pipeline: &Resolved<'_>, errors: &mut Errors) {
    // Where it is not clear which struct is the input, its parameters are not either.
    if !pipeline.inputs_clear() {
        return;
    }
    for entry in &pipeline.entries {
        let Some(output) = entry.declared.map(|output| &pipeline.module.outputs[output]) else { continue };
        let input = pipeline.input_of(entry);
        let known: BTreeSet<String> =
            input.iter().flat_map(|input| &input.generics.params).map(|param| name(param).to_string()).collect();
        let unknown = |param: &&GenericParam| !known.contains(&name(param).to_string());
        for param in output.generics.params.iter().filter(unknown) {
            let input = input.map(|input| input.ident.to_string());
            errors.at(name(param).span(), message(pipeline, output, param, input.as_deref()));
        }
    }
}

fn name(param: &GenericParam) -> &Ident {
    match param {
        GenericParam::Lifetime(param) => &param.lifetime.ident,
        GenericParam::Type(param) => &param.ident,
        GenericParam::Const(param) => &param.ident,
    }
}

/// `input`: the name of the input struct, if there is one.
fn message(pipeline: &Resolved<'_>, output: &OutputStruct, param: &GenericParam, input: Option<&str>) -> String {
    let without = input.map_or_else(
        || "nothing outside has, as there is no input".to_owned(),
        |input| format!("the input `{input}` has not"),
    );
    let (output_name, name) = (&output.ident, name(param));
    match param {
        GenericParam::Lifetime(_) => format!(
            "`{output_name}` has a lifetime `'{name}` that {without}: the run has nothing to lend that outlives it\n\
             have the fields own what they hold{}",
            owned(pipeline, output, &name.to_string()),
        ),
        GenericParam::Type(_) | GenericParam::Const(_) => format!(
            "`{output_name}` has a parameter `{name}` that {without}, so the caller cannot say what it is\n\
             write what the node gives in its place"
        ),
    }
}

/// ": `user: User`", where a field is `user: &'a User`.
fn owned(pipeline: &Resolved<'_>, output: &OutputStruct, lifetime: &str) -> String {
    let named = |ty: &Type| {
        let reference = types::reference(ty)?.lifetime.as_ref()?;
        (reference.ident == lifetime).then_some(())
    };
    let owned = |name: &Ident| pipeline.source(pipeline.find(name)?).spelled_type().filter(|ty| !types::borrows(ty));
    let field = output.fields.iter().find_map(|field| {
        named(&field.ty)?;
        Some((&field.ident, types::text(owned(&field.ident)?)))
    });
    field.map_or_else(String::new, |(name, ty)| format!(": `{name}: {ty}`"))
}
