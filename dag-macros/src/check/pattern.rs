use crate::errors::Errors;
use crate::resolve::Pipeline;
use crate::types;

/// A pattern says by `#[from]` what it takes apart, as it has no name of its own.
///
/// ```text
/// async fn length(Point { x, y }: Point) -> f64                    // whose value?
/// async fn length(#[from(point)] Point { x, y }: Point) -> f64
/// ```
pub(super) fn pattern(pipeline: &Pipeline<'_>, errors: &mut Errors) {
    for node in &pipeline.module.nodes {
        for param in node.params.iter().filter(|param| param.wanted().is_none()) {
            let name = provider_of_type(pipeline, &param.ty).unwrap_or_else(|| "name".to_owned());
            errors.at(
                param.span,
                format_args!(
                    "a pattern has no name that says whose value `{}` takes here\nsay it in front of the pattern: `#[from({name})]`",
                    node.name(),
                ),
            );
        }
    }
}

/// The one provider that spells the asked type.
fn provider_of_type(pipeline: &Pipeline<'_>, asked: &syn::Type) -> Option<String> {
    let asked = types::text(types::reference(asked).map_or(asked, |reference| &reference.elem));
    let mut fitting = pipeline.providers().map(|provider| pipeline.source(provider)).filter(|source| {
        source.spelled_type().is_some_and(|provided| {
            types::text(types::reference(provided).map_or(provided, |reference| &reference.elem)) == asked
        })
    });
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => Some(only.name().to_string()),
        _ => None,
    }
}
