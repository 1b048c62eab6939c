use syn::ext::IdentExt;

use super::words::line;
use crate::diagnostics::errors::Errors;
use crate::read::model::Repeated;
use crate::resolve::Resolved;

/// A name means one thing: no node is called like an input, and nothing like another of its kind.
///
/// ```text
/// struct Input { user: u64 }
/// async fn user() -> User             // which of the two is meant by a parameter `user`?
/// async fn page() -> Page
/// async fn page() -> String           // and which by a parameter `page`?
/// ```
pub(super) fn same_name(pipeline: &Resolved<'_>, errors: &mut Errors) {
    for repeated in &pipeline.module.repeated {
        let Repeated { kind, first, second } = repeated;
        let line = line(*first);
        let how = if *kind == "parameter" { format!(": `#[from({second})] other: ...`") } else { String::new() };
        let message = format_args!("there is a {kind} `{second}` on line {line} already\nrename one of them{how}");
        errors.at(second.span(), message);
    }
    node_and_input(pipeline, errors);
}

fn node_and_input(pipeline: &Resolved<'_>, errors: &mut Errors) {
    // Of a struct that is said to be the input and an output, the fields may mean either.
    if pipeline.module.inputs.iter().any(|input| input.output.is_some()) {
        return;
    }
    for (_, field) in pipeline.module.input_fields() {
        for node in pipeline.module.nodes.rows().filter(|node| node.name().unraw() == field.ident.unraw()) {
            let (name, span) = (node.name(), node.name().span());
            errors.at(
                span,
                format_args!(
                    "`{name}` is a node here and an input on line {}: a parameter `{name}` could mean either\nrename one of them",
                    line(field.ident.span()),
                ),
            );
            errors.at(field.ident.span(), format_args!("`{name}` is an input here and a node on line {}", line(span)));
        }
    }
}
