use std::collections::BTreeSet;

use syn::Ident;
use syn::ext::IdentExt;

use crate::errors::Errors;
use crate::resolve::Pipeline;

/// Two nodes or two fields of one struct with the same name: the compiler shows both places.
///
/// ```text
/// async fn user(id: u64) -> User
/// async fn user(name: &str) -> User      // E0428
/// ```
pub(super) fn twice_declared(pipeline: &Pipeline<'_>, errors: &mut Errors) {
    let module = pipeline.module;
    let nodes = repeats(module.nodes.iter().map(|node| node.name()));
    let inputs = module.input.iter().any(|input| repeats(input.fields.iter().map(|field| &field.ident)));
    let outputs = module.outputs.iter().any(|output| repeats(output.fields.iter().map(|field| &field.ident)));
    if nodes || inputs || outputs {
        errors.left_to_compiler();
    }
}

fn repeats<'a>(names: impl IntoIterator<Item = &'a Ident>) -> bool {
    let mut seen = BTreeSet::new();
    names.into_iter().any(|name| !seen.insert(name.unraw()))
}
