use crate::diagnostics::errors::Errors;
use crate::resolve::Resolved;

/// Everything in the module has one role.
///
/// ```text
/// #[input] #[output] struct Both { id: u64 }      // a struct is either
/// #[node] async fn _user(id: u64) -> User         // `_` makes it a helper, `#[node]` a node
/// #[node] #[tokio::test] async fn user_is_there() // a test is no node
/// ```
pub(super) fn roles(pipeline: &Resolved<'_>, errors: &mut Errors) {
    let module = pipeline.module;
    for span in module.inputs.iter().filter_map(|input| input.output) {
        errors.at(span, "a struct is either the input or an output");
    }
    for helper in &module.helpers {
        if let Some(span) = helper.marked {
            let name = &helper.ident;
            errors.at(
                span,
                match &helper.entry {
                    Some(attribute) => format!("`{name}` is no node: `#[{attribute}]` makes another function of it"),
                    None => format!("`{name}` begins with `_`, which makes it a helper; a node needs another name"),
                },
            );
        }
    }
    for span in module.nodes.rows().flat_map(|node| &node.params).filter_map(|param| param.second_from) {
        errors.at(span, "`#[each(...)]` names the provider already: leave out `#[from(...)]`");
    }
}
